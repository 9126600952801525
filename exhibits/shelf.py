"""The door to all exhibits: ask by name and parameters, get the exhibit, or an error that says what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    losses_studies,
    losses_tornado,
    losses_total,
    losses_waterfall,
    losses_ways,
    own_all,
    own_answers,
    own_compared,
    own_earlier,
    own_funnel,
    own_groups,
    own_persistence,
    own_rates,
    own_value,
    peers,
    profile,
    published_losses,
    ranking,
    released_groups,
    released_log,
    released_rates,
    released_stages,
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
from operations.district.side import DistrictSide


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
        losses_studies,
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
        released_stages,
        released_groups,
        released_rates,
        released_log,
    )
}


OWN = (
    own_funnel,
    own_rates,
    own_groups,
    own_answers,
    own_persistence,
    own_earlier,
    own_compared,
    own_value,
    own_all,
)


def own_kinds(district: DistrictSide) -> dict[str, Kind]:
    """The kinds there are on a district's own copy only: true counts of its walks. Every one of them comes out private."""

    def kind(module: Any) -> Kind:
        def build(asked: Any, reader: Reader) -> Exhibit:
            made: Exhibit = module.build(asked, reader, district)
            return replace(made, private=True, made_up=district.is_made_up())

        return Kind(module.NAME, module.QUESTION, module.Parameters, build)

    return {module.NAME: kind(module) for module in OWN}


class Shelf:
    """All exhibits over one database, and over a district's own file where there is one. Safe in threads."""

    def __init__(self, reader: Reader, district: DistrictSide | None = None) -> None:
        self.reader = reader
        self.own = {} if district is None else own_kinds(district)

    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of exhibit, in the order a reader meets them; private ones last."""
        return (*KINDS.values(), *self.own.values())

    def build(self, name: str, parameters: Mapping[str, Any]) -> Exhibit:
        """One exhibit. Raises UnknownExhibitError, or BadParameterError naming the field and what is allowed."""
        kind = KINDS.get(name) or self.own.get(name)
        if kind is None:
            raise UnknownExhibitError(name)
        return kind.build(read(kind.parameters, parameters), self.reader)
