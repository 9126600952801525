"""How sure a loss is, said where the loss is: our ranges' median and 5-95 %, and how many runs reach the figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from economics import Assumptions, Chance, Money, PlaceAnchor, Population, Unit, chance
from exhibits import formats
from exhibits.loss_anchor import Anchored
from exhibits.losses_desk import Desk

MIDDLE, ENDS = 0.5, (0.05, 0.95)
PriceItems = tuple[tuple[int, float], ...]
RangeItems = tuple[tuple[str, tuple[float, float]], ...]


@dataclass(frozen=True, slots=True)
class Sure:
    """The spread of one loss.

    Attributes:
        median: Half of the runs lie below.
        low: One run in 20 lies below.
        high: One run in 20 lies above.
        reached: Share of the runs above the figure asked about, 0 to 1.
        of_printed: Whether that figure is the printed one; else it is the headline's own.
    """

    median: Money
    low: Money
    high: Money
    reached: float
    of_printed: bool


@lru_cache(maxsize=512)
def _spread(anchor: PlaceAnchor, key: tuple[Any, ...], threshold: float) -> Chance:
    assumptions, prices, ranges, unit, linked = key
    return chance(
        anchor, assumptions, dict(prices), unit=unit, threshold=threshold, ranges=dict(ranges) or None, linked=linked
    )


def sure_of(
    found: Anchored,
    headline: Money,
    assumptions: Assumptions | None = None,
    prices: PriceItems = (),
    ranges: RangeItems = (),
    *,
    linked: bool = True,
) -> Sure:
    """The spread of a headline over our ranges.

    Args:
        found: Its place.
        headline: The loss shown: per cohort, or per person where there is no count.
        assumptions: As set; the study's when left out.
        prices: CPI-U annual averages, needed where another price year is set.
        ranges: Low and high a person has set, by assumption.
        linked: Draw the causal shares together.
    """
    assumptions = assumptions or Assumptions(population=found.anchor.population)
    printed = found.comparable if headline.basis.unit is Unit.PER_COHORT else None
    of_printed = printed is not None and not assumptions.changes()
    threshold = printed.value if printed is not None and of_printed else headline.amount
    spread = _spread(found.anchor, (assumptions, prices, ranges, headline.basis.unit, linked), threshold)
    at = {share: spread.quantiles[place] for place, share in enumerate(spread.quantile_shares)}
    return Sure(at[MIDDLE], at[ENDS[0]], at[ENDS[1]], spread.share_beyond or 0.0, of_printed)


def sure_words(sure: Sure) -> str:
    """The spread, and how many runs reach the printed figure, or the headline's own: ``1 run in 10 reaches ...``."""
    which = "the published figure" if sure.of_printed else "this figure"
    said = formats.runs(sure.reached)
    verb = "reach" if said[0].isdigit() and not said.startswith("1 ") else "reaches"
    return f"{spread_words(sure)}. {said[0].upper()}{said[1:]} {verb} {which}."


def spread_words(sure: Sure) -> str:
    """The median and where 9 of 10 runs lie: ``Our ranges: median $6.4 billion, 5-95% $4.6 billion to $8.2 billion``."""
    median, low, high = (formats.money_words(each) for each in (sure.median, sure.low, sure.high))
    return f"Our ranges: median {median}, 5-95% {low} to {high}"


def desk_sure(desk: Desk, *, other: bool = False) -> Sure:
    """The spread of the desk's headline at its settings; ``other``: with the causal shares drawn the other way."""
    prices = tuple(desk.prices.items()) if desk.assumptions.price_year else ()
    headline = desk.loss.cohort.total or desk.loss.person.total
    linked = (desk.causes == "linked") != other
    ranges = tuple(sorted(desk.ranges.items()))
    return sure_of(desk.found, headline, desk.assumptions, prices, ranges, linked=linked)


def causes_words(desk: Desk) -> str:
    """Both ways to draw the causal shares, the one chosen first; "" where there are none to draw."""
    if desk.population is Population.DISCONNECTED_YOUTH:
        return ""
    names = ("linked", "independent") if desk.causes == "linked" else ("independent", "linked")
    said = []
    for name, other in zip(names, (False, True), strict=True):
        sure = desk_sure(desk, other=other)
        ends = f"{formats.money_words(sure.low)} to {formats.money_words(sure.high)}"
        said.append(f"{name}: median {formats.money_words(sure.median)}, 5-95% {ends}")
    return f"Causal shares {said[0]}; {said[1]}"
