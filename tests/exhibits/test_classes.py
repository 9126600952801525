"""Classes of the districts that serve most of a city."""

from __future__ import annotations

from exhibits.classes import class_counts, high_school_services, latest_class
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
