"""The state of a page is its address: reading it with a declared model, writing it back.

Dash hands a page its query string as keyword arguments, where a query key may even shadow a path variable, and every
value may be wrong. A page therefore reads its whole state through ``read_state``: known names are validated one by one,
what does not hold falls back to its default and is said, and unknown names are said too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

from dash import ctx
from dash.exceptions import MissingCallbackContextException
from pydantic import BaseModel, ConfigDict, ValidationError

Value = TypeVar("Value", bound="PageState")


class PageState(BaseModel):
    """The declared parameters of a page; every one has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_state(model: type[Value], query: Mapping[str, Any]) -> tuple[Value, list[str]]:
    """The state an address asks for, and a sentence for each part that could not be used."""
    said = []
    values: dict[str, Any] = {}
    for name, value in query.items():
        if name not in model.model_fields:
            said.append(f"The address has “{str(name)[:40]}”, which this page does not know; it was left out.")
            continue
        try:
            model.model_validate({name: value})
        except ValidationError as problem:
            text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            said.append(f"“{text[:60]}” cannot be used for {name.replace('_', ' ')}: {_reason(problem)}.")
        else:
            values[name] = value
    return model.model_validate(values), said


def _reason(problem: ValidationError) -> str:
    """Why a value cannot be used, in a reader's words; the messages of the checker are for programmers."""
    first = problem.errors(include_url=False)[0]
    bounds = first.get("ctx", {})
    match first["type"]:
        case "literal_error":
            return f"it can be {str(bounds['expected']).replace(chr(39), '')}"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "it has to be a whole number, such as 2020"
        case "greater_than_equal":
            return f"it has to be {bounds['ge']} or more"
        case "less_than_equal":
            return f"it has to be {bounds['le']} or less"
        case "too_long":
            return f"at most {bounds['max_length']} can be given"
        case "string_too_long":
            return f"it can have at most {bounds['max_length']} letters"
        case "string_pattern_mismatch":
            return "no such name is known"
        case "value_error":
            return str(bounds["error"])
        case _:
            return "it cannot be read"


def write_address(path: str, state: Mapping[str, Any]) -> str:
    """The address of a state, in a fixed order; empty values are left out, lists joined by commas."""
    parts = {}
    for name, value in state.items():
        text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)
        if text:
            parts[name] = text
    return f"{path}?{urlencode(parts, safe=',')}" if parts else path


def path_part(value: object) -> str:
    """A path variable as text: decoded, cut to a sane length."""
    return unquote(str(value or ""))[:80]


def path_variable(value: object) -> tuple[str, list[str]]:
    """A page's last path segment as text, and a sentence where the query tried to stand in for it.

    Dash lets ``/city/tucson?slug=mesa`` hand ``mesa`` to the page; the path is what counts.
    """
    path = str(ctx.inputs.get("_pages_location.pathname") or "") if _in_callback() else ""
    asked, given = path_part(path.rstrip("/").rpartition("/")[2]), path_part(value)
    if not asked or asked == given:
        return given, []
    return asked, [f"The address has “{given[:40]}” in its query for a name that its path gives; the path counts."]


def _in_callback() -> bool:
    try:
        return bool(ctx.inputs)
    except (LookupError, MissingCallbackContextException):
        return False
