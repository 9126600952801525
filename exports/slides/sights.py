"""What is drawn as cards, tables and maps."""

from __future__ import annotations

from typing import Any

from exhibits.colours import LIGHT
from exhibits.model import Cell, Column, Exhibit
from exports.bases import own_parts
from exports.plain_text import unmarked
from exports.slides.model import Cards, Colour, Grid, Map, Spot
from exports.slides.reading import Columns, and_more, is_place, ours

MOST_COLUMNS = 7
MOST_ROWS = 12
LESS_NEEDED = ("location", "basis_total", "where", "levels", "organizer", "edition", "year", "note", "first")
"""Columns a slide can do without, the first to go first; the workbook has all."""


def table(exhibit: Exhibit) -> Grid:
    """The exhibit's table, its widest columns left to the workbook; the basis in short where its amounts differ."""
    columns, rows = list(exhibit.table.columns), [list(row) for row in exhibit.table.rows]
    _short_basis(exhibit, columns, rows)
    left_out: list[str] = []
    for name in LESS_NEEDED:
        if len(columns) <= MOST_COLUMNS and not (name == "location" and _has(columns, name)):
            break
        _drop(name, columns, rows, left_out)
    mine = ours(exhibit)[:1]
    focus = next(
        (place for place, row in enumerate(rows) for slug in mine if row and is_place(row[0], slug)),
        None,
    )
    note = f"Not shown here: {', '.join(left_out)}; see the workbook." if left_out else ""
    return Grid(tuple(columns), tuple(tuple(row) for row in rows), focus=focus, note=note)


def _has(columns: list[Column], name: str) -> bool:
    return any(column.id == name for column in columns)


def _drop(name: str, columns: list[Column], rows: list[list[Cell]], left_out: list[str]) -> None:
    place = next((place for place, column in enumerate(columns) if column.id == name), None)
    if place is None:
        return
    left_out.append(columns[place].label.lower())
    del columns[place]
    for row in rows:
        del row[place]


def _short_basis(exhibit: Exhibit, columns: list[Column], rows: list[list[Cell]]) -> None:
    """Say in a basis column only what tells a row's basis from the footer's; without such, no column."""
    if not exhibit.basis:
        return
    for place in reversed(range(len(columns))):
        if not columns[place].id.startswith("basis"):
            continue
        short = [own_parts(row[place].text, exhibit.basis) for row in rows]
        if any(short):
            for row, text in zip(rows, short, strict=True):
                row[place] = Cell(text or None, text, row[place].state)
            continue
        del columns[place]
        for row in rows:
            del row[place]


def break_even(exhibit: Exhibit) -> Grid:
    """How many must finish, large, beside the sums."""
    grid = table(exhibit)
    words = "more must finish" if exhibit.key_number else ""
    return Grid(grid.columns, grid.rows, key_number=exhibit.key_number, key_words=words)


def profile(exhibit: Exhibit) -> Cards:
    """Both populations of a city."""
    return Cards(exhibit.cards)


def total(exhibit: Exhibit) -> Cards:
    """The total under the assumptions, and what they are beside it."""
    columns = Columns(exhibit)
    kept = [column for column in exhibit.table.columns if column.id in {"what", "now", "printed"}]
    rows = tuple(tuple(columns.cell(row, column.id) for column in kept) for row in columns.rows)
    note = and_more(len(rows) - MOST_ROWS, "rows of its table")
    return Cards(exhibit.cards, Grid(tuple(kept), rows[:MOST_ROWS]), note)


def arizona(exhibit: Exhibit) -> Map:
    """The map; outlines and places of circles stand in no table and come from the figure.

    Raises:
        KeyError: there is no figure.
    """
    figure: dict[str, Any] = exhibit.figure or {}
    traces: list[dict[str, Any]] = figure["data"]
    lines = [line for trace in traces if trace["mode"] == "lines" for line in _lines(trace["x"], trace["y"])]
    dots = next(trace for trace in traces if trace["mode"] == "markers")
    marker = dots["marker"]
    # the page names only circles whose names do not cover each other, and on which side
    named = {unmarked(each["text"]): each for each in figure["layout"].get("annotations", ())}
    spots = []
    for place, slug in enumerate(dots["customdata"]):
        name = next((name for name in named if is_place(Cell(name, name), slug)), "")
        colour, width = marker["color"][place], marker["size"][place] * 0.75
        left = bool(name) and named[name].get("xanchor") == "right"
        hollow = colour == LIGHT["paper"]
        spots.append(Spot(dots["x"][place], dots["y"][place], width, _colour(colour), hollow, name, left))
    return Map(tuple(lines), tuple(spots), "Circles and lines are shapes: ungroup to change them.")


def _lines(xs: list[float | None], ys: list[float | None]) -> list[tuple[tuple[float, float], ...]]:
    """Lines that are parted by None."""
    found: list[tuple[tuple[float, float], ...]] = []
    current: list[tuple[float, float]] = []
    for x, y in zip([*xs, None], [*ys, None], strict=True):
        if x is None or y is None:
            if current:
                found.append(tuple(current))
            current = []
        else:
            current.append((x, y))
    return found


def _colour(colour: str) -> Colour:
    names: dict[str, Colour] = {
        LIGHT["focus"]: "focus",
        LIGHT["second"]: "second",
        LIGHT["third"]: "text",
        LIGHT["fourth"]: "fourth",
    }
    return names.get(colour, "context")
