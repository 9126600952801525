"""How long do those who came back stay? Kaplan and Meier's curve with its interval, and who is still watched."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from exhibits import own_walk
from exhibits.colours import LIGHT
from exhibits.figure import axis, figure, font, label, line, scale_axis, segment
from exhibits.formats import grouped, number_of, percent
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.own_walk import WalkAsked
from operations.district.side import DistrictSide
from walks.persistence import CurvePoint, PersistenceCurve, persistence

NAME = "own_persistence"
QUESTION = "How long do those who came back stay?"
HEIGHT = 360
CHECKED = (30, 60, 90, 180, 365, 730)
TITLE_DAY = 90
LONGEST = 1100
LATE = 0.7
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """The curve of a walk of the district. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    curve = persistence(one.journeys)
    sources = own_walk.own_sources(district)
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=_title(curve),
        subtitle=own_walk.about(district, one, "Share still enrolled by day since re-entry; band: 95% interval"),
        sentence=_sentence(curve),
        summary=_summary(curve),
        table=_table(curve, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=None if curve is None else _draw(curve),
        narrow_figure=None if curve is None else _draw(curve, narrow=True),
        height=HEIGHT,
        narrow_height=HEIGHT,
        empty=""
        if curve
        else "Nobody of this walk has come back by the day of the export: there is no stay to follow yet.",
        notes=(
            *own_walk.own_notes(district),
            "All who came back are followed, within the window or later, from re-entry to leaving without finishing. Those "
            "still enrolled at the export, moved to another school, graduated or deceased are censored on their last day.",
            "Interval: Greenwood’s variance on the log-log scale.",
        ),
    )


def _title(curve: PersistenceCurve | None) -> str:
    if curve is None:
        return "No stay to follow yet"
    if curve.watched_to < TITLE_DAY:
        return f"Those who came back have been followed for {curve.watched_to} days, too few for 90"
    point = curve.at(TITLE_DAY)
    share = 1.0 if point is None else point.share
    return f"After {TITLE_DAY} days about {percent(100 * share, decimals=0)} of those who came back are still enrolled"


def _sentence(curve: PersistenceCurve | None) -> str:
    if curve is None:
        return ""
    point = curve.at(TITLE_DAY)
    ends = ""
    if point is not None and point.low is not None and point.high is not None:
        low, high = (percent(100 * end, decimals=0) for end in (point.low, point.high))
        ends = f"On day {TITLE_DAY} the interval is {low} to {high}. "
    back = number_of(curve.students, "student", "students")
    return (
        f"{ends}{back} came back at any time since the walk: {grouped(curve.left)} left again, "
        f"{grouped(curve.censored)} were last seen enrolled, finished or moved on, and count only while they are watched."
    )


def _summary(curve: PersistenceCurve | None) -> str:
    if curve is None:
        return "No curve."
    said = [f"{percent(100 * point.share, decimals=0)} after {day} days" for day, point in _checked(curve)]
    return f"Curve of the share still enrolled: {', '.join(said) or 'shorter than 30 days'}."


def _checked(curve: PersistenceCurve) -> list[tuple[int, CurvePoint]]:
    """The curve at round days; before anybody has left everyone is there."""
    points = []
    for day in CHECKED:
        if day <= curve.watched_to:
            whole = CurvePoint(day, 1.0, None, None, curve.students, 0)
            points.append((day, curve.at(day) or whole))
    return points


def at_risk(curve: PersistenceCurve, day: int) -> int:
    """Students still watched just before a day."""
    return next((point.at_risk for point in curve.points if point.day >= day), 0)


def _table(curve: PersistenceCurve | None, district: DistrictSide) -> Table:
    columns = (
        Column("day", "Day", "days since re-entry"),
        Column("share", "Still enrolled", "percent"),
        Column("low", "Low", "percent"),
        Column("high", "High", "percent"),
        Column("at_risk", "Watched until then", "people"),
        Column("left", "Left on it", "people"),
    )
    rows = tuple(
        (
            Cell(point.day, grouped(point.day)),
            Cell(100 * point.share, percent(100 * point.share)),
            _end(point.low),
            _end(point.high),
            Cell(point.at_risk, grouped(point.at_risk)),
            Cell(point.left, grouped(point.left)),
        )
        for point in (curve.points if curve else ())
    )
    return Table(columns, rows, own_walk.caption(district, "Share still enrolled by day since re-entry"))


