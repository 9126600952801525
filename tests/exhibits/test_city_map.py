"""The finder: every place with coordinates, hollow where there is no figure."""

from __future__ import annotations

from exhibits.colours import LIGHT
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, row


def test_hollow_is_a_place_without_a_figure(small: Build) -> None:
    found = small("map", measure="diploma")
    assert found.title == "Diploma: a figure for 7 of 9 cities and towns"
    assert found.figure is not None
    cities = found.figure["data"][-1]
    hollow = {
        slug
        for slug, colour in zip(cities["customdata"], cities["marker"]["color"], strict=True)
        if colour == LIGHT["paper"]
    }
    assert hollow == {"jerome", "no-mans-land"}
    assert row(found, "Jerome")["value"].text == "not published"
    assert row(found, "Jerome")["value"].value is None


def test_shares_are_percent_in_the_table(small: Build) -> None:
    found = small("map", measure="share_employed", period="2023")
    cell = row(found, "Tucson")["value"]
    assert (round(cell.value, 1), cell.text) == (61.2, "61.2%")
    assert found.table.columns[-1].unit == "percent"


def test_names_are_text(small: Build) -> None:
    assert_sound(small("map", measure="diploma", places="tag-town"))


def test_every_city_and_town_is_on_the_map(real: Build) -> None:
    found = real("map")
    assert found.title == "Arizona’s 91 cities and towns"
    assert len(found.table.rows) == 91
    assert_sound(found)
