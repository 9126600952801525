"""How does a walk stand beside the district's earlier ones? The same measures, the same windows, changes by their interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from database.reader import Reader
from exhibits import own_walk
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.own_compared import points_words
from exhibits.own_earlier_figure import Mark, Panel, draw, height
from exhibits.own_rates import rate_name
from exhibits.own_walk import WalkAsked, base_rates, base_words
from operations.district.one_walk import RETURN_RATE, OneWalk, one_walk, pooled
from operations.district.side import DistrictSide
from walks.funnel import Rate
from walks.intervals import newcombe

NAME = "own_earlier"
QUESTION = "How does a walk stand beside our earlier ones?"
MEASURES = ("list quality", "address validity", "reach", "same-day yield", RETURN_RATE, "persistence, 90 days")
TOTAL = "All walks up to this one, each student once"
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure over the walks, oldest first, this walk last; ``together``: each student once."""

    measure: str
    walks: tuple[tuple[OneWalk, Rate], ...]
    together: Rate

    @property
    def change(self) -> str:
        """From the walk before to this one, by the interval: more, less, or about the same."""
        if len(self.walks) < 2:
            return "no earlier walk"
        (_, before), (_, now) = self.walks[-2:]
        if before.unknown or now.unknown:
            return "not comparable: some are unknown"
        if not before.denominator or not now.denominator:
            return "not yet due"
        low, high = newcombe((now.numerator, now.denominator), (before.numerator, before.denominator))
        verdict = "up" if low > 0 else "down" if high < 0 else "about the same"
        return f"{verdict} ({points_words(low, high)})"


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """A walk beside the ones before it. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    earlier = [one_walk(district, walk) for walk in sorted(district.walks()) if walk < one.walks[0]]
    found = _measures([*earlier, one])
    base, base_sources = base_rates(reader)
    sources = (*own_walk.own_sources(district), *base_sources)
    back = next(each for each in found if each.measure == RETURN_RATE)
    panels = [_panel(each) for each in found]
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=_title(back),
        subtitle=own_walk.about(
            district,
            one,
            "Same definitions and windows for every walk; each panel has its own scale; bars: 95% intervals (Wilson)",
        ),
        sentence=f"{_changes(found)} {base_words(base)}".strip(),
        summary=" ".join(
            f"{panel.name}: {', '.join(f'{mark.name} {mark.text}' for mark in panel.marks)}." for panel in panels
        ),
        table=_table(found, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=draw(panels),
        narrow_figure=draw(panels, narrow=True),
        height=height(panels),
        narrow_height=height(panels, narrow=True),
        notes=(
            *own_walk.own_notes(district),
            "Change: from the walk before to this one, Newcombe’s 95% interval; about the same where it spans zero. "
            "Completion and leaving again are not compared: earlier walks have had more time.",
        ),
    )


def _measures(walks: Sequence[OneWalk]) -> list[Compared]:
    together = {rate.name: rate for rate in pooled(walks).rates()}
    by_walk = [{rate.name: rate for rate in one.rates()} for one in walks]
    return [
        Compared(name, tuple((one, found[name]) for one, found in zip(walks, by_walk, strict=True)), together[name])
        for name in MEASURES
    ]


def _title(back: Compared) -> str:
    if len(back.walks) < 2:
        return "There is no earlier walk to stand beside"
    day = own_walk.month_words(back.walks[-2][0].walks[0].day)
    verdict = back.change.partition(" (")[0]
    said = {
        "up": "Return rate up on",
        "down": "Return rate down on",
        "about the same": "Return rate about the same as at",
    }
    if verdict not in said:
        return "The return rate of this walk cannot be compared yet"
    return f"{said[verdict]} the walk before, {day}"


def _changes(found: Sequence[Compared]) -> str:
    """What changed since the walk before, measure by measure."""
    if len(found[0].walks) < 2:
        return ""
    return "Since the walk before: " + "; ".join(f"{each.measure} {each.change}" for each in found) + "."


def _panel(each: Compared) -> Panel:
    marks = []
    for one, rate in each.walks:
        low, high = own_walk.interval(rate) or (None, None)
        value = None if rate.share is None else 100 * rate.share
        name = own_walk.month_words(one.walks[0].day)
        marks.append(Mark(name, value, low, high, own_walk.share_words(rate), own_walk.rate_words(rate)))
    return Panel(rate_name(each.together), tuple(marks))


def _table(found: Sequence[Compared], district: DistrictSide) -> Table:
    columns = (
        Column("measure", "Measure"),
        Column("walk", "Walk"),
        Column("counted", "Counted", "people"),
        Column("denominator", "Of how many", "people"),
        Column("share", "Share", "percent"),
        Column("low", "Low", "percent"),
        Column("high", "High", "percent"),
        Column("not_yet_due", "Not yet due", "people"),
        Column("window", "Window"),
        Column("change", "Since the walk before"),
    )
    rows = [row for each in found for row in _rows(each)]
    return Table(columns, tuple(rows), own_walk.caption(district, "Measures of the walks up to this one"))


def _rows(each: Compared) -> list[tuple[Cell, ...]]:
    rows = []
    for index, (one, rate) in enumerate(each.walks):
        change = Compared(each.measure, each.walks[: index + 1], each.together).change
        rows.append(_row(rate, own_walk.day_words(one.walks[0].day), change))
    return [*rows, _row(each.together, TOTAL, "")] if len(each.walks) > 1 else rows


def _row(rate: Rate, walk: str, change: str) -> tuple[Cell, ...]:
    name = rate_name(rate)
    return (
        Cell(name, name),
        Cell(walk, walk),
        *own_walk.rate_cells(rate),
        Cell(rate.window, rate.window),
        Cell(change, change),
    )
