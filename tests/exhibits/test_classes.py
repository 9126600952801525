"""Classes of the districts that serve most of a city."""

from __future__ import annotations

import pytest

from exhibits.classes import city_class, class_counts, high_school_services, latest_class
from exhibits.shelf import Shelf


def test_cohort_minus_graduates(small_shelf: Shelf) -> None:
    found = latest_class(small_shelf.reader, "tucson")
    assert found is not None
    assert (found.year, found.cohort, found.graduates, found.non_completers) == (2024, 3292, 2713, 579)
    assert round(found.rate, 1) == 17.6


def test_districts_are_summed_only_where_all_have_both_counts(small_shelf: Shelf) -> None:
    found = latest_class(small_shelf.reader, "guadalupe")
    assert found is not None
    assert (found.cohort, found.graduates, found.districts) == (100, 80, "North and South")
    assert {record.district_id for record in found.records} == {"5003", "5004"}


def test_a_district_serving_a_part_does_not_stand_for_the_city(small_shelf: Shelf) -> None:
    assert high_school_services(small_shelf.reader, "gilbert") == ()
    assert class_counts(small_shelf.reader, "gilbert") == ()


def test_a_class_of_nobody_is_no_class(small_shelf: Shelf) -> None:
    assert latest_class(small_shelf.reader, "jerome") is None


def test_all_classes_in_order(small_shelf: Shelf) -> None:
    assert [count.year for count in class_counts(small_shelf.reader, "mesa")] == [2016, 2018, 2022]


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("south-tucson", "Tucson Unified serves Tucson as well, where most of its students live"),
        ("somerton", "Yuma Union High serves Yuma as well, where most of its students live"),
        ("tolleson", "Tolleson Union High is far larger than Tolleson: most of its students live elsewhere"),
        (
            "thatcher",
            "fewer than 11 of Thatcher Unified’s class of 2016 did not finish: too few to tell a city’s story",
        ),
        ("jerome", "no district with published cohort counts serves most of it"),
    ],
)
def test_a_class_that_is_not_the_city_s_stands_for_no_city(real_shelf: Shelf, slug: str, why: str) -> None:
    place = real_shelf.reader.place(slug)
    assert place is not None
    assert city_class(real_shelf.reader, place) == (None, why)
    found = real_shelf.build("profile", {"place": slug})
    assert "not published" in found.title
    assert found.cards[0].empty.startswith(f"Not published for {place.name}. ")


def test_a_class_is_priced_once(real_shelf: Shelf) -> None:
    counted = [city_class(real_shelf.reader, place)[0] for place in real_shelf.reader.places()]
    districts = [service.district.entity_id for each in counted if each for service in each.services]
    assert len(districts) == len(set(districts)) > 30
