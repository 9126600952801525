"""The form of a callback's body, checked against the callback it names, before Dash touches it.

Dash trusts the browser: a body of another form ends in an error deep inside it. Here every part is held against
``Dash.callback_map``: identities, properties, lengths, the values a pattern matched, and the kind of value a property
can have. What a ``value`` or ``data`` means is checked by each callback.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from access.callback_values import check_value

WILDCARDS = ("ALL", "MATCH", "ALLSMALLER")
MOST_ARGUMENTS = 5_000
MOST_OUTPUT_LETTERS = 20_000


class UnknownCallbackError(LookupError):
    """The body names an output that no callback of this build has: most often a tab from before a deploy."""


Key = Annotated[StrictStr, Field(max_length=100)]
Part = Annotated[StrictStr, Field(max_length=300)] | StrictBool | StrictInt
Identity = Annotated[StrictStr, Field(max_length=300)] | Annotated[dict[Key, Part], Field(max_length=10)]


class Argument(BaseModel):
    """One input, state or output. ``value`` is absent where the browser has none, and in outputs."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Identity
    property: Annotated[StrictStr, Field(max_length=100)]
    value: Any = None


Arguments = Annotated[list[Argument | list[Argument]], Field(max_length=MOST_ARGUMENTS)]


class Body(BaseModel):
    """The parts of a body that Dash reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    output: Annotated[StrictStr, Field(max_length=MOST_OUTPUT_LETTERS)]
    outputs: Argument | Arguments | None = None
    inputs: Arguments = Field(default_factory=list)
    state: Arguments = Field(default_factory=list)
    changedPropIds: Annotated[list[StrictStr], Field(max_length=MOST_ARGUMENTS)] = Field(default_factory=list)


def check_body(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that a body has the form of the callback it names.

    Args:
        body: what the JSON of the request says.
        callbacks: ``Dash.callback_map``: output key to the callback's inputs, state and outputs.

    Raises:
        UnknownCallbackError: no callback has this output.
        ValueError: a part is missing or of another form; the message names it.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise ValueError("it is not an object with an output")
    callback = callbacks.get(body["output"])
    # Callbacks that run in the browser are listed too, but have nothing to call here.
    if callback is None or "callback" not in callback:
        raise UnknownCallbackError(body["output"])
    read = _read(body)
    matched: dict[str, Part] = {}
    _check_arguments("inputs", read.inputs, _wanted(callback["inputs"]), matched)
    _check_arguments("state", read.state, _wanted(callback["state"]), matched)
    if not callback["no_output"]:
        _check_outputs(read.outputs, callback["output"], matched)
    _check_changed(read.changedPropIds, _wanted(callback["inputs"]))


def _read(body: Mapping[str, Any]) -> Body:
    try:
        return Body.model_validate(body)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{first['loc'][0]}: {first['msg']}") from None


Wanted = tuple[str | dict[str, Any], str]


def _wanted(arguments: Sequence[Mapping[str, Any]]) -> list[Wanted]:
    return [
        (json.loads(each["id"]) if each["id"].startswith("{") else each["id"], each["property"]) for each in arguments
    ]


def _check_arguments(
    name: str, sent: Sequence[Argument | list[Argument]], wanted: Sequence[Wanted], matched: dict[str, Part]
) -> None:
    if len(sent) != len(wanted):
        raise ValueError(f"{name} is not a list of {len(wanted)}")
    for argument, (identity, prop) in zip(sent, wanted, strict=True):
        # A pattern with ALL brings a list of arguments, every other one a single argument.
        if isinstance(argument, list) is not _is_many(identity):
            raise ValueError(f"{name} has a list where {_text(identity)} is one, or the reverse")
        for one in _each(argument):
            _check_identity(name, one, identity, prop, matched)
            check_value(name, prop, one.value)


def _check_identity(
    name: str, sent: Argument, identity: str | dict[str, Any], prop: str, matched: dict[str, Part]
) -> None:
    if sent.property != prop:
        raise ValueError(f"{name} lacks {_text(identity)}.{prop}")
    if not isinstance(identity, dict):
        fits = sent.id == identity
    else:
        fits = isinstance(sent.id, dict) and sent.id.keys() == identity.keys()
        fits = fits and all(_fits(key, sent.id[key], part, matched) for key, part in identity.items())  # type: ignore[index]
    if not fits:
        raise ValueError(f"{name} has another id than {_text(identity)}")


def _fits(key: str, sent: Part, wanted: object, matched: dict[str, Part]) -> bool:
    """Whether one key of a pattern's id is as declared; all parts of a body match ``MATCH`` with one and the same value."""
    wildcard = _wildcard(wanted)
    if wildcard == "MATCH":
        return matched.setdefault(key, sent) == sent
    return wildcard is not None or sent == wanted


def _check_outputs(sent: Argument | list[Any] | None, declared: Any, matched: dict[str, Part]) -> None:
    if sent is None:
        raise ValueError("outputs is missing")
    if isinstance(declared, list | tuple) is not isinstance(sent, list):
        # one output with ALL is sent as a list in itself
        if not (isinstance(sent, list) and _is_many(_plain(declared.component_id))):
            raise ValueError("outputs is not that of the callback")
        declared, sent = [declared], [sent]
    outputs, wanted = _each(sent), _each(declared)
    if len(outputs) != len(wanted):
        raise ValueError(f"outputs is not a list of {len(wanted)}")
    for output, one in zip(outputs, wanted, strict=True):
        identity = _plain(one.component_id)
        if isinstance(output, list) is not _is_many(identity):
            raise ValueError("outputs is not that of the callback")
        for each in _each(output):
            prop = each.property.partition("@")[0]
            plain = each.model_copy(update={"property": prop})
            _check_identity("outputs", plain, identity, one.component_property.partition("@")[0], matched)


def _check_changed(changed: Sequence[str], wanted: Sequence[Wanted]) -> None:
    """What is said to have changed is an input: a callback asks which one it was, and trusts the form of its id."""
    for each in changed:
        text, _, prop = each.rpartition(".")
        identity = _identity(text)
        if not any(_is_input(identity, prop, one) for one in wanted):
            raise ValueError("changedPropIds names what is no input")


def _is_input(identity: object, prop: str, wanted: Wanted) -> bool:
    known, known_prop = wanted
    if prop != known_prop:
        return False
    if not isinstance(known, dict) or not isinstance(identity, dict):
        return identity == known
    are_parts = all(isinstance(part, str | int) for part in identity.values())
    return (
        are_parts
        and identity.keys() == known.keys()
        and all(_wildcard(part) is not None or identity[key] == part for key, part in known.items())
    )


def _identity(text: str) -> object:
    if not text.startswith("{"):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _is_many(identity: object) -> bool:
    return isinstance(identity, dict) and any(_wildcard(part) in {"ALL", "ALLSMALLER"} for part in identity.values())


def _plain(identity: Any) -> str | dict[str, Any]:
    """An id as declared, with wildcards as the lists they are in ``callback_map``."""
    if not isinstance(identity, dict):
        return str(identity)
    return {key: [part.name] if hasattr(part, "name") else part for key, part in identity.items()}


def _wildcard(part: object) -> str | None:
    found = isinstance(part, list) and len(part) == 1 and part[0] in WILDCARDS
    return str(part[0]) if found and isinstance(part, list) else None


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(identity: str | dict[str, Any]) -> str:
    return identity if isinstance(identity, str) else json.dumps(identity)
