"""The assumption desk as a value: a place, a set of assumptions, what they give, and what the study's assumptions give.

Every exhibit of the desk takes the same parameters (the whole state of the desk, names as in the specification), so one
address rebuilds any of them. A desk is made once for a state and shared by the exhibits that show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, create_model

from database.reader import Reader
from database.values import PlaceRecord
from economics import (
    Assumptions,
    AssumptionsRefused,
    Cost,
    Loss,
    Parameter,
    Population,
    estimate,
    parameter_table,
    ranges_of,
    read_assumptions,
)
from exhibits import parameters
from exhibits.lookup import place_or_error
from exhibits.loss_anchor import EDITIONS, STATE, Anchored, Counted, anchored
from exhibits.model import BadParameterError
from exhibits.parameters import Slug

CPI = "CUUR0000SA0"
KEPT = "a_"
RANGE = "_range"
DEFAULT_COST = 1_000_000.0
DEFAULT_FINISHERS = 10
MOST_COST = 1e12
MOST_FINISHERS = 1_000_000
_DESKS_KEPT = 64

Purse = Literal["social", "fiscal"]
Causes = Literal["linked", "independent"]
Text = Annotated[str | None, BeforeValidator(lambda value: None if value in (None, "") else str(value)[:200])]


class _WhereAndWhom(parameters.Parameters):
    """What is looked at: ``edition`` 2014 unless said, whose dollar year and components are published."""

    place: Slug = STATE
    population: Literal["non_completers", "disconnected_youth"] = "non_completers"
    edition: Literal[2014, 2018, "2014", "2018"] = 2014
    counted: Counted = "class"
    causes: Causes = "linked"
    threshold: Text = None
    cost: Text = None
    cost_year: Text = None
    finishers: Text = None
    finish_anyway: Text = None
    purse: Purse = "social"


def _fields() -> dict[str, Any]:
    """One text field for each assumption of the table, its range where it has one, and the same for a kept scenario."""
    table = parameter_table().assumption
    names = [name for one in table for name in _names(one)]
    kept = [f"{KEPT}{one.id}" for one in table if one.id != "price_year"]
    return {name: (Text, None) for name in (*names, *kept)}


def _names(one: Parameter) -> tuple[str, ...]:
    return (one.id, f"{one.id}{RANGE}") if one.distribution == "triangular" else (one.id,)


Parameters = create_model("Parameters", __base__=_WhereAndWhom, **_fields())
"""``place``, ``population``, ``edition``, ``counted``; each assumption by its name (fractions); ``<name>_range`` as
``low,high``; ``causes``: how the causal shares are drawn; ``threshold`` in US dollars; ``cost`` in dollars of ``cost_year``;
``finishers``, and how many of them ``finish_anyway``; ``purse``; ``a_<name>`` for a scenario kept for comparison."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One state of the desk, settled.

    Attributes:
        place: Where.
        found: The published anchor and the rows it was made from.
        assumptions: As set; what only repeats the data (its count, its dollar year) counts as not set.
        ranges: Low and high a person has set, by assumption.
        prices: CPI-U annual averages by year.
        loss: Under the assumptions.
        central: Under the study's, in the same dollars: the ghost on every chart.
        kept: A scenario kept to compare with, in the same dollars; None if there is none.
        threshold: US dollars the dots are asked about, as typed; None for the default.
        cost: What a program costs, in the dollars of the year it was spent.
        finishers: People who finish and are counted as the program's.
        finish_anyway: How many of those would have finished without it.
        purse: Whose gain must pay for it.
        counted: Whose count was asked for.
        causes: How the causal shares are drawn.
    """

    place: PlaceRecord
    found: Anchored
    assumptions: Assumptions
    ranges: Mapping[str, tuple[float, float]]
    prices: Mapping[int, float]
    loss: Loss
    central: Loss
    kept: Loss | None
    threshold: float | None
    cost: Cost
    finishers: int
    finish_anyway: int
    purse: Purse
    counted: Counted
    causes: Causes

    @property
    def population(self) -> Population:
        """Who is counted."""
        return self.found.anchor.population

    @property
    def changed(self) -> bool:
        """Whether any assumption differs from the study's."""
        return bool(self.assumptions.changes())

    def query(self) -> dict[str, str]:
        """The whole state as an address holds it, every default written out, in the order of the parameter table."""
        anchor = self.found.anchor
        written = {
            "place": anchor.place_slug,
            "population": str(anchor.population),
            "edition": str(anchor.edition),
            "counted": self.counted,
            "causes": self.causes,
        }
        set_now = self.assumptions.applying() | self._from_data()
        spans = ranges_of(self.assumptions, self.ranges)
        for one in parameter_table().applying_to(self.population):
            if one.id in set_now:
                written[one.id] = as_text(set_now[one.id])
            if one.id in spans:
                written[f"{one.id}{RANGE}"] = f"{as_text(spans[one.id].low)},{as_text(spans[one.id].high)}"
        if self.threshold is not None:
            written["threshold"] = as_text(self.threshold)
        written |= {
            "cost": as_text(self.cost.amount),
            "cost_year": str(self.cost.price_year),
            "finishers": str(self.finishers),
            "finish_anyway": str(self.finish_anyway),
            "purse": self.purse,
        }
        return written | self._kept()

    def _from_data(self) -> dict[str, Any]:
        """What the data decide and nobody has set: written out too, so that a link keeps its meaning."""
        anchor = self.found.anchor
        values: dict[str, Any] = {}
        if anchor.count is not None and self.assumptions.count is None and self.assumptions.rate is None:
            values["count"] = anchor.count
        if anchor.price_year is not None and self.assumptions.price_year is None:
            values["price_year"] = anchor.price_year
        return values

    def _kept(self) -> dict[str, str]:
        if self.kept is None:
            return {}
        values = self.kept.assumptions.applying()
        return {f"{KEPT}{name}": as_text(value) for name, value in values.items() if name != "price_year"}


