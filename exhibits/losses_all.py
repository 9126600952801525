"""Every exhibit of the assumption desk at once, made from one desk: what the page asks for when a slider is let go."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from database.reader import Reader
from exhibits import (
    losses_break_even,
    losses_chance,
    losses_cities,
    losses_difference,
    losses_studies,
    losses_tornado,
    losses_total,
    losses_waterfall,
    losses_ways,
)
from exhibits.model import Exhibit

MODULES = {
    "total": losses_total,
    "waterfall": losses_waterfall,
    "tornado": losses_tornado,
    "chance": losses_chance,
    "break-even": losses_break_even,
    "ways": losses_ways,
    "cities": losses_cities,
    "studies": losses_studies,
    "difference": losses_difference,
}


def desk_exhibits(
    asked: Any, reader: Reader, tables: Collection[str] = (), leave_out: Collection[str] = ()
) -> dict[str, Exhibit]:
    """The exhibits of one state of the desk by their short name.

    Args:
        asked: A ``losses_desk.Parameters``.
        reader: The database.
        tables: Short names of the exhibits whose table is shown; the long one of all cities is left out otherwise.
        leave_out: Short names of exhibits that are not shown just now.

    Raises:
        BadParameterError: As ``desk_of``.
    """
    wanted = [name for name in MODULES if name not in {"cities", *leave_out}]
    made = {name: MODULES[name].build(asked, reader) for name in wanted}
    made["cities"] = losses_cities.build(asked, reader, with_table="cities" in tables)
    return made
