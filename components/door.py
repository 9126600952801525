"""How a page asks for exhibits: the shelf of the running app, and what to show when an address asks for too much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import current_app

from access import permission
from database.documents import Documents
from database.reader import Reader
from database.releases import Releases
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Shelf
from operations.district.side import DistrictSide


def shelf() -> Shelf:
    """The shelf of the running app."""
    return cast(Shelf, current_app.extensions["shelf"])


def reader() -> Reader:
    """The reader of the running app."""
    return shelf().reader


def district() -> DistrictSide | None:
    """The district's own side; None on the Roundtable's server."""
    return cast(DistrictSide | None, current_app.extensions.get("district"))


def documents() -> Documents:
    """What people wrote and saved here: plans, agendas."""
    return cast(Documents, current_app.extensions["documents"])


def releases() -> Releases:
    """The releases districts sent, to be added to; what they show is asked of ``reader``."""
    return cast(Releases, current_app.extensions["releases"])


def refusal() -> str:
    """Why the one who asks may not change anything; "" where they may."""
    return permission.refusal()


def exhibit(name: str, **parameters: Any) -> Exhibit:
    """One exhibit; parameters that are None are left out. Raises as ``Shelf.build``."""
    return shelf().build(name, {key: value for key, value in parameters.items() if value is not None})


def tried(name: str, parameters: Mapping[str, Any]) -> Exhibit | BadParameterError:
    """One exhibit, or why it cannot be built: for places where the page goes on without it."""
    try:
        return shelf().build(name, {key: value for key, value in parameters.items() if value is not None})
    except BadParameterError as problem:
        return problem
