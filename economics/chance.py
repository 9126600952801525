"""The chance: what the loss is when the assumptions are not one number but a range each (quasi-Monte-Carlo).

Scrambled Sobol points with a fixed seed, each assumption triangular over its low, its setting and its high. The same
settings give the same numbers byte for byte, in any process. A place's scale factors out: one pass serves all places.

The four causal shares can be drawn linked (one draw moves them all) or each on its own. Linked is the wider spread, and
what the pages show first; the functions here draw independently unless ``linked`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from scipy.stats import qmc

from economics.anchors import PlaceAnchor
from economics.assumptions import Assumptions
from economics.basis import Money, MoneySeries, Unit, finite
from economics.kernel import Array, Draws, multiplier
from economics.model import Prices, estimate, per_person_totals, price_factor
from economics.parameters import parameter_table
from economics.ranges import Range, ranges_of
from economics.results import NotPublished

Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class DotAxis:
    """The axis of the dots, US dollars: ``columns`` equal columns from ``low`` to ``high``."""

    low: float
    high: float
    columns: int

    def __post_init__(self) -> None:
        if not finite("DotAxis.low", self.low) < finite("DotAxis.high", self.high) or self.columns < 1:
            raise ValueError(f"an axis needs low < high and a column: {self.low!r}, {self.high!r}, {self.columns!r}")


@dataclass(frozen=True, slots=True)
class Chance:
    """What the draws say about one place's loss.

    Attributes:
        central: The loss at the settings themselves.
        quantile_shares: Shares of the draws, e.g. 0.05; ``quantiles`` are the losses they stay at or below.
        quantiles: On the basis of ``central``; the discount rate in it is the setting, the draws vary around it.
        threshold: The loss asked about, or None.
        share_beyond: Share of the draws above ``threshold``, 0 to 1; None without a threshold.
        linked: Whether the causal shares were drawn together.
        dots: 100 equally likely losses, rising.
        dot_columns: Column of each dot on ``axis``, from 0; dots outside the axis stand in its end columns.
        dot_rows: Height of each dot in its column, from 0.
        axis: Where the columns are.
        drawn: The ranges drawn from, by assumption.
        held: Assumptions with a range that are held, because they are set away from their central value.
        draws: How many draws.
        not_in_range: What the range does not contain, in words.
    """

    central: Money
    quantile_shares: tuple[float, ...]
    quantiles: MoneySeries
    threshold: Money | None
    share_beyond: float | None
    linked: bool
    dots: MoneySeries
    dot_columns: tuple[int, ...]
    dot_rows: tuple[int, ...]
    axis: DotAxis
    drawn: Mapping[str, Range]
    held: tuple[str, ...]
    draws: int
    not_in_range: tuple[str, ...]


def chance(
    anchor: PlaceAnchor,
    assumptions: Assumptions,
    prices: Prices | None = None,
    *,
    unit: Unit = Unit.PER_COHORT,
    threshold: float | None = None,
    ranges: Ranges | None = None,
    axis: DotAxis | None = None,
    linked: bool = False,
) -> Chance:
    """Give the spread of one place's loss over the ranges of the assumptions.

    Args:
        anchor: The place.
        assumptions: The settings. One set away from its central value is held there, unless ``ranges`` names it.
        prices: As for ``estimate``.
        unit: Per cohort or per person.
        threshold: US dollars, on the basis of the answer.
        ranges: Low and high to use instead of the table's, by assumption.
        axis: A fixed axis for the dots; else their own extent in 25 columns.
        linked: Draw the causal shares together.

    Raises:
        NotPublished: Per cohort is asked, and neither a count nor a total is published.
        AssumptionsRefused: As ``estimate`` and ``tornado``.
        ValueError: ``unit`` is per resident, or the threshold is not finite.
    """
    central = _central(anchor, assumptions, prices, unit)
    values = _scale(anchor, assumptions, prices, central) * multipliers(assumptions, ranges, linked=linked)
    study = parameter_table().study
    dots = np.quantile(values, (np.arange(study.dots) + 0.5) / study.dots)
    axis = axis or _own_axis(dots)
    columns = _columns(dots, axis)
    drawn, held = drawn_and_held(assumptions, ranges)
    return Chance(
        central=central,
        quantile_shares=study.quantiles,
        quantiles=MoneySeries(tuple(np.quantile(values, study.quantiles).tolist()), central.basis),
        threshold=None if threshold is None else Money(threshold, central.basis),
        share_beyond=None if threshold is None else float(np.count_nonzero(values > threshold)) / len(values),
        linked=linked,
        dots=MoneySeries(tuple(dots.tolist()), central.basis),
        dot_columns=columns,
        dot_rows=_rows(columns),
        axis=axis,
        drawn=drawn,
        held=held,
        draws=len(values),
        not_in_range=study.not_in_range,
    )


def multipliers(assumptions: Assumptions, ranges: Ranges | None = None, *, linked: bool = False) -> Array:
    """Give the loss as a multiple of the study's in every draw, shape (8192,): the same for every place."""
    return _multipliers(assumptions, tuple(sorted((ranges or {}).items())), linked)


