"""Ranked cities: what the interval allows is said, and nothing more."""

from __future__ import annotations

import pytest

from exhibits.colours import LIGHT
from exhibits.lookup import CITIES, usual_period
from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import annotations, assert_sound, column, row
from tests.exhibits.small_catalog import BORROWED, TAG


def test_the_focus_is_placed_by_the_interval_of_the_difference(small: Build) -> None:
    found = small("ranking", measure="diploma", focus="tucson")
    # alike: Phoenix, Mesa and Guadalupe, of which the two largest are named; apart: the one furthest off each way
    assert found.title == (
        f"85% of Tucson’s young people have a diploma: about the same as Phoenix and Mesa, above {TAG}, below Gilbert"
    )
    assert found.sentence == "Tucson is 2nd to 5th of 7 cities: the margins allow no finer rank."
    assert found.key_number == "85%"


def test_a_rank_beyond_the_margins_is_one_rank(small: Build) -> None:
    found = small("ranking", measure="diploma", focus="gilbert")
    assert "about the same" not in found.title
    assert "above Phoenix" not in found.title, "of those apart the furthest is named first"
    assert f"above {TAG}" in found.title
    assert found.sentence == "Gilbert is 1st of 7 cities."


def test_ties_share_a_rank_range_and_a_band(small: Build) -> None:
    found = small("ranking", measure="diploma", focus="tucson")
    ranks = {cells[0].text: row(found, cells[0].text)["rank"].text for cells in found.table.rows}
    assert ranks == {
        "Gilbert": "1st",
        "Mesa": "2nd to 5th",
        "Phoenix": "2nd to 5th",
        "Tucson": "2nd to 5th",
        "Guadalupe": "2nd to 5th",
        "Yuma": "6th",
        TAG: "7th",
    }
    assert found.figure is not None
    bands = [shape for shape in found.figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(shape["y0"] + shape["y1"]) / 2 for shape in bands] == [1, 2, 3, 4]
    assert "shaded: cannot be told apart from Tucson" in annotations(found.figure)


def test_lower_is_ahead_where_the_measure_says_so(small: Build) -> None:
    found = small("ranking", measure="child_poverty", period="2018")
    values = [cell.value for cell in column(found, "value")]
    assert values == sorted(values)
    assert column(found, "rank")[0].text == "1st to 2nd"
    assert "lower is ahead" in found.sentence


def test_without_intervals_no_city_is_placed(small: Build) -> None:
    found = small("ranking", measure="walked", focus="tucson")
    assert found.title == "Tucson: 34.0%, walked"
    assert found.sentence.endswith("no margin is at hand, so small differences may be chance.")
    for word in ("about the same", "above", "below"):
        assert word not in found.title
    assert {"low", "rank"}.isdisjoint(each.id for each in found.table.columns), "no order is claimed without a margin"


def test_a_figure_that_describes_others_is_hollow_noted_and_never_named_in_a_title(small: Build) -> None:
    found = small("ranking", measure="diploma", focus="tucson")
    assert row(found, "Yuma")["note"].text == BORROWED
    assert "Yuma" not in found.title
    assert found.figure is not None
    marker = found.figure["data"][0]["marker"]
    names = [cell.text for cell in column(found, "place")]
    assert [name for name, colour in zip(names, marker["color"], strict=True) if colour == LIGHT["paper"]] == ["Yuma"]
    assert [width for width in marker["line"]["width"] if width] == [2]
    assert any(text.startswith("hollow: ") for text in annotations(found.figure))
    assert BORROWED in small("ranking", measure="diploma", focus="yuma").sentence


def test_the_state_is_a_line_with_its_value(small: Build) -> None:
    found = small("ranking", measure="diploma")
    assert found.figure is not None
    state = [
        shape for shape in found.figure["layout"]["shapes"] if shape["type"] == "line" and shape["x0"] == shape["x1"]
    ]
    assert [(shape["x0"], shape["line"]["dash"]) for shape in state] == [(84.0, "dash")]
    assert any(text.startswith("Arizona 84") for text in annotations(found.figure))
    assert "Arizona" not in [cell.text for cell in column(found, "place")]


def test_shares_are_percent_in_table_and_figure(small: Build) -> None:
    found = small("ranking", measure="share_employed")
    values = [cell.value for cell in column(found, "value")]
    assert all(60 < value < 70 for value in values)
    assert next(each for each in found.table.columns if each.id == "value").unit == "percent"
    assert found.figure is not None
    assert found.figure["data"][0]["x"] == values


