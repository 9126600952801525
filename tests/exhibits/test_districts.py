"""Districts serving a city: extent said, missing values in words, never a zero."""

from __future__ import annotations

from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, row


def test_one_that_serves_most(small: Build) -> None:
    found = small("districts", place="tucson")
    assert found.title == "Tucson Unified serves Tucson"
    cells = row(found, "Tucson Unified")
    assert cells["enrollment_oct1"].text == "40,120 (2023-24)"
    assert cells["letter_grades"].text == "11 A, 30 B (2024)"


def test_several_that_serve_most(small: Build) -> None:
    assert small("districts", place="guadalupe").title == "North and South serve most of Guadalupe; 2 districts in all"


def test_missing_values_say_why(small: Build) -> None:
    cells = row(small("districts", place="phoenix"), "Phoenix Union")
    assert (cells["dropout_rate_7_12"].text, cells["dropout_rate_7_12"].value) == ("hidden for privacy (2024)", None)
    assert cells["graduation_rate_4yr"].text == "not published"
    # an older figure is shown with its year rather than the newest empty one
    assert cells["enrollment_oct1"].text == "27,900 (2022-23)"


def test_a_part_is_called_a_part(small: Build) -> None:
    cells = row(small("districts", place="gilbert"), "Gilbert Unified")
    assert cells["extent"].text == "part of the city"


def test_none_known_is_said(small: Build) -> None:
    found = small("districts", place="tag-town")
    assert found.title.endswith("not in the catalog yet")
    assert found.table.rows == ()
    assert found.empty


def test_every_place(real_shelf: Shelf) -> None:
    for slug in real_shelf.reader.place_slugs():
        assert_sound(real_shelf.build("districts", {"place": slug}))
