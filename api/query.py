"""From the text of a query to checked parameters. Nothing is guessed: unknown, repeated and empty arguments are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from flask import Request
from pydantic import ValidationError

from exhibits.model import BadParameterError
from exhibits.parameters import Parameters

P = TypeVar("P", bound=Parameters)


def arguments(request: Request) -> dict[str, str]:
    """The arguments of a request, each once.

    Raises:
        BadParameterError: one is given twice, or the query is not UTF-8.
    """
    try:
        given = request.args.to_dict(flat=False)
    except UnicodeDecodeError:
        raise BadParameterError("query", repr(request.query_string), "UTF-8, percent-encoded") from None
    for name, values in given.items():
        if len(values) > 1:
            raise BadParameterError(name, ", ".join(values), "each argument once; lists are separated by commas")
    return {name: values[0] for name, values in given.items()}


def names_of(model: type[Parameters]) -> tuple[str, ...]:
    """The arguments a model takes, as an address writes them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def read(model: type[P], raw: Mapping[str, str]) -> P:
    """Parameters from text.

    Raises:
        BadParameterError: the first argument that does not hold, with what is allowed.
    """
    empty = next((name for name, value in raw.items() if not value.strip() and name in names_of(model)), None)
    if empty is not None:
        raise BadParameterError(empty, "", f"{_description(model, empty)}; leave it out for all")
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])
        raise BadParameterError(name, raw.get(name, ""), _description(model, name)) from None


def one_of(field: str, value: str, known: Sequence[str]) -> None:
    """Refuse a value that is not among the known ones (BadParameterError)."""
    if value not in known:
        raise BadParameterError(field, value, "one of " + ", ".join(known))


def in_order(first: int | None, last: int | None) -> None:
    """Refuse a first year after the last (BadParameterError)."""
    if first is not None and last is not None and first > last:
        raise BadParameterError("from", first, f"a year not after to ({last})")


def _description(model: type[Parameters], name: str) -> str:
    for key, field in model.model_fields.items():
        if (field.alias or key) == name:
            return field.description or "another value"
    return "one of " + ", ".join(names_of(model))
