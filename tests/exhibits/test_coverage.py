"""The matrix of what there is: a mark only where a figure is."""

from __future__ import annotations

from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, row


def test_a_mark_for_each_period_with_figures(small: Build) -> None:
    found = small("coverage")
    assert found.figure is not None
    marks = found.figure["data"][0]
    names = [cells[0].text for cells in found.table.rows]
    index = names.index("Walked holders")
    assert [x for x, y in zip(marks["x"], marks["y"], strict=True) if y == index] == [2014, 2016, 2018, 2020, 2024]
    assert "No figure yet" not in names
    cells = row(found, "Walked holders")
    assert (cells["cities"].value, cells["values"].value) == (4, 20)


def test_a_suppressed_figure_is_not_covered(small: Build) -> None:
    # 2020 of this measure holds only a suppressed and an unpublished row
    assert row(small("coverage"), "Share employed")["first"].value == 2021


def test_the_bundled_catalog(real: Build) -> None:
    found = real("coverage")
    assert_sound(found)
    assert len(found.table.rows) > 30
