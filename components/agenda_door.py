"""How pages reach agendas: the documents of the running app, and the items made into slides."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from flask import current_app
from pydantic import TypeAdapter, ValidationError

from access.permission import is_owner
from components.door import documents, shelf
from exhibits.agenda_items import BuiltItem, built_agenda
from exhibits.model import PRIVATE_NAME, BadParameterError, Exhibit, UnknownExhibitError
from operations.agendas import Agenda, Agendas, ItemId, Saved
from operations.sharing import Opened, Shares

PATH = "/convene"
EXHIBIT = "/exhibit/"
LONGEST_ADDRESS = 8000
_IDENTITY: TypeAdapter[str] = TypeAdapter(ItemId)


class NotAnExhibit(ValueError):
    """An address shows no exhibit that can go on an agenda; the text says why."""


def agendas() -> Agendas:
    """The agendas of the running app."""
    return Agendas(documents())


def find(identity: object) -> Saved | None:
    """One agenda; None where there is none, whatever the id looks like."""
    try:
        return agendas().find(_IDENTITY.validate_python(identity))
    except ValidationError:
        return None


def opened(identity: object) -> Opened | None:
    """An agenda as the one who asks may see it: by its id for the owner, by one of its addresses for anybody."""
    return Shares(documents()).open(str(identity), is_owner=is_owner())


def built(agenda: Agenda) -> tuple[BuiltItem, ...]:
    """Every item of an agenda, as slides and exhibits."""
    return built_agenda(agenda, shelf(), documents(), program())


def program() -> str:
    """Version of the running program."""
    return str(current_app.extensions["program_version"])


def exhibit_at(address: object) -> Exhibit:
    """The exhibit an address shows, made anew from its parameters.

    Raises:
        NotAnExhibit: It shows none, or one of true counts.
    """
    parts = urlsplit(str(address or "")[:LONGEST_ADDRESS])
    name = parts.path.removeprefix(EXHIBIT)
    if parts.scheme or parts.netloc or not parts.path.startswith(EXHIBIT):
        raise NotAnExhibit("This is not the address of an exhibit, so nothing was added.")
    if name.startswith(PRIVATE_NAME):
        raise NotAnExhibit("True counts are for the district only, so nothing was added. Release them first.")
    try:
        return shelf().build(name, dict(parse_qsl(parts.query)))
    except UnknownExhibitError:
        raise NotAnExhibit(f"There is no exhibit “{name[:40]}”, so nothing was added.") from None
    except BadParameterError as problem:
        said = f"“{problem.value}” does not work for {problem.field_name.replace('_', ' ')}: it takes {problem.allowed}"
        raise NotAnExhibit(f"{said}. Nothing was added.") from None


def parameters_of(exhibit: Exhibit) -> dict[str, str]:
    """The parameters of an exhibit as an agenda keeps them: every default written out."""
    return {name: value for name, value in exhibit.parameters.items() if value != ""}
