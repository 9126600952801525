"""The door to all exhibits: ask by name and parameters, get the exhibit, or an error that says what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from database.reader import Reader
from exhibits import (
    city_map,
    coverage,
    definition,
    district_trend,
    districts,
    loss_components,
    losses_break_even,
    losses_chance,
    losses_cities,
    losses_difference,
    losses_tornado,
    losses_total,
    losses_waterfall,
    losses_ways,
    peers,
    profile,
    published_losses,
    ranking,
    scatter,
    slope,
    trend,
    walk_returns,
    walk_stages,
    walk_timeline,
    walk_totals,
)
from exhibits.model import Exhibit, UnknownExhibitError
from exhibits.parameters import Parameters, read


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of exhibit: its name, the question it answers, its parameters and its builder."""

    name: str
    question: str
    parameters: type[Parameters]
    build: Callable[[Any, Reader], Exhibit]


KINDS = {
    module.NAME: Kind(module.NAME, module.QUESTION, module.Parameters, module.build)
    for module in (
        profile,
        ranking,
        trend,
        slope,
        scatter,
        city_map,
        loss_components,
        published_losses,
        losses_total,
        losses_waterfall,
        losses_tornado,
        losses_chance,
        losses_break_even,
        losses_ways,
        losses_cities,
        losses_difference,
        districts,
        district_trend,
        peers,
        definition,
        coverage,
        walk_timeline,
        walk_stages,
        walk_totals,
        walk_returns,
    )
}


class Shelf:
    """All exhibits over one database. Holds no state of its own; safe in threads."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of exhibit, in the order a reader meets them."""
        return tuple(KINDS.values())

    def build(self, name: str, parameters: Mapping[str, Any]) -> Exhibit:
        """One exhibit. Raises UnknownExhibitError, or BadParameterError naming the field and what is allowed."""
        kind = KINDS.get(name)
        if kind is None:
            raise UnknownExhibitError(name)
        return kind.build(read(kind.parameters, parameters), self.reader)