def _end(value: float | None) -> Cell:
    return Cell(None, "too uncertain", "too uncertain") if value is None else Cell(100 * value, percent(100 * value))


def _draw(curve: PersistenceCurve, narrow: bool = False) -> Figure:
    end = min(max(curve.watched_to, 30), LONGEST)
    points = [point for point in curve.points if point.day <= end]
    banded = [(p.day, p.low, p.high) for p in points if p.low is not None and p.high is not None]
    xs, ys = _steps([(0, 1.0), *((p.day, p.share) for p in points)], end)
    data: list[dict[str, Any]] = []
    if banded:
        data += _band([(day, low) for day, low, _ in banded], [(day, high) for day, _, high in banded], end)
    data.append(line(xs, ys, "focus", 3))
    days = _ticks(end, narrow)
    left = 0.13 if narrow else 0.08
    shown = _shown(curve, end, narrow)
    return figure(
        data,
        height=HEIGHT,
        margin={"l": 0, "r": 14, "t": 16, "b": 74},
        xaxis=axis(
            range=[0, end],
            domain=[left, 1],
            tickmode="array",
            tickvals=days,
            ticktext=[grouped(day) for day in days],
            showgrid=False,
        ),
        yaxis=_shares(),
        shapes=_drops(shown),
        annotations=[*_marks(shown, end), *_watched(curve, days)],
    )


def _shares() -> dict[str, Any]:
    """From 0 to 100; the corner belongs to the first day."""
    drawn = scale_axis(0, 100, "%", 4, range=[0, 103])
    return drawn | {"ticktext": ["", *drawn["ticktext"][1:]]}


def _steps(points: list[tuple[int, float]], end: int) -> tuple[list[float], list[float]]:
    """A share holds until the next point: two corners each, in percent."""
    xs: list[float] = []
    ys: list[float] = []
    for index, (day, share) in enumerate(points):
        until = points[index + 1][0] if index + 1 < len(points) else end
        xs += [day, until]
        ys += [100 * share, 100 * share]
    return xs, ys


def _band(low: list[tuple[int, float]], high: list[tuple[int, float]], end: int) -> list[dict[str, Any]]:
    (low_x, low_y), (high_x, high_y) = _steps(low, end), _steps(high, end)
    area = line([*low_x, *reversed(high_x)], [*low_y, *reversed(high_y)], "focus_wash", 0)
    return [area | {"fill": "toself", "fillcolor": LIGHT["focus_wash"]}]


def _ticks(end: int, narrow: bool) -> list[int]:
    days = [0, *(day for day in CHECKED if day <= end)]
    # 30 and 60 stand too close where the curve is long
    kept = [day for day in days if day not in ((30, 60) if narrow or end > 400 else ()) or end < 120]
    return [*kept, end] if end - kept[-1] > end / 6 else kept


def _shown(curve: PersistenceCurve, end: int, narrow: bool) -> list[tuple[int, CurvePoint]]:
    days = [day for day in (TITLE_DAY, 365, 730) if day <= end][: 2 if narrow else 3]
    return [(day, point) for day, point in _checked(curve) if day in days]


def _drops(shown: list[tuple[int, CurvePoint]]) -> list[dict[str, Any]]:
    return [segment(day, day, 0, 100 * point.share, "focus", dash="dot", opacity=0.6) for day, point in shown]


def _marks(shown: list[tuple[int, CurvePoint]], end: int) -> list[dict[str, Any]]:
    """What holds on round days, at the foot of a line, where the curve seldom is."""
    said = []
    for day, point in shown:
        text = f"<b>{percent(100 * point.share, decimals=0)}</b> on day {grouped(day)}"
        right = day > LATE * end
        at = {"xanchor": "right", "xshift": -6} if right else {"xshift": 6}
        said.append(label(text, day, 6, font=font(14, "focus"), **at))
    return said


def _watched(curve: PersistenceCurve, days: list[int]) -> list[dict[str, Any]]:
    """Under the axis, how many are still watched: where they are few the curve says little."""
    below = {"yref": "paper", "yanchor": "top"}
    said = [label("days since re-entry; below: students still watched", 0, 0, xref="paper", yshift=-26, **below)]
    for day in days:
        said.append(label(grouped(at_risk(curve, day)), day, 0, xanchor="center", yshift=-48, **below))
    return said
