"""When walks were held: a row a city, a mark a walk, another mark where nobody counted who came back.

LibreOffice draws no edges of marks, so what is hollow on the page is a diamond here, and the note says so.
The exhibit's table has a row for each figure of a walk; where a walk stands in time, and on which row, only its figure says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exhibits.colours import LIGHT
from exhibits.model import Exhibit
from exports.plain_text import unmarked
from exports.slides.dots import ACROSS
from exports.slides.fitting import width_of
from exports.slides.model import HELP, Axis, Chart, Colour, Label, Series
from exports.slides.scale import Scale
from exports.slides.sheet import Sheet

SIZE = 14.0
NOTE = "Circles are the filled dots of the page, diamonds its hollow ones."
LOOKS: tuple[tuple[Colour, bool], ...] = (("focus", True), ("focus", False), ("context", True), ("context", False))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Its name, its year with the part of it, its row from the top, and how its dot looks."""

    name: str
    when: float
    row: int
    look: tuple[Colour, bool]


def timeline(exhibit: Exhibit) -> Chart:
    """The timeline, as the page draws it. Raises KeyError where the exhibit has no figure."""
    figure = exhibit.figure or {}
    cities = [unmarked(each["text"]) for each in figure["layout"]["annotations"]]
    walks = _walks(figure["data"][0])
    first = float(int(min(walk.when for walk in walks)) // 2 * 2)
    last = float(int(max(walk.when for walk in walks)) // 2 * 2 + 2)
    flat = Axis(Scale(first, last, 2.0), "0", grid=True, crosses=first)
    upright = Axis(Scale(0.4, len(cities) + 0.6, 1), shown=False, crosses=0.4)
    names = max(width_of(city, bold=True) for city in cities) * SIZE / ACROSS + 0.015
    inner = (names, 0.01, 0.97 - names, 0.88)
    note = "" if all(walk.look[1] for walk in walks) else NOTE
    sheet, series = _sheet(walks, cities, first), _series(walks, cities)
    return Chart("scatter", sheet, series, flat, upright, inner=inner, size=SIZE, note=note)


def _walks(trace: Mapping[str, Any]) -> list[_Walk]:
    marker = trace["marker"]
    marks = zip(trace["x"], trace["y"], trace["hovertext"], marker["color"], marker["line"]["color"], strict=True)
    return [
        _Walk(unmarked(said.split("<br>")[0]), float(x), int(y), _look(inside, edge))
        for x, y, said, inside, edge in marks
    ]


def _look(inside: str, edge: str) -> tuple[Colour, bool]:
    """Its colour, and whether it is filled."""
    return "focus" if edge == LIGHT["focus"] else "context", inside != LIGHT["paper"]


def _sheet(walks: list[_Walk], cities: list[str], first: float) -> Sheet:
    """First a row a walk, then a row a city for its name at the edge."""
    looks = [f"{HELP}row of {colour}, {'circles' if filled else 'diamonds'}" for colour, filled in LOOKS]
    header = ("Walk", "Year and part of it", f"{HELP}edge", f"{HELP}row of names", *looks)
    dots = [
        (walk.name, walk.when, None, None, *(len(cities) - walk.row if look == walk.look else None for look in LOOKS))
        for walk in walks
    ]
    names = [(city, None, first, len(cities) - place, *(None for _ in LOOKS)) for place, city in enumerate(cities)]
    return Sheet(header, (*dots, *names))


def _series(walks: list[_Walk], cities: list[str]) -> tuple[Series, ...]:
    """Columns are those of ``_sheet``; a look that no walk has is no series."""
    there = {walk.look for walk in walks}
    ours = {walk.row for walk in walks if walk.look[0] == "focus"}
    marks = [
        Series(4 + place, 1, colour=look[0], symbol="circle" if look[1] else "diamond", size=11)
        for place, look in enumerate(LOOKS)
        if look in there
    ]
    names = tuple(
        Label(len(walks) + place, city, "l", "focus" if place in ours else "text", place in ours)
        for place, city in enumerate(cities)
    )
    return (*marks, Series(3, 2, labels=names))
