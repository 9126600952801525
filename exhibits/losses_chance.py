"""How sure: 100 equally likely losses as dots, and how many of 100 runs lie beyond a sum."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from database.reader import Reader
from economics import Assumptions, Chance, DotAxis, Money, PlaceAnchor, Unit, chance
from economics.rounding import whole
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.losses_axes import span_of
from exhibits.losses_chance_figure import HEIGHT, draw
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_words import short_name, shown
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_chance"
QUESTION = "How sure is the loss, when every assumption is a range?"
COLUMNS = 25
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """The dots of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    found = chance_of(desk)
    threshold = threshold_of(desk)
    ghost = shown(desk.central)
    held = ", ".join(short_name(name).lower() for name in found.held)
    drawing = (found, threshold.amount, formats.money_mark(threshold), ghost.amount if desk.changed else None)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(found, threshold),
        subtitle=f"100 runs, each as likely as the next{'' if not held else f'. Held: {held}'}",
        sentence="Not in the range: " + "; ".join(found.not_in_range) + ".",
        summary=_summary(found, threshold),
        table=_table(found),
        sources=desk_sources(desk),
        credit=f"{found.draws:,} runs of our model, always the same",
        data_version=reader.data_version(),
        figure=draw(*drawing),
        narrow_figure=draw(*drawing),
        basis=(found.central.basis,),
        notes=(basis_line(found.central.basis), *assumption_notes(desk)),
        key_number=f"{count_beyond(found)} of 100",
        height=HEIGHT,
        places=(desk.place.slug,),
    )


@lru_cache(maxsize=64)
def _chance(anchor: PlaceAnchor, key: tuple[Any, ...], threshold: float) -> Chance:
    assumptions, ranges, prices, unit, low, high = key
    axis = DotAxis(low, high, COLUMNS)
    return chance(
        anchor, assumptions, dict(prices), unit=unit, threshold=threshold, ranges=dict(ranges) or None, axis=axis
    )


def chance_of(desk: Desk) -> Chance:
    """The spread of a desk's loss, per cohort where it is known, on the desk's fixed axis."""
    unit = shown(desk.loss).basis.unit
    threshold = threshold_of(desk).amount
    ranges = tuple(sorted(desk.ranges.items()))
    low, high = axis_of(desk)
    prices = tuple(desk.prices.items()) if desk.assumptions.price_year else ()
    key = (desk.assumptions, ranges, prices, unit, low, high)
    found = _chance(desk.found.anchor, key, threshold)
    wide_low, wide_high = span_of(low, high, (found.dots.amounts[0], found.dots.amounts[-1], threshold))
    if (wide_low, wide_high) != (low, high):
        found = _chance(desk.found.anchor, (*key[:4], wide_low, wide_high), threshold)
    return found


def axis_of(desk: Desk) -> tuple[float, float]:
    """The axis of the dots in US dollars: around the spread of the published case, in the desk's dollars."""
    unit = shown(desk.central).basis.unit
    low, high = _published_ends(desk.found.anchor, unit)
    scale = desk.central.person.total.amount / desk.found.anchor.per_person
    return low * scale, high * scale


@lru_cache(maxsize=256)
def _published_ends(anchor: PlaceAnchor, unit: Unit) -> tuple[float, float]:
    dots = chance(anchor, Assumptions(population=anchor.population), unit=unit).dots.amounts
    room = 0.12 * (dots[-1] - dots[0])
    return max(0.0, dots[0] - room), dots[-1] + room


def threshold_of(desk: Desk) -> Money:
    """The sum asked about: as typed, else two thirds of the published loss in one figure."""
    total = shown(desk.central)
    value = desk.threshold
    if value is None:
        rough = total.amount * 2 / 3
        size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
        value = float(round(rough / size) * size)
    return Money(value, shown(desk.loss).basis)


def count_beyond(found: Chance) -> int:
    """Runs of 100 beyond the sum; 0 and 100 only where it is none or all of them."""
    share = found.share_beyond or 0.0
    count = whole(100 * share)
    if 0 < share < 1:
        count = min(max(count, 1), 99)
    return count


def _title(found: Chance, threshold: Money) -> str:
    return f"In {count_beyond(found)} of 100 runs it is more than {formats.money_words(threshold)}"


def _summary(found: Chance, threshold: Money) -> str:
    middle = dict(zip(found.quantile_shares, range(len(found.quantiles)), strict=True))
    low, high = (formats.money_words(found.quantiles[middle[share]]) for share in (0.25, 0.75))
    return f"Dot plot of 100 runs. {_title(found, threshold)}. Half of the runs lie from {low} to {high}."


def _table(found: Chance) -> Table:
    columns = (Column("share", "Share of runs at or below"), Column("loss", "Loss", "USD"), Column("basis", "Basis"))
    basis = basis_line(found.central.basis)
    rows = tuple(
        (
            Cell(share, f"{share * 100:g}%"),
            Cell(found.quantiles[place].amount, formats.money_exact(found.quantiles[place])),
            Cell(basis, basis),
        )
        for place, share in enumerate(found.quantile_shares)
    )
    return Table(columns, rows, "The spread of the loss")