def as_text(value: object) -> str:
    """A value as an address holds it: ``0.05``, ``65``, ``earnings,crime``."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else f"{value:.10g}"
    return str(value)


def desk_of(asked: Any, reader: Reader) -> Desk:
    """The desk of some ``Parameters``.

    Raises:
        BadParameterError: A part cannot be used; it names the field, the value and what is allowed.
    """
    return _made(reader, reader.data_version(), asked)


@lru_cache(maxsize=_DESKS_KEPT)
def _made(reader: Reader, _version: str, asked: Any) -> Desk:
    place = place_or_error(reader, asked.place)
    population = Population(asked.population)
    found = anchor_of(reader, _version, place.slug, population, int(asked.edition), asked.counted)
    if found is None:
        allowed = f"{EDITIONS[0]}: the {asked.edition} edition publishes no loss per person of this group"
        raise BadParameterError("edition", asked.edition, allowed, (str(EDITIONS[0]),))
    prices = prices_of(reader, _version)
    assumptions = _assumptions(asked, found, "")
    loss = _estimated(found, assumptions, prices, asked, "")
    in_dollars = {} if assumptions.price_year is None else {"price_year": assumptions.price_year}
    central = estimate(found.anchor, Assumptions(population=population, **in_dollars), prices)
    kept = None
    if any(getattr(asked, name) is not None for name in type(asked).model_fields if name.startswith(KEPT)):
        other = _assumptions(asked, found, KEPT).changed(**in_dollars)
        kept = _estimated(found, other, prices, asked, KEPT)
    return Desk(
        place=place,
        found=found,
        assumptions=assumptions,
        ranges=_ranges(asked, assumptions),
        prices=prices,
        loss=loss,
        central=central,
        kept=kept,
        threshold=_dollars(asked, "threshold"),
        cost=_cost(asked, prices),
        finishers=(finishers := _people(asked, "finishers", DEFAULT_FINISHERS, MOST_FINISHERS)),
        finish_anyway=_people(asked, "finish_anyway", 0, finishers),
        purse=asked.purse,
        counted=asked.counted,
        causes=asked.causes,
    )


def _cost(asked: Any, prices: Mapping[int, float]) -> Cost:
    """What a program costs; its dollars are those of the newest price index unless a year is given."""
    cost = _dollars(asked, "cost")
    newest = max(prices, default=None)
    if asked.cost_year is None:
        return Cost(DEFAULT_COST if cost is None else cost, newest)
    if not asked.cost_year.isdigit() or int(asked.cost_year) not in prices:
        allowed = (
            f"a year with a CPI-U annual average, {min(prices)} to {newest}" if prices else "no price index is loaded"
        )
        raise BadParameterError("cost_year", asked.cost_year, allowed)
    return Cost(DEFAULT_COST if cost is None else cost, int(asked.cost_year))


def _people(asked: Any, name: str, default: int, most: int) -> int:
    text = getattr(asked, name)
    if text is None:
        return default
    if not text.isdigit() or int(text) > most:
        raise BadParameterError(name, text, f"a whole number of people from 0 to {most:,}")
    return int(text)


@lru_cache(maxsize=1024)
def anchor_of(
    reader: Reader, _version: str, slug: str, population: Population, edition: int, counted: Counted
) -> Anchored | None:
    """The anchor of a place, kept while the data version stays the same; None where the edition has no value."""
    return anchored(reader, place_or_error(reader, slug), population, edition, counted)


@lru_cache(maxsize=4)
def prices_of(reader: Reader, _version: str) -> Mapping[int, float]:
    """CPI-U annual averages by year, kept while the data version stays the same."""
    return {each.year: each.value for each in reader.consumer_prices() if each.series == CPI}


def _assumptions(asked: Any, found: Anchored, prefix: str) -> Assumptions:
    """The assumptions asked for under a prefix, without those that only repeat the data."""
    population = found.anchor.population
    applying = [one.id for one in parameter_table().applying_to(population)]
    given = {}
    for one in parameter_table().assumption:
        value = getattr(asked, f"{prefix}{one.id}", None)
        if value is None:
            continue
        if one.id not in applying:
            allowed = f"nothing here: for disconnected youth only {', '.join(applying)} can be changed"
            raise BadParameterError(f"{prefix}{one.id}", value, allowed)
        given[one.id] = value
    assumptions = _checked(population, given, prefix)
    same = {
        name: None
        for name, of_data in (("count", found.anchor.count), ("price_year", found.anchor.price_year))
        if name in given and getattr(assumptions, name) == of_data
    }
    return assumptions.changed(**same) if same else assumptions


def _checked(population: Population, given: Mapping[str, str], prefix: str) -> Assumptions:
    try:
        return read_assumptions(population, given)
    except AssumptionsRefused as refused:
        raise _bad(refused, given, prefix) from None


def _estimated(found: Anchored, assumptions: Assumptions, prices: Mapping[int, float], asked: Any, prefix: str) -> Loss:
    try:
        return estimate(found.anchor, assumptions, prices)
    except AssumptionsRefused as refused:
        names = type(asked).model_fields
        raise _bad(refused, {name: getattr(asked, f"{prefix}{name}", "") for name in names}, prefix) from None


def _bad(refused: AssumptionsRefused, given: Mapping[str, Any], prefix: str) -> BadParameterError:
    problem = refused.problems[0]
    # a refusal of the whole set is one of count and rate given together: the rate is the one to leave out
    name = problem.name or "rate"
    allowed = f"{problem.reason}; allowed: {problem.allowed}" if problem.allowed else problem.reason
    return BadParameterError(f"{prefix}{name}", given.get(name, ""), allowed)


def _ranges(asked: Any, assumptions: Assumptions) -> dict[str, tuple[float, float]]:
    """The ranges that differ from the table's own."""
    chosen = {}
    drawn = [one.id for one in parameter_table().drawn(assumptions.population)]
    for one in parameter_table().assumption:
        name = f"{one.id}{RANGE}"
        text = getattr(asked, name, None)
        if text is not None and one.id not in drawn:
            raise BadParameterError(name, text, f"no range here; these have one: {', '.join(drawn)}")
        if text is None:
            continue
        try:
            low, high = (float(part) for part in text.split(","))
            ranges_of(assumptions, {one.id: (low, high)})
        except (ValueError, AssumptionsRefused):
            raise BadParameterError(name, text, f"two numbers, low,high, within {one.range_in_words}") from None
        if (low, high) != (one.low, one.high):
            chosen[one.id] = (low, high)
    return chosen


def _dollars(asked: Any, name: str) -> float | None:
    text = getattr(asked, name)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_COST:
        raise BadParameterError(name, text, f"US dollars from 0 to {MOST_COST:,.0f}")
    return value
