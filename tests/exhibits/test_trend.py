"""Lines over time: joined only where they may be, compared only where the interval allows."""

from __future__ import annotations

from exhibits.figure import plain
from tests.exhibits.conftest import Build
from tests.exhibits.looking import annotations, assert_sound, column, lines
from tests.exhibits.small_catalog import TAG


def joins(found_lines: list[dict[str, object]]) -> dict[tuple[object, ...], str]:
    return {tuple(line["x"]): line["line"]["dash"] for line in found_lines}  # type: ignore[index, arg-type]


def test_overlapping_pooled_periods_are_never_joined(small: Build) -> None:
    found = small("trend", measure="diploma", places="tucson")
    assert lines(found.figure) == lines(found.narrow_figure) == []
    assert "Periods overlap, so the marks are not joined: compare only periods that share no year." in found.notes


def test_only_periods_that_share_no_year_are_compared(small: Build) -> None:
    found = small("trend", measure="diploma", places="tucson")
    assert found.title == "85% of Tucson’s young people have a diploma, 2019-2023: up since 2012-2016"
    assert "2017-2021" not in found.sentence


def test_a_break_is_a_gap_and_a_missing_year_a_dotted_bridge(small: Build) -> None:
    found = small("trend", measure="walked", places="tucson")
    assert joins(lines(found.figure)) == {(2014, 2016): "solid", (2018, 2020): "solid", (2020, 2024): "2px 6px"}
    assert "2022 not in the file" in annotations(found.figure)
    assert "Break in 2018: Asked in another way" in found.notes


def test_without_intervals_no_direction_is_claimed(small: Build) -> None:
    found = small("trend", measure="walked", places="tucson")
    assert found.title == "Tucson: 34.0%, walked, 2024"
    assert found.sentence.startswith("From 32.0% in 2018 to 34.0%"), "never from before the break"
    assert "cannot be said" in found.sentence


def test_a_change_inside_the_margins_is_no_clear_change(small: Build) -> None:
    found = small("trend", measure="diploma", places="guadalupe")
    assert found.title == "84% of Guadalupe’s young people have a diploma, 2019-2023: no clear change since 2012-2016"


def test_nothing_is_compared_across_a_break(small: Build) -> None:
    found = small("trend", measure="child_poverty", places="tucson")
    assert found.title.endswith(", 2019-2023")
    assert "No change can be read" in found.sentence


def test_a_place_without_figures_is_said_and_not_drawn(small: Build) -> None:
    found = small("trend", measure="walked", places="tucson,jerome")
    assert "Not published for Jerome." in found.notes
    assert {cell.text for cell in column(found, "place")} == {"Tucson"}
    alone = small("trend", measure="walked", places="jerome")
    assert alone.figure is None
    assert "not published for Jerome" in alone.empty


def test_shares_are_percent(small: Build) -> None:
    found = small("trend", measure="share_employed", places="tucson")
    assert [round(cell.value, 1) for cell in column(found, "value")] == [61.0, 61.1, 61.2]


def test_names_are_text_in_the_figure(small: Build) -> None:
    found = small("trend", measure="walked", places="tag-town")
    assert_sound(found)
    assert any(plain(TAG) in text for text in annotations(found.figure))


def test_a_place_beyond_the_drawn_lines_is_not_called_unpublished(real: Build) -> None:
    slugs = (
        "phoenix,tucson,mesa,chandler,gilbert,glendale,scottsdale,peoria,tempe,surprise,goodyear,buckeye,avondale,yuma"
    )
    found = real("trend", measure="share_25_54_employed", places=slugs)
    assert not any("Not published for" in note for note in found.notes)
    assert {cell.text for cell in column(found, "place")} >= {"Avondale", "Yuma"}
    assert len({trace["y"][-1] for trace in (found.figure or {})["data"] if trace["mode"] == "markers"}) <= 12
