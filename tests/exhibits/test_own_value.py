"""What a walk added and what it is worth: never more than the data say, nothing where all would have come anyway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from database.reader import Reader
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Shelf
from tests.exhibits.looking import annotations, column, row
from tests.operations.district.own_district import WALK, own_district


@pytest.fixture(scope="module")
def own(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with own_district(tmp_path_factory.mktemp("own"), compared=True) as side, Reader(real_url) as reader:
        yield Shelf(reader, district=side)


@pytest.fixture(scope="module")
def alone(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The same district with nobody to compare with."""
    with own_district(tmp_path_factory.mktemp("alone")) as side, Reader(real_url) as reader:
        yield Shelf(reader, district=side)


def worth(own: Shelf, **asked: str) -> Exhibit:
    return own.build("own_value", {"walk": WALK.slug, **asked})


def amount(exhibit: Exhibit, name: str) -> float:
    value = row(exhibit, name)["amount"].value
    assert isinstance(value, (int, float)), name
    return value


def test_where_the_interval_spans_zero_we_cannot_tell(own: Shelf) -> None:
    compared = own.build("own_compared", {"walk": WALK.slug})
    assert compared.title == "We cannot tell yet whether the walk brought more back (random order)"
    (only,) = compared.table.rows
    assert only[1].text.startswith("4 of 9 students verified, within 60 days")
    assert only[2].text.startswith("1 of 4 students verified")
    assert only[3].value == pytest.approx(100 * (4 / 9 - 1 / 4))
    assert only[4].value < 0 < only[5].value
    assert only[-1].text == "we cannot tell yet"
    assert "Groups of 4 can show no difference" in compared.sentence, "the note on power"


def test_without_a_comparison_group_the_way_to_load_one_is_said(alone: Shelf) -> None:
    compared = alone.build("own_compared", {"walk": WALK.slug})
    assert compared.figure is None
    assert "“comparison: random order”" in compared.empty
    assert "NOT_ATTEMPTED" in compared.empty
    assert "pool walks" in compared.sentence


def test_the_value_step_by_step(own: Shelf) -> None:
    """4 of 9 came back; 1 of 4 of the comparison group, so 2.25 of the 9 would have: 1.75 are additional."""
    shown = worth(own, volunteer_rate="25")
    each = amount(shown, "One completion is worth")
    assert amount(shown, "Additional returns") == pytest.approx(9 * (4 / 9 - 1 / 4))
    assert amount(shown, "Worth of the walk") == pytest.approx(1.75 * 0.15 * each)
    assert amount(shown, "Full cost") == 1000 + 40 * 25, "cash and hours of the loaded plan"
    assert amount(shown, "Worth less cost") == pytest.approx(1.75 * 0.15 * each - 2000)
    assert amount(shown, "Cost per student re-enrolled") == 500
    assert amount(shown, "Cost per additional return") == pytest.approx(2000 / 1.75)
    assert amount(shown, "Completions that pay for the walk") == pytest.approx(2000 / each)
    just_pays = amount(shown, "Share coming back with no walk at which it just pays")
    assert just_pays == pytest.approx((4 - 2000 / (0.15 * each)) / 9)
    assert "in the comparison group (random order, 1 of 4)" in shown.sentence
    assert "4 of 9 students verified re-enrolled" in shown.sentence


def test_without_a_comparison_group_the_published_rate_is_taken_of_everyone_verified(alone: Shelf) -> None:
    shown = worth(alone)
    assert amount(shown, "Additional returns") == pytest.approx(4 - 0.31 * 9)
    assert amount(shown, "Additional returns, low") < 0
    assert "31% came back with no walk elsewhere" in shown.sentence
    assert "about as many as without a walk" in shown.title


def test_hours_are_valued_where_nobody_says_at_what(own: Shelf) -> None:
    shown = worth(own)
    rate = amount(shown, "Rate for volunteers")
    assert rate > 30, "29.95 of 2021 in dollars of 2024"
    assert amount(shown, "Full cost") == pytest.approx(1000 + 40 * rate)
    assert any("Independent Sector" in note for note in shown.notes)


def test_a_base_rate_that_is_chosen_goes_before_the_comparison_group(own: Shelf) -> None:
    assert amount(worth(own, anyway="0.1"), "Additional returns") == pytest.approx(4 - 0.9)


def test_where_as_many_come_back_with_no_walk_it_is_worth_nothing(own: Shelf) -> None:
    shown = worth(own, anyway="1", volunteer_rate="0")
    assert amount(shown, "Worth of the walk") == 0
    assert amount(shown, "Worth less cost") == -1000
    assert "no return is additional" in shown.title
    assert row(shown, "Cost per additional return")["amount"].value is None


def test_dollars_carry_their_basis_and_year(own: Shelf) -> None:
    shown = worth(own)
    (basis,) = shown.basis
    assert (basis.price_year, basis.edition) == (2024, 2014), "the walk's year"
    dollars = [cells for cells in shown.table.rows if "$" in cells[1].text]
    assert all("2024 dollars" in cells[2].text for cells in dollars)
    assert "2024 dollars" in shown.subtitle


def test_the_state_is_in_the_address_and_rebuilds_it(own: Shelf) -> None:
    shown = worth(own, anyway="0.5", finishing="0.2", cash="2,500", place="tucson", discount_rate="0.05")
    again = own.build("own_value", shown.parameters)
    assert (again.title, again.table) == (shown.title, shown.table)
    assert {
        "anyway": "0.5",
        "finishing": "0.2",
        "cash": "2500",
        "discount_rate": "0.05",
    }.items() <= shown.parameters.items()
    assert shown.parameters["place"] == "tucson"


def test_the_chart_says_what_is_drawn(own: Shelf) -> None:
    shown = worth(own)
    said = " ".join(annotations(shown.figure))
    assert "cost $2K" in said
    assert "come back with no walk, of all who left" in said
    assert len(column(shown, "what")) == 25


@pytest.mark.parametrize(
    ("name", "value"),
    [("anyway", "1.2"), ("finishing", "-0.1"), ("cash", "-5"), ("walk", "2001-01-01-nobody"), ("edition", "2018"),
     ("population", "disconnected_youth"), ("staff_rate", "much")],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(own: Shelf, name: str, value: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        own.build("own_value", {"walk": WALK.slug, name: value})
    assert refused.value.field_name == name