@lru_cache(maxsize=32)
def _multipliers(assumptions: Assumptions, ranges: tuple[tuple[str, tuple[float, float]], ...], linked: bool) -> Array:
    """The draws of one setting, kept for the next answer about it and read-only: 64 KB each."""
    given = dict(ranges) or None
    drawn, _ = drawn_and_held(assumptions, given)
    values = multiplier(assumptions, Draws.of(assumptions, _draw(assumptions, drawn, linked)))
    values.setflags(write=False)
    return values


def losses_of_places(
    anchors: Sequence[PlaceAnchor],
    assumptions: Assumptions,
    prices: Prices | None = None,
    ranges: Ranges | None = None,
) -> Array:
    """Give the loss per person of every place in every draw, US dollars, shape (places, 8192).

    The amounts are on ``loss_basis(anchor, assumptions)`` of their row.
    """
    scale = [anchor.per_person * price_factor(anchor, assumptions, prices) for anchor in anchors]
    return per_person_totals(np.array(scale, dtype=np.float64), multipliers(assumptions, ranges))


def drawn_and_held(assumptions: Assumptions, ranges: Ranges | None = None) -> tuple[dict[str, Range], tuple[str, ...]]:
    """Give the ranges drawn from, and the assumptions held because a person has set them.

    To set an assumption is to decide it: it is drawn again only where ``ranges`` gives it a range.
    """
    everything = ranges_of(assumptions, ranges)
    held = tuple(
        name
        for name, one in everything.items()
        if one.central != parameter_table().parameter(name).central and name not in (ranges or {})
    )
    return {name: one for name, one in everything.items() if name not in held}, held


def triangular(shares: Array, one: Range) -> Array:
    """Give the values below which ``shares`` (0 to 1, shape (draws,)) of a triangular distribution lie.

    Its peak is the setting, or the nearer end where the setting is outside the range.
    """
    width = one.high - one.low
    if width == 0:
        return np.full_like(shares, one.low)
    peak = min(max(one.central, one.low), one.high)
    rising = one.low + np.sqrt(shares * width * (peak - one.low))
    falling = one.high - np.sqrt((1 - shares) * width * (one.high - peak))
    return np.where(shares * width < peak - one.low, rising, falling)


def _draw(assumptions: Assumptions, drawn: Mapping[str, Range], linked: bool = False) -> dict[str, Array]:
    """Values of the drawn assumptions, shape (draws,) each. An assumption keeps its dimension whatever is held.

    ``linked``: the causal shares stand at the same point of their ranges in each draw, that of the first of them.
    """
    names = [parameter.id for parameter in parameter_table().drawn(assumptions.population)]
    points = _points(len(names))
    together = parameter_table().study.linked if linked else ()
    dimension = {name: names.index(together[0] if name in together else name) for name in names}
    values = {name: triangular(points[dimension[name]], drawn[name]) for name in names if name in drawn}
    if "retire" in values:
        # an age is whole: the nearest, halves upwards
        values["retire"] = np.floor(values["retire"] + 0.5)
    return values


@cache
def _points(dimensions: int) -> Array:
    """Scrambled Sobol points, shape (dimensions, draws), read-only so that no caller can change another's."""
    study = parameter_table().study
    engine = qmc.Sobol(d=dimensions, scramble=True, rng=np.random.default_rng(study.seed))
    points = np.ascontiguousarray(engine.random(study.draws).T)
    points.setflags(write=False)
    return points


def _central(anchor: PlaceAnchor, assumptions: Assumptions, prices: Prices | None, unit: Unit) -> Money:
    loss = estimate(anchor, assumptions, prices)
    if unit is Unit.PER_PERSON:
        return loss.person.total
    if unit is not Unit.PER_COHORT:
        raise ValueError(f"the chance is per person or per cohort, not {unit}")
    if loss.cohort.total is None:
        raise NotPublished(f"no count and no total is published for {anchor.place_name}: ask per person")
    return loss.cohort.total


def _scale(anchor: PlaceAnchor, assumptions: Assumptions, prices: Prices | None, central: Money) -> float:
    """Give what one unit of the multiplier is worth: the loss at the published assumptions, in the chosen prices."""
    published = Assumptions(population=assumptions.population)
    for_counts = published.changed(
        **{
            name: getattr(assumptions, name)
            for name in ("price_year", "count", "rate")
            if getattr(assumptions, name) is not None
        }
    )
    return _central(anchor, for_counts, prices, central.basis.unit).amount


def _own_axis(dots: Array) -> DotAxis:
    low, high = float(dots[0]), float(dots[-1])
    return DotAxis(low, high if high > low else low + 1.0, 25)


def _columns(dots: Array, axis: DotAxis) -> tuple[int, ...]:
    places = np.floor((dots - axis.low) / (axis.high - axis.low) * axis.columns)
    return tuple(int(place) for place in np.clip(places, 0, axis.columns - 1))


def _rows(columns: tuple[int, ...]) -> tuple[int, ...]:
    seen: dict[int, int] = {}
    rows = []
    for column in columns:
        rows.append(seen.get(column, 0))
        seen[column] = rows[-1] + 1
    return tuple(rows)
