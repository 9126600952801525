"""Peers: on size, growth, income and age only; stable; with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from database.reader import Reader
from exhibits import peers
from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound

ALLOWED = {"acs5_median_household_income", "acs5_median_age"}


class Watched:
    """A reader that remembers which measures it was asked for."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.asked: set[str] = set()

    def observations(self, measure_id: str, **more: Any) -> Any:
        self.asked.add(measure_id)
        return self.reader.observations(measure_id, **more)

    def latest_period(self, measure_id: str) -> int | None:
        self.asked.add(measure_id)
        return self.reader.latest_period(measure_id)

    def losses(self, *_: Any, **__: Any) -> Iterator[Any]:
        raise AssertionError("peers looked at an outcome")

    district_observations = services = losses

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)


def test_no_outcome_is_ever_looked_at(small_shelf: Shelf) -> None:
    watched = Watched(small_shelf.reader)
    Shelf(watched).build("peers", {"place": "tucson"})  # type: ignore[arg-type]
    assert watched.asked == ALLOWED
    assert [trait.name for trait in peers._traits(small_shelf.reader)] == [
        "people",
        "growth",
        "household income",
        "median age",
    ]


def test_distance_by_hand() -> None:
    # spread of 1 (population deviation): 0, 0, 2, 2 -> values / 1; root mean square over the traits both have
    first = peers.Trait("people", {"a": 0, "b": 0, "c": 2, "d": 2}, {})
    second = peers.Trait("growth", {"a": 0, "b": 2, "c": 0, "d": 2}, {})
    assert peers.nearest("a", (first, second)) == [
        ("b", pytest.approx(2**0.5)),
        ("c", pytest.approx(2**0.5)),
        ("d", pytest.approx(2.0)),
    ]


def test_a_city_that_lacks_a_variable_is_behind_those_that_have_it() -> None:
    first = peers.Trait("people", {"a": 0, "b": 2, "c": 0}, {})
    second = peers.Trait("growth", {"a": 0, "b": 2}, {})
    assert [slug for slug, _ in peers.nearest("a", (first, second))] == ["b", "c"]
    assert peers.reasons("a", "c", (first, second)) == "close in people; not compared: growth"


def test_the_same_every_time_and_for_everyone(real_shelf: Shelf, real_url: str) -> None:
    for slug in ("tucson", "kearny", "phoenix"):
        again = Reader(real_url)
        found = [Shelf(reader).build("peers", {"place": slug}).places for reader in (real_shelf.reader, again)]
        assert found[0] == found[1]
        again.close()


def test_every_place_has_five_others(real_shelf: Shelf) -> None:
    for slug in real_shelf.reader.place_slugs():
        found = real_shelf.build("peers", {"place": slug})
        assert_sound(found)
        assert len(set(found.places)) == 5
        assert slug not in found.places
        distances = [row[2].value for row in found.table.rows]
        assert distances[0] == 0
        assert all(row[1].text for row in found.table.rows)


def test_only_cities_have_peers(small: Build) -> None:
    with pytest.raises(BadParameterError, match="peers are proposed for those only"):
        small("peers", place="arizona")


def test_a_place_with_nothing_to_compare_says_so(small: Build) -> None:
    found = small("peers", place="no-mans-land")
    assert found.places == ()
    assert found.title == "No peers proposed for No Man’s Land: nothing to compare it on"
