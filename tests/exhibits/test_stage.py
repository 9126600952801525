"""Slides: the numbers of the exhibit at the sizes of a room."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from exhibits import stage
from exhibits.figure import axis, dots, figure, label
from exhibits.model import Figure
from exhibits.shelf import Shelf
from exhibits.stage_figure import LABEL_PIXELS, rows_of, staged
from exhibits.stage_rows import few_rows


def of_rows(rows: int) -> Figure:
    names = [label(f"Name {row}", 0, row, xref="paper", xshift=8) for row in range(rows)]
    values = [label(f"{row}%", 1, row, xref="paper", xanchor="right", xshift=-8) for row in range(rows)]
    return figure(
        [dots(list(range(rows)), list(range(rows)), "focus")],
        height=27 * rows + 78,
        margin={"l": 0, "r": 0, "t": 30, "b": 48},
        xaxis=axis(range=[0, rows], domain=[0.36, 0.86]),
        yaxis={"visible": False, "range": [rows - 0.5, -0.5], "fixedrange": True},
        annotations=[*names, *values],
    )


def of_lines(values: list[float]) -> Figure:
    return figure(
        [dots([0, 1], [0, 1], "focus")],
        height=360,
        yaxis=axis(range=[0, 100]),
        annotations=[label(f"Place {value}", 1, value) for value in values],
    )


def test_five_rows_reach_the_back_row() -> None:
    drawn, pixels = staged(of_rows(5), 1180, 640)
    assert pixels == LABEL_PIXELS
    assert (drawn["layout"]["width"], drawn["layout"]["height"]) == (1180, 640)
    assert drawn["layout"]["annotations"][0]["font"]["size"] == 44


@pytest.mark.parametrize("rows", [1, 5, 8, 13, 40])
def test_rows_and_margins_fit_the_height(rows: int) -> None:
    drawn, pixels = staged(of_rows(rows), 1180, 640)
    margin = drawn["layout"]["margin"]
    pitch = (640 - margin["t"] - margin["b"]) / rows
    assert pitch > pixels * 1.2


def test_numbers_and_positions_stay_as_they_are() -> None:
    plain, drawn = of_rows(4), staged(of_rows(4), 1180, 640)[0]
    for before, after in zip(plain["data"], drawn["data"], strict=True):
        assert (before["x"], before["y"]) == (after["x"], after["y"])
    for before, after in zip(plain["layout"]["annotations"], drawn["layout"]["annotations"], strict=True):
        assert (before["x"], before["y"], before["text"]) == (after["x"], after["y"], after["text"])
    assert plain["layout"]["xaxis"]["range"] == drawn["layout"]["xaxis"]["range"]


def test_long_names_get_their_room() -> None:
    long = of_rows(3)
    long["layout"]["annotations"][0]["text"] = "Caused by diploma: crime"
    start = staged(long, 1180, 640)[0]["layout"]["xaxis"]["domain"][0]
    assert start > staged(of_rows(3), 1180, 640)[0]["layout"]["xaxis"]["domain"][0]


def test_labels_that_would_lie_on_each_other_are_moved_apart() -> None:
    drawn = staged(of_lines([85, 84, 30]), 1180, 640)[0]["layout"]
    plot = 640 - drawn["margin"]["t"] - drawn["margin"]["b"]
    first, second, alone = (each["y"] / 100 * plot + each.get("yshift", 0) for each in drawn["annotations"])
    size = drawn["annotations"][0]["font"]["size"]
    assert first - second >= size * 1.19
    assert abs(alone - 0.3 * plot) <= size


def test_rows_are_told_from_lines() -> None:
    assert rows_of(of_rows(7)) == 7
    assert rows_of(of_lines([1.0])) == 0


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("walk_returns", {}),
        ("walk_timeline", {}),
        ("coverage", {}),
    ],
)
def test_a_slide_says_what_the_exhibit_says(small_shelf: Shelf, name: str, asked: dict[str, str]) -> None:
    exhibit, made = small_shelf.build(name, asked), stage.build(small_shelf, name, asked)
    assert (made.title, made.table, made.credit) == (exhibit.title, exhibit.table, exhibit.credit)
    assert stage.from_plain(json.loads(json.dumps(asdict(made)))) == made


def test_a_room_reads_no_more_than_five_places() -> None:
    asked = stage.fewer("ranking", {"measure": "m", "places": "a,b,c,d,e,f,g"})
    assert asked == {"measure": "m", "places": "a,b,c,d,e", "among": "selected"}
    assert stage.fewer("ranking", {"measure": "m"}) == {"measure": "m"}


def test_a_room_sees_the_rates_of_the_listed_and_of_no_walk() -> None:
    figure = of_rows(6)
    heads = ("of those listed", "Tucson", "same day", "Houston", "with no walk", "Utah")
    for each, text in zip(figure["layout"]["annotations"], heads, strict=False):
        each["text"] = text
    figure["layout"]["shapes"] = [
        {"type": "line", "y0": 3, "y1": 3, "x0": 0, "x1": 1},
        {"type": "line", "y0": 5, "y1": 5, "x0": 0, "x1": 1},
        {"type": "rect", "y0": -0.5, "y1": 5.5, "x0": 0, "x1": 1},
        {"type": "rect", "y0": 1.5, "y1": 2.5, "x0": 0, "x1": 1},
    ]
    drawn, said = few_rows("walk_returns", figure)
    assert "table" in said
    assert rows_of(drawn) == 4
    assert drawn["data"][0]["y"] == [0, 1, 2, 3]
    assert drawn["data"][0]["x"] == [0, 1, 4, 5]
    names = [each["text"] for each in drawn["layout"]["annotations"] if each["x"] == 0]
    assert names == ["of those listed", "Tucson", "with no walk", "Utah"]
    assert [(shape["y0"], shape["y1"]) for shape in drawn["layout"]["shapes"]] == [(3, 3), (-0.5, 3.5)]


def test_few_rows_stay_as_they_are() -> None:
    figure = of_rows(4)
    assert few_rows("walk_returns", figure) == (figure, "")
    assert few_rows("ranking", of_rows(9)) == (of_rows(9), "")
