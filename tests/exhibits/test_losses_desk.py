"""The desk as a value: what an address may ask, what it gets, and the address it writes back."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from economics import parameter_table
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.model import BadParameterError
from exhibits.parameters import read
from exhibits.shelf import Shelf


def desk(shelf: Shelf, **query: str) -> Desk:
    return desk_of(read(Parameters, query), shelf.reader)


def test_every_default_is_written_out_and_gives_the_same_desk(real_shelf: Shelf) -> None:
    opened = desk(real_shelf)
    query = opened.query()
    for one in parameter_table().applying_to(opened.population):
        if one.id != "rate":
            assert one.id in query
    assert query["discount_rate"] == "0.035"
    assert query["count"] == "18100"
    assert desk(real_shelf, **query).query() == query
    assert not desk(real_shelf, **query).changed


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({}, 421_280.00),
        ({"discount_rate": "0.03"}, 454_714.76),
        ({"discount_rate": "0.05"}, 342_361.77),
        ({"earnings_growth": "0.01"}, 477_798.97),
        ({"retire": "67"}, 426_096.93),
        ({"keep_earnings": "0.8"}, 362_782.37),
        ({"finish_later": "0.5"}, 315_960.00),
        ({"place": "phoenix"}, 463_500.00),
        ({"place": "phoenix", "discount_rate": "0.05"}, 376_672.72),
    ],
)
def test_the_published_vectors_come_back(real_shelf: Shelf, query: dict[str, str], total: float) -> None:
    assert round(desk(real_shelf, **query).loss.person.total.amount, 2) == total


def test_state_survives_a_round_trip_with_ranges_and_a_kept_scenario(real_shelf: Shelf) -> None:
    asked = {
        "place": "phoenix",
        "discount_rate": "0.045",
        "discount_rate_range": "0.01,0.06",
        "include": "earnings,crime",
        "rate": "",
        "threshold": "900000000",
        "cost": "180000",
        "purse": "fiscal",
        "a_discount_rate": "0.02",
    }
    first = desk(real_shelf, **asked)
    again = desk(real_shelf, **first.query())
    assert again.query() == first.query()
    assert first.ranges == {"discount_rate": (0.01, 0.06)}
    assert again.kept is not None
    assert again.kept.assumptions.discount_rate == 0.02
    assert first.query()["include"] == "earnings,crime"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"discount_rate": "0.5"}, "discount_rate"),
        ({"discount_rate": "nan"}, "discount_rate"),
        ({"discount_rate": "inf"}, "discount_rate"),
        ({"keep_crime": "lots"}, "keep_crime"),
        ({"discount_rate_range": "0.05,0.02"}, "discount_rate_range"),
        ({"discount_rate_range": "0.05"}, "discount_rate_range"),
        ({"count": "90701"}, "count"),
        ({"count": "10", "rate": "0.1"}, "rate"),
        ({"place": "atlantis"}, "place"),
        ({"edition": "2016"}, "edition"),
        ({"edition": "2018", "price_year": "2024"}, "price_year"),
        ({"price_year": "1850"}, "price_year"),
        ({"population": "disconnected_youth", "edition": "2018"}, "edition"),
        ({"population": "disconnected_youth", "keep_crime": "0.5"}, "keep_crime"),
        ({"population": "disconnected_youth", "keep_crime_range": "0,1"}, "keep_crime_range"),
        ({"threshold": "-1"}, "threshold"),
        ({"cost": "nan"}, "cost"),
        ({"a_discount_rate": "9"}, "a_discount_rate"),
        ({"discont_rate": "0.05"}, "discont_rate"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(real_shelf: Shelf, query: dict[str, str], field: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        desk(real_shelf, **query)
    assert refused.value.field_name == field
    assert refused.value.allowed


def test_a_count_that_only_repeats_the_data_is_no_what_if(real_shelf: Shelf) -> None:
    assert desk(real_shelf, count="18100").loss.cohort.count_status == "published"
    assert desk(real_shelf, count="9050").loss.cohort.count_status == "what if"


def test_the_published_case_is_in_the_same_dollars(real_shelf: Shelf) -> None:
    now = desk(real_shelf, price_year="2024", discount_rate="0.05")
    assert now.central.basis.price_year == now.loss.basis.price_year == 2024
    assert now.central.basis.discount_rate == 0.035


def test_an_exhibits_address_is_the_whole_desk(real_shelf: Shelf) -> None:
    exhibit = real_shelf.build("losses_tornado", {"place": "tucson", "discount_rate": "0.04"})
    query = dict(parse_qsl(exhibit.query))
    assert query == desk(real_shelf, place="tucson", discount_rate="0.04").query()
    assert real_shelf.build("losses_tornado", query) == exhibit
