"""The desk's address as the page reads it: nothing unusable vanishes silently, nothing usable is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.assumption_answer import shown_parts, told
from components.assumption_state import settle
from database.reader import Reader
from exhibits.losses_all import desk_exhibits
from tests.real_catalog import real_url

__all__ = ["real_url"]


@pytest.fixture(scope="module")
def reader(real_url: str) -> Iterator[Reader]:
    with Reader(real_url) as opened:
        yield opened


def test_an_empty_address_is_the_published_case(reader: Reader) -> None:
    settled = settle({}, reader)
    assert settled.said == ()
    assert round(settled.desk.loss.person.total.amount, 2) == 421_280


def test_unknown_names_are_said_and_the_rest_is_used(reader: Reader) -> None:
    settled = settle({"discount_rate": "0.05", "discountrate": "0.07", "q": "x"}, reader)
    assert settled.desk.assumptions.discount_rate == 0.05
    assert len(settled.said) == 2
    assert "“discountrate”" in settled.said[0]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"discount_rate": "0.5"}, "0 to 0.1"),
        ({"keep_crime": "nan"}, "crime gap due to the diploma"),
        ({"count": "1e9"}, "90,700"),
        ({"edition": "2018", "price_year": "2024"}, "dollar year is not published"),
        ({"population": "disconnected_youth", "spill": "0.1"}, "only discount_rate, retire"),
        ({"population": "disconnected_youth", "edition": "2018"}, "2014"),
        ({"place": "phenix"}, "Did you mean phoenix"),
        ({"a_retire": "99"}, "scenario A’s age earnings stop"),
        ({"retire_range": "70,60"}, "range of age earnings stop"),
        ({"purse": "mine"}, "purse"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_can(reader: Reader, query: dict[str, str], words: str) -> None:
    settled = settle(query, reader)
    assert len(settled.said) == 1
    assert words in settled.said[0]


def test_every_fault_is_said_once(reader: Reader) -> None:
    settled = settle({"discount_rate": "9", "retire": "9", "cost": "much", "colour": "red", "place": "tucson"}, reader)
    assert len(settled.said) == 4
    assert settled.desk.place.slug == "tucson"


def test_what_the_browser_is_told_rebuilds_the_state(reader: Reader) -> None:
    settled = settle({"place": "phoenix", "discount_rate": "0.05", "a_retire": "67"}, reader)
    answer = told(settled.desk, settled.said, "/losses?x")
    again = settle(answer["query"], reader)
    assert again.said == ()
    assert again.desk.query() == settled.desk.query()
    assert answer["kept"] is True
    assert answer["chips"] == [["discount_rate", "discount rate 5%, was 3.5%"]]


def test_every_dollar_of_the_answer_carries_its_basis(reader: Reader) -> None:
    settled = settle({"discount_rate": "0.05"}, reader)
    parts = shown_parts(settled.desk, desk_exhibits(settled.asked, reader), narrow=True)
    own = {name: slot for name, slot in parts["slots"].items() if "$" in slot["text"]}
    assert own
    for name, slot in own.items():
        framed = next((frame for key, frame in parts["frames"].items() if name.startswith(f"desk-{key}-")), None)
        basis = slot.get("basis") or (framed or {}).get("basis", "")
        assert "discount rate" in basis, name
    assert all(figure["layout"]["height"] for figure in parts["figures"].values())