def test_a_city_without_a_figure_is_said_once(small: Build) -> None:
    found = small("ranking", measure="diploma", places="jerome")
    assert found.sentence.startswith("No figure for Jerome. ")
    assert "Not published for Jerome in this period." in found.notes


def test_only_a_city_can_be_missing_among_cities(small: Build) -> None:
    found = small("ranking", measure="diploma", places="arizona")
    assert "No figure for Arizona" not in found.sentence, "Arizona has a figure: it is the line"
    assert not any("Not published for Arizona" in note for note in found.notes)


def test_only_the_chosen_are_drawn_when_asked(small: Build) -> None:
    found = small("ranking", measure="diploma", places="tucson,gilbert", among="selected")
    assert [cell.text for cell in column(found, "place")] == ["Gilbert", "Tucson"]
    assert "of 7 cities" in found.sentence, "ranks are still among all"


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"measure": "diplomas"}, "measure"),
        ({"measure": "diploma", "period": "1999"}, "period"),
        ({"measure": "diploma", "places": "tuscon"}, "places"),
        ({"measure": "diploma", "focus": "tuscon"}, "focus"),
        ({"measure": "no_figure_yet"}, "period"),
    ],
)
def test_what_is_not_known_is_refused_by_name(small: Build, parameters: dict[str, str], field: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        small("ranking", **parameters)
    assert refused.value.field_name == field
    if field in ("places", "focus"):
        assert refused.value.near[0] == "tucson"


def test_a_range_that_is_no_margin_is_not_called_an_interval(real: Build) -> None:
    # low and high of this measure are counts with hidden ones put in; its record has no interval level
    found = real("ranking", measure="students_homeless_count")
    assert_sound(found)
    assert "%" not in found.title


def test_published_facts(real: Build) -> None:
    found = real("ranking", measure="share_19_20_with_hs_diploma", focus="tucson")
    assert found.title.startswith(
        "85% of Tucson’s 19- and 20-year-olds have a diploma: about the same as Phoenix and Mesa"
    )
    assert len(found.table.rows) == 15
    assert_sound(found)


def test_every_chosen_city_without_a_figure_is_named_beside_the_one_that_has_one(small: Build) -> None:
    found = small("ranking", measure="diploma", places="tucson,jerome")
    assert found.sentence.startswith("No figure for Jerome. Tucson is ")
    for name, more in (("trend", {}), ("slope", {}), ("scatter", {"x": "walked"})):
        asked = {"y": "diploma", **more} if name == "scatter" else {"measure": "diploma"}
        assert "No figure for Jerome" in small(name, places="tucson,jerome", **asked).sentence, name


def test_one_newer_figure_does_not_empty_the_default(real: Build, real_shelf: Shelf) -> None:
    """Many measures have a lone newer figure of one city: most cities' newest year is drawn, and the other can be asked."""
    reader = real_shelf.reader
    for measure in reader.measures("place"):
        usual = usual_period(reader, measure.id)
        if usual is None:
            continue
        with_value = {
            r.place_slug for r in reader.observations(measure.id) if r.value is not None and r.place_kind in CITIES
        }
        shown = [
            r
            for r in reader.observations(measure.id, period_end=usual)
            if r.value is not None and r.place_kind in CITIES
        ]
        newer = [p for p in reader.periods(measure.id) if p > usual]
        assert len(shown) * 2 > len(with_value) or not newer, measure.id


def test_bounds_of_districts_are_named_so_and_carry_no_claim(real: Build) -> None:
    growth = real("ranking", measure="ela_learning_rate_grade3_8", places="tucson")
    assert "95% bounds of the districts put into the city, not of the city" in growth.subtitle
    assert "no margin is at hand" in growth.sentence
    assert "Rank" not in [column.label for column in growth.table.columns]
    trend = real("trend", measure="ela_learning_rate_grade3_8", places="tucson")
    assert trend.sentence.startswith("No change can be read")
    assert "Break in 2015 to 2019" in " ".join(trend.notes)
    diploma = real("ranking", measure="share_19_20_with_hs_diploma", places="tucson")
    assert "95% intervals of the survey areas, spread over the city" in diploma.subtitle
    assert "university students and service members included" in diploma.subtitle
    assert any("after Holm’s correction of 105 comparisons" in note for note in diploma.notes)
