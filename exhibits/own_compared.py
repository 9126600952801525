"""Did the walk do it? Returns of the visited beside a comparison group, where the district loaded one; what it could show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from database.reader import Reader
from economics.rounding import whole
from exhibits import own_walk
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import bold, dots, figure, font, label, padded_range, plain, scale_axis, segment
from exhibits.formats import MINUS, grouped, percent
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.own_walk import WalkAsked, base_rates, base_words, rate_words
from operations.district.one_walk import RETURN_RATE, OneWalk
from operations.district.side import DistrictSide
from walks.comparison import COMPARISON_GROUPS, Compared, Verdict, compare, power_note
from walks.funnel import Rate, rates
from walks.journey import Stage

NAME = "own_compared"
QUESTION = "Did the walk bring them back, or would they have come anyway?"
ROW = 80
NOT_OVER = "A comparison group is loaded. It stands here once the time in which a return counts is over for both."
TITLES = {
    Verdict.MORE: "More of the visited came back than of those not visited",
    Verdict.FEWER: "Fewer of the visited came back than of those not visited",
    Verdict.CANNOT_TELL: "We cannot tell yet whether the walk brought more back",
}
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """The comparison of a walk of the district. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    found = comparisons(one, district)
    base, base_sources = base_rates(reader)
    sources = (*own_walk.own_sources(district), *base_sources)
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=_title(found[0][0]) if found else _none_yet(one, district),
        subtitle=own_walk.about(district, one, "Difference in points; bars: 95% intervals (Newcombe)" if found else ""),
        sentence=f"{_power(one, found)} {base_words(base)}",
        summary=" ".join(_words(each) for each, _, _ in found) or "No comparison group is loaded.",
        table=_table(found, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=_draw([each for each, _, _ in found]) if found else None,
        narrow_figure=_draw([each for each, _, _ in found], narrow=True) if found else None,
        height=ROW * len(found) + 60 if found else 320,
        narrow_height=ROW * len(found) + 60 if found else None,
        empty="" if found else _how_to_load() if not district.compared(one.walks[0]) else NOT_OVER,
        notes=(
            *own_walk.own_notes(district),
            "Both groups are counted by assignment: everyone verified of the list, reached or not, against everyone of the "
            "comparison group, within the same days of the walk.",
        ),
    )


def _none_yet(one: OneWalk, district: DistrictSide) -> str:
    if district.compared(one.walks[0]):
        return "We cannot tell yet: the time in which a return counts is not over"
    return "Nobody to compare with is loaded, so we cannot say what the walk added"


def _title(strongest: Compared) -> str:
    """By the strongest design there is."""
    return f"{TITLES[strongest.verdict]} ({str(strongest.design).partition(':')[0]})"


def comparisons(one: OneWalk, district: DistrictSide) -> list[tuple[Compared, Rate, Rate]]:
    """Visited against each comparison group, strongest design first, with the two return rates."""
    visited = one.rate(RETURN_RATE)
    found = []
    for design, group in district.compared(one.walks[0]).items():
        others = next(rate for rate in rates(group, one.window_days) if rate.name == RETURN_RATE)
        if visited.share is not None and others.share is not None:
            pairs = (visited.numerator, visited.denominator), (others.numerator, others.denominator)
            found.append((compare(*pairs, design), visited, others))
    order = list(COMPARISON_GROUPS.values())
    return sorted(found, key=lambda each: order.index(each[0].design))


def signed(points: float) -> str:
    """A difference in points with its sign: ``+5``, ``−3``."""
    rounded = whole(points)
    return f"{'+' if rounded > 0 else MINUS if rounded < 0 else ''}{grouped(abs(rounded))}"


def points_words(low: float, high: float) -> str:
    """``−3 to +9 points``, from shares."""
    return f"{signed(100 * low)} to {signed(100 * high)} points"


def _words(each: Compared) -> str:
    return (
        f"{each.design}: {signed(100 * each.difference)} points, {points_words(each.low, each.high)}; {each.verdict}."
    )


