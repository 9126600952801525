"""How sure: 100 equally likely losses as dots, and how many of 100 runs lie beyond a sum."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from database.reader import Reader
from economics import Assumptions, Chance, DotAxis, Money, PlaceAnchor, Population, Unit, chance
from economics.rounding import whole
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.losses_axes import span_of
from exhibits.losses_chance_figure import HEIGHT, draw
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_sure import causes_words, desk_sure, sure_words
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_words import short_name, shown
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_chance"
QUESTION = "How sure is the loss, when every assumption is a range?"
COLUMNS = 25
KEYS = ("loss", "other")
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """The dots of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    found = chance_of(desk)
    threshold = threshold_of(desk)
    drawing = (found, threshold.amount, formats.money_mark(threshold), ghosts_of(desk))
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(found, threshold),
        subtitle=_subtitle(desk, found),
        sentence="Not in the range: " + "; ".join(found.not_in_range) + ".",
        summary=_summary(found, threshold),
        table=_table(desk, found),
        sources=desk_sources(desk),
        credit=f"{found.draws:,} runs of our model, always the same",
        data_version=reader.data_version(),
        figure=draw(*drawing),
        narrow_figure=draw(*drawing),
        basis=(found.central.basis,),
        notes=(basis_line(found.central.basis), sure_words(desk_sure(desk)), *assumption_notes(desk)),
        key_number=f"{count_beyond(found)} of 100",
        height=HEIGHT,
        places=(desk.place.slug,),
    )


@lru_cache(maxsize=64)
def _chance(anchor: PlaceAnchor, key: tuple[Any, ...], threshold: float) -> Chance:
    assumptions, ranges, prices, unit, linked, low, high = key
    axis = DotAxis(low, high, COLUMNS)
    return chance(
        anchor,
        assumptions,
        dict(prices),
        unit=unit,
        threshold=threshold,
        ranges=dict(ranges) or None,
        axis=axis,
        linked=linked,
    )


def chance_of(desk: Desk, *, other: bool = False) -> Chance:
    """The spread of a desk's loss, per cohort where it is known, on the desk's fixed axis.

    ``other``: with the causal shares drawn the other way than the desk's.
    """
    linked = (desk.causes == "linked") != other
    unit = shown(desk.loss).basis.unit
    threshold = threshold_of(desk).amount
    ranges = tuple(sorted(desk.ranges.items()))
    low, high = axis_of(desk)
    prices = tuple(desk.prices.items()) if desk.assumptions.price_year else ()
    key = (desk.assumptions, ranges, prices, unit, linked, low, high)
    found = _chance(desk.found.anchor, key, threshold)
    wide_low, wide_high = span_of(low, high, (found.dots.amounts[0], found.dots.amounts[-1], threshold))
    if (wide_low, wide_high) != (low, high):
        found = _chance(desk.found.anchor, (*key[:-2], wide_low, wide_high), threshold)
    return found


def axis_of(desk: Desk) -> tuple[float, float]:
    """The axis of the dots in US dollars: around the spread at the study's assumptions, in the desk's dollars."""
    unit = shown(desk.central).basis.unit
    low, high = _study_ends(desk.found.anchor, unit)
    scale = desk.central.person.total.amount / desk.found.anchor.per_person
    return low * scale, high * scale


@lru_cache(maxsize=256)
def _study_ends(anchor: PlaceAnchor, unit: Unit) -> tuple[float, float]:
    # the wider of the two ways to draw, so that the axis stays where it is when the switch is turned
    dots = chance(anchor, Assumptions(population=anchor.population), unit=unit, linked=True).dots.amounts
    room = 0.12 * (dots[-1] - dots[0])
    return max(0.0, dots[0] - room), dots[-1] + room


def threshold_of(desk: Desk) -> Money:
    """The sum asked about: as typed, else the headline itself."""
    headline = shown(desk.loss)
    return headline if desk.threshold is None else Money(desk.threshold, headline.basis)


def ghosts_of(desk: Desk) -> tuple[tuple[float, str], ...]:
    """What is marked beside the dots: the printed total of these people, and the study's assumptions once some changed.

    A printed total is marked in the study's own dollars only.
    """
    marks = []
    printed = desk.found.comparable
    if printed is not None and desk.assumptions.price_year is None:
        marks.append((printed.value, f"printed: {formats.printed_mark(printed)}"))
    if desk.changed:
        marks.append((shown(desk.central).amount, "at the study’s assumptions"))
    return tuple(marks)


def _subtitle(desk: Desk, found: Chance) -> str:
    held = ", ".join(short_name(name)[0].lower() + short_name(name)[1:] for name in found.held)
    parts = ["Each dot is one chance in 100", causes_words(desk), f"Held: {held}" if held else ""]
    return ". ".join(part for part in parts if part)


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


def _table(desk: Desk, found: Chance) -> Table:
    """The quantiles as drawn; for the causal shares, drawn both ways."""
    both = desk.population is Population.NON_COMPLETERS
    columns = [Column("share", "Share of runs at or below"), Column("loss", "Loss", "USD")]
    if both:
        ways = ("linked", "independent") if found.linked else ("independent", "linked")
        columns = [
            columns[0],
            *(Column(key, f"Loss, causal shares {way}", "USD") for key, way in zip(KEYS, ways, strict=True)),
        ]
    drawn = [found, chance_of(desk, other=True)] if both else [found]
    basis = basis_line(found.central.basis)
    rows = tuple(
        (
            Cell(share, f"{share * 100:g}%"),
            *(Cell(each.quantiles[place].amount, formats.money_exact(each.quantiles[place])) for each in drawn),
            Cell(basis, basis),
        )
        for place, share in enumerate(found.quantile_shares)
    )
    return Table((*columns, Column("basis", "Basis")), rows, "The spread of the loss")
