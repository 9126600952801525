"""From published rows to an anchor: own before borrowed, and said."""

from __future__ import annotations

import pytest

from database.values import PlaceRecord
from economics import Population
from exhibits.loss_anchor import Anchored, anchored, default_edition
from exhibits.shelf import Shelf

LEAVERS, YOUTH = Population.NON_COMPLETERS, Population.DISCONNECTED_YOUTH


def place(shelf: Shelf, slug: str) -> PlaceRecord:
    found = shelf.reader.place(slug)
    assert found is not None
    return found


def anchor(shelf: Shelf, slug: str, population: Population = LEAVERS, **more: object) -> Anchored:
    found = anchored(shelf.reader, place(shelf, slug), population, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_own_value_before_the_states(small_shelf: Shelf) -> None:
    own, borrowed = anchor(small_shelf, "phoenix").anchor, anchor(small_shelf, "mesa").anchor
    assert (own.per_person, own.per_person_status) == (463_500, "published")
    assert (borrowed.per_person, borrowed.per_person_status) == (421_280, "borrowed from state")


def test_the_districts_class_before_the_studys_year_unless_asked(small_shelf: Shelf) -> None:
    counted = anchor(small_shelf, "tucson")
    assert (counted.anchor.count, counted.anchor.count_status, counted.anchor.data_year) == (579, "districts", 2024)
    published = anchor(small_shelf, "tucson", counted="published")
    assert (published.anchor.count, published.anchor.count_status) == (1140, "published"), "the preferred of two"
    assert published.counted is None


def test_a_districts_class_never_carries_the_studys_total(small_shelf: Shelf) -> None:
    assert anchor(small_shelf, "tucson").anchor.total_published is None
    assert anchor(small_shelf, "gilbert").anchor.total_published == 139_000_000


def test_the_latest_edition_that_is_the_places_own(small_shelf: Shelf) -> None:
    reader = small_shelf.reader
    assert default_edition(reader, "arizona", LEAVERS) == 2018
    assert default_edition(reader, "phoenix", LEAVERS) == 2014
    assert default_edition(reader, "mesa", LEAVERS) == 2014, "a borrowed value has its dollar year and components"


@pytest.mark.parametrize(
    ("slug", "edition", "split"),
    [("arizona", 2014, "published"), ("arizona", 2018, "split estimated"), ("phoenix", 2014, "split estimated")],
)
def test_only_the_state_of_2014_has_published_components(
    small_shelf: Shelf, slug: str, edition: int, split: str
) -> None:
    assert anchor(small_shelf, slug, edition=edition).anchor.component_split == split


def test_no_edition_no_anchor(small_shelf: Shelf) -> None:
    assert anchored(small_shelf.reader, place(small_shelf, "tucson"), YOUTH, 2018) is None


def test_the_two_populations_have_their_own_values(small_shelf: Shelf) -> None:
    assert anchor(small_shelf, "arizona", YOUTH).anchor.per_person == 695_090
    assert anchor(small_shelf, "arizona", YOUTH).anchor.count == 183_200