def _power(one: OneWalk, found: Sequence[tuple[Compared, Rate, Rate]]) -> str:
    """What a walk of this size could show at all, by the smaller group."""
    if found:
        strongest = found[0][0]
        students = min(strongest.visited[1], strongest.others[1])
    else:
        students = one.reached(Stage.VERIFIED)
    try:
        return power_note(students)
    except ValueError:
        return f"Groups of {grouped(students)} can show no difference that is not chance: pool walks."


def _how_to_load() -> str:
    named = ", ".join(f"“{start}”" for start in COMPARISON_GROUPS)
    return (
        "What is missing: students of the same list or kind who were not to be visited. Add them to the visits file with the "
        f"outcome NOT_ATTEMPTED and a target group that begins with one of {named}, and load their enrollment spells as well. "
        "Strongest is a list longer than the morning, visited in random order."
    )


def _table(found: Sequence[tuple[Compared, Rate, Rate]], district: DistrictSide) -> Table:
    columns = (
        Column("design", "Comparison"),
        Column("visited", "Visited: came back"),
        Column("others", "Not visited: came back"),
        Column("difference", "Difference", "points"),
        Column("low", "Low", "points"),
        Column("high", "High", "points"),
        Column("additional", "Additional returns", "people"),
        Column("additional_range", "Their range"),
        Column("verdict", "What may be said"),
    )
    rows = tuple(_row(*each) for each in found)
    return Table(columns, rows, own_walk.caption(district, "Visited beside not visited"))


def _row(each: Compared, visited: Rate, others: Rate) -> tuple[Cell, ...]:
    low, additional, high = each.additional_returns
    spread = f"{signed(low)} to {signed(high)}"
    return (
        Cell(str(each.design), str(each.design).capitalize()),
        Cell(rate_words(visited), rate_words(visited)),
        Cell(rate_words(others), rate_words(others)),
        Cell(100 * each.difference, signed(100 * each.difference)),
        Cell(100 * each.low, signed(100 * each.low)),
        Cell(100 * each.high, signed(100 * each.high)),
        Cell(additional, signed(additional)),
        Cell(spread, spread),
        Cell(str(each.verdict), str(each.verdict)),
    )


def _draw(found: Sequence[Compared], narrow: bool = False) -> Figure:
    """A dot and its interval a design, about the line of no difference."""
    ends = [100 * end for each in found for end in (each.low, each.high)]
    low, high = padded_range([*ends, -10, 10])
    texts: list[dict[str, Any]] = []
    shapes = [segment(0, 0, -0.6, len(found) - 0.4, "text", width=1)]
    for at, each in enumerate(found):
        visited = percent(100 * each.visited[0] / each.visited[1], decimals=0)
        others = percent(100 * each.others[0] / each.others[1], decimals=0)
        said = f"{visited} of {grouped(each.visited[1])} visited, {others} of {grouped(each.others[1])} not visited"
        name = str(each.design).partition(":")[0].capitalize()
        texts.append(label(bold(name), 0, at, xref="paper", yshift=30 if narrow else 22, font=font(NAME_SIZE, "text")))
        texts.append(
            label(plain(said), 0 if narrow else 1, at, xref="paper", xanchor="left" if narrow else "right",
                  yshift=-20 if narrow else 22)
        )  # fmt: skip
        texts.append(
            label(f"<b>{signed(100 * each.difference)} points</b>", 100 * each.difference, at, xanchor="center",
                  yshift=14, font=font(NAME_SIZE, "focus"))
        )  # fmt: skip
        shapes.append(segment(100 * each.low, 100 * each.high, at, at, "focus", width=4, opacity=0.5))
    trace = dots([100 * each.difference for each in found], list(range(len(found))), "focus", 12)
    return figure(
        [trace],
        height=ROW * len(found) + 60,
        margin={"l": 0, "r": 10, "t": 4, "b": 44},
        xaxis=scale_axis(low, high, " points", 4),
        yaxis={"visible": False, "range": [len(found) - 0.4, -0.6], "fixedrange": True},
        shapes=shapes,
        annotations=texts,
    )
