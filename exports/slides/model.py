"""What a slide shows, before it is written: a chart, cards, a table or a map, as frozen values without any library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from exhibits.model import Card, Cell, Column
from exports.slides.scale import Scale
from exports.slides.sheet import Sheet

Colour = Literal["text", "paper", "focus", "second", "fourth", "context", "faint", "muted", "grid"]
Position = Literal["l", "r", "t", "outEnd", "inBase"]
Symbol = Literal["circle", "diamond", "none"]
HELP = "Helps to draw: "
"""How the header of a column begins whose numbers place marks and are no figures."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at one point of a series, by the point's place in it; ``up`` moves them, in heights of the chart."""

    at: int
    text: str
    position: Position = "r"
    colour: Colour = "text"
    bold: bool = False
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; columns are those of its sheet.

    Attributes:
        values: the column of the numbers: lengths of bars, heights of points.
        across: the column of the points' places along the horizontal axis, of scatters only.
        spread: the columns of what an interval adds below and above, of lines only.
        colour: of the marks.
        colours: of single bars that differ, by place.
        invisible: a bar that only lifts others.
        line: width of the line in points, 0 for none.
        cuts: the places no line leads to.
        number_format: shows each value beside its mark, in this format.
    """

    values: int
    across: int | None = None
    spread: tuple[int, int] | None = None
    colour: Colour = "focus"
    colours: dict[int, Colour] = field(default_factory=dict)
    invisible: bool = False
    line: float = 0.0
    cuts: tuple[int, ...] = ()
    symbol: Symbol = "none"
    size: int = 9
    labels: tuple[Label, ...] = ()
    number_format: str = ""
    label_position: Position = "outEnd"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: of categories (no scale) or of numbers. ``crosses``: where the other axis stands on it."""

    scale: Scale | None = None
    number_format: str = "General"
    title: str = ""
    shown: bool = True
    grid: bool = False
    reversed: bool = False
    line: bool = False
    crosses: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be edited. ``categories``: the column of their names, of bars and lines."""

    kind: Literal["bar", "column", "line", "scatter"]
    sheet: Sheet
    series: tuple[Series, ...]
    horizontal: Axis
    vertical: Axis
    categories: int = 0
    stacked: bool = False
    gap: int = 60
    inner: tuple[float, float, float, float] = (0.05, 0.04, 0.9, 0.84)
    size: float = 14
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``note`` says how many rows of the exhibit are not in it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    focus: int | None = None
    key_number: str = ""
    key_words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Populations with their big numbers, and a table beside them where there is room."""

    cards: tuple[Card, ...]
    grid: Grid | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle on a map: middle (in the map's units), width in points, its name where it is written."""

    across: float
    up: float
    width: float
    colour: Colour
    hollow: bool
    name: str = ""
    name_left: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """Lines and circles in one plane, drawn as shapes that can be edited."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    spots: tuple[Spot, ...]
    note: str = ""


Content = Chart | Grid | Cards | Map
