"""Graduation by class: the title is Newcombe's verdict, a missing class is a bridge."""

from __future__ import annotations

import pytest

from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import annotations, assert_sound, column, lines


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("tucson", "82.4% of the class of 2024 finished on time, down from 84.7% in 2016"),
        ("mesa", "80.0% of the class of 2022 finished on time, up from 70.0% in 2016"),
        ("yuma", "91.0% of the class of 2024 finished on time, no clear change from 90.0% in 2022"),
        ("guadalupe", "80.0% of the class of 2024 finished in four years"),
    ],
)
def test_the_title_is_what_the_interval_allows(small: Build, place: str, title: str) -> None:
    assert small("graduation", place=place).title == title


def test_the_published_fall_of_tucson_unified(real: Build) -> None:
    found = real("graduation", place="tucson")
    # The share fell while the number of graduates rose (2,445 to 2,713): the title is about the share.
    assert found.title == "82.4% of the class of 2024 finished on time, down from 84.7% in 2016"
    # Newcombe method 10 by hand: -4.1 to -0.4 points
    assert "between −4.1 and −0.4 points" in found.sentence
    assert found.key_number == "82.4%"


def test_a_missing_class_is_a_dotted_bridge(small: Build) -> None:
    found = small("graduation", place="mesa")
    assert {tuple(line["x"]): line["line"]["dash"] for line in lines(found.figure)} == {
        (2016, 2018): "solid",
        (2018, 2022): "2px 6px",
    }
    assert "2020 not in the file" in annotations(found.figure)


def test_counts_and_rate_agree(small: Build) -> None:
    found = small("graduation", place="mesa")
    for cohort, done, left, rate in zip(
        *(column(found, key) for key in ("cohort", "graduates", "non_completers", "rate")), strict=True
    ):
        assert done.value + left.value == cohort.value
        assert rate.value == pytest.approx(100 * done.value / cohort.value)


def test_an_empty_class_has_no_rate(small: Build) -> None:
    found = small("graduation", place="jerome")
    assert found.title == "No graduation counts for Jerome"
    assert found.figure is None


def test_a_place_without_classes_says_why(small: Build) -> None:
    assert "has no cohort with both counts" in small("graduation", place="phoenix").empty
    split = small("graduation", place="gilbert")
    assert split.empty.startswith("No one high-school district serves most of Gilbert")
    assert split.summary == split.empty


def test_every_place(real_shelf: Shelf) -> None:
    for slug in real_shelf.reader.place_slugs():
        found = real_shelf.build("graduation", {"place": slug})
        assert_sound(found)
        assert bool(found.figure) != bool(found.empty)


def test_a_last_step_the_other_way_is_said(real: Build) -> None:
    # Tempe Union: 84.9% in 2014, 90.9% in 2020, 86.3% in 2022: up over the span, clearly down in the last step
    found = real("graduation", place="tempe")
    assert "up from" in found.title
    assert "From the class of 2020 to that of 2022 alone it fell" in found.sentence


def test_a_rate_that_moves_beyond_plausibility_is_queried_wherever_it_is_shown(real: Build) -> None:
    """Florence Unified, 81.1% in 2014 and 58.2% in 2016."""
    asked = "Queried: the four-year graduation rate of Florence Unified went from 81% in 2014 to 58% in 2016"
    assert asked in real("graduation", place="florence").sentence
    assert asked in real("districts", place="florence").sentence
    assert asked in real("profile", place="florence").cards[0].note
    assert "Queried" not in real("graduation", place="tucson").sentence
