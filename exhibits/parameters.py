"""What an exhibit may be asked: pydantic models, read from an address as text, refused with the field and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from exhibits.model import BadParameterError

P = TypeVar("P", bound="Parameters")
MOST_PLACES = 100
SLUG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")

Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=60)]
MeasureId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$", max_length=80)]
WalkSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=80)]
Year = Annotated[int, Field(ge=1900, le=2100)]


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    return value


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_split), Field(max_length=MOST_PLACES)]
MaybeSlug = Annotated[Slug | None, BeforeValidator(_blank_is_none)]
MaybeYear = Annotated[Year | None, BeforeValidator(_blank_is_none)]
MaybeMeasure = Annotated[MeasureId | None, BeforeValidator(_blank_is_none)]


class Parameters(BaseModel):
    """The base of all exhibit parameters: frozen, no unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read(model: type[P], raw: Mapping[str, Any]) -> P:
    """Parameters from text. Raises BadParameterError for the first field that does not hold."""
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "query"
        given = "" if first["type"] == "missing" else first.get("input", "")
        raise BadParameterError(name, given, _allowed(model, name, first)) from None


def _allowed(model: type[Parameters], name: str, problem: Any) -> str:
    if problem["type"] == "extra_forbidden":
        return "one of " + ", ".join(model.model_fields) if model.model_fields else "no parameter at all"
    if problem["type"] == "missing":
        return "this parameter is needed"
    return str(problem["msg"]).replace("Input should be", "").strip()


def written(parameters: Parameters) -> dict[str, str]:
    """Parameters as an address holds them: defaults written out, lists joined by commas, None left out."""
    result = {}
    for name, value in parameters.model_dump(mode="json").items():
        if value is None:
            continue
        result[name] = (
            ",".join(value)
            if isinstance(value, list)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
    return result
