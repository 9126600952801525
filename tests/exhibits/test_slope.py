"""The change between two periods that may be compared."""

from __future__ import annotations

import pytest

from exhibits.model import BadParameterError
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, column, row


def test_the_direction_is_decided_by_the_interval(small: Build) -> None:
    found = small("slope", measure="diploma", places="tucson")
    assert found.parameters["first"] == "2016"
    assert found.title == "Tucson: 75% to 85%, up"
    # six went up by 10, more than the margins of both ends; Guadalupe by 3 with a margin of 5 at either end
    assert found.sentence == "From 2012-2016 to 2019-2023. Of 7 cities: 6 up, 0 down, 1 with no clear change."
    assert {cells[0].text for cells in found.table.rows if cells[3].text == "no clear change"} == {"Guadalupe"}


def test_without_intervals_no_direction_is_claimed(small: Build) -> None:
    found = small("slope", measure="walked", places="tucson")
    assert found.title == "Tucson: 32.0% to 34.0%"
    assert {cell.text for cell in column(found, "change")} == {"cannot say"}
    assert "cannot be said" in found.sentence


def test_a_period_that_overlaps_is_not_offered(small: Build) -> None:
    with pytest.raises(BadParameterError) as refused:
        small("slope", measure="diploma", first="2021", last="2023")
    assert (refused.value.field_name, refused.value.near) == ("first", ("2016",))


def test_a_break_is_never_crossed(small: Build) -> None:
    with pytest.raises(BadParameterError, match="one of 2018, 2020"):
        small("slope", measure="walked", first="2016", last="2024")


def test_shares_are_percent_in_the_table(small: Build) -> None:
    cells = row(small("slope", measure="share_employed", places="tucson"), "Tucson")
    assert (cells["first"].value, cells["last"].value) == pytest.approx((61.0, 61.2))


def test_the_state_is_never_called_missing(small: Build) -> None:
    found = small("slope", measure="diploma", places="tucson,arizona,jerome")
    assert found.notes == ("Not in both periods: Jerome.",)


def test_names_are_text(small: Build) -> None:
    assert_sound(small("slope", measure="diploma", places="tag-town"))


def test_real_measures_are_compared_only_on_one_side_of_their_breaks(real: Build) -> None:
    found = real("slope", measure="household_income_p50", places="tucson")
    assert int(found.parameters["first"]) >= 2022
    assert "dollars" in found.subtitle, "an amount of money says whose dollars"
