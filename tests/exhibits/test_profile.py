"""A city's two populations: side by side, each with its basis, never added; thin places say what is missing."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from database.reader import Reader
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, column, texts


def test_the_class_of_the_districts_times_the_places_own_value(real: Build) -> None:
    found = real("profile", place="tucson")
    # by hand: 3,292 - 2,713 = 579, 579 / 3,292 = 17.6%; 579 x 383,000 = 221,757,000
    assert found.title.startswith("579 of Tucson Unified’s class of 2024 did not graduate in four years.")
    assert found.title.endswith("up to $222 million."), "the source prints up to 383,000 a person"
    card = found.cards[0]
    assert (card.number, card.number_note) == ("579", "of 3,292, or 17.6%")
    assert column(found, "total")[0].value == 579 * 383_000
    assert card.facts[0].mark == "up to", "383,000 is Tucson's own"


def test_the_printed_total_of_each_edition_stands_beside_the_new_one(real: Build) -> None:
    card = real("profile", place="tucson").cards[0]
    beside = {fact.label: (fact.text, fact.mark) for fact in card.facts if fact.label.startswith("printed")}
    assert beside == {
        "printed in 2014": ("about $435M", "for an estimated 1,140"),
        "printed in 2018": ("not published", ""),
    }
    assert "The 2014 study counted an estimated 1,140 people of Tucson aged 18 without a diploma in 2012." in card.note
    assert "one district’s students, wherever they live. Different people, so the two are no trend." in card.note
    assert "Our ranges: median $185 million, 5-95% $135 million to $240 million. 1 run in 10 reaches this" in card.note
    study = real("profile", place="tucson", edition="2014", counted="published")
    assert study.title.startswith("An estimated 1,140 young people of Tucson turned 18 without a diploma in 2012.")
    assert "times up to $383,000 is $437 million, above the printed total: about $435 million." in study.cards[0].note
    assert "reaches the published figure" in study.cards[0].note
    later = real("profile", place="tucson", edition="2018", counted="published")
    assert later.cards[0].number == "", "the 2018 edition prints no count of Tucson"


def test_a_product_beside_an_up_to_is_shown_as_what_it_is(real: Build) -> None:
    card = real("profile", place="phoenix").cards[1]
    assert card.number_note.startswith("people, printed as “more than”")
    assert (
        "More than 45,000 people times about $767,900 is $34.6 billion, above the printed total: up to $34.5"
        in card.note
    )


def test_current_dollars_stay_on_the_exhibit(real: Build) -> None:
    found = real("profile", place="tucson", price_year="2025")
    assert found.parameters["price_year"] == "2025"
    assert column(found, "total")[0].value == pytest.approx(579 * 383_000 * 321.943 / 232.957)
    assert "2025 dollars" in found.subtitle
    assert [
        fact.basis.price_year for fact in found.cards[0].facts if fact.label == "printed in 2014" and fact.basis
    ] == [2013]
    with pytest.raises(BadParameterError, match="dollar year is not published"):
        real("profile", place="tucson", edition="2018", price_year="2025")


@pytest.mark.parametrize(
    ("place", "count", "amount"),
    [
        ("phoenix", "An estimated 3,070 young people of Phoenix turned 18 without a diploma in 2012", "$1.4 billion"),
        ("arizona", "18,460 of Arizona’s class of 2015 did not graduate in four years", "$9.2 billion"),
    ],
)
def test_published_counts(real: Build, place: str, count: str, amount: str) -> None:
    found = real("profile", place=place)
    assert found.title.startswith(count)
    assert found.title.endswith(f"an estimated {amount}.")


def test_a_borrowed_value_is_marked_as_the_states(small: Build) -> None:
    found = small("profile", place="mesa")
    assert found.cards[0].facts[0].mark == "state, 2014"
    assert "the state’s value" in found.subtitle
    assert "No loss per person is published for Mesa: the state’s is used and marked." in found.notes
    assert column(found, "status")[0].text.endswith("borrowed from state")
    assert small("profile", place="arizona").cards[0].facts[0].mark == "", "the state's own value is its own"


def test_districts_serving_a_city_together_are_summed(small: Build) -> None:
    found = small("profile", place="guadalupe")
    assert found.title.startswith("20 of North and South’s class of 2024")
    assert found.cards[0].number_note == "of 100, or 20.0%"


def test_a_place_without_a_count_says_what_is_missing_and_why(small: Build) -> None:
    found = small("profile", place="no-mans-land")
    assert found.title.startswith("How many of No Man’s Land’s students do not finish is not published.")
    assert found.cards[0].number == found.cards[1].number == ""
    assert found.cards[0].empty.startswith("Not published for No Man’s Land.")
    assert "Arizona: 183,200 young people, 22% of the age group (2012)" in found.cards[1].empty
    assert [note.partition(":")[0] for note in found.notes] == [
        "No count of non-completers for No Man’s Land",
        "No loss per person is published for No Man’s Land",
        "No count of young people neither in school nor at work for No Man’s Land",
    ]


def test_an_empty_class_is_no_success(small: Build) -> None:
    found = small("profile", place="jerome")
    assert not found.title.startswith("0 of")
    assert "$0" not in found.title


def test_a_total_without_a_count_is_shown_as_it_is_published(small: Build) -> None:
    found = small("profile", place="gilbert")
    assert "$139 million" in found.title
    assert found.cards[0].number == ""
    assert column(found, "halved")[0].value == 69_500_000, "half of the total, never the newspaper's 79 million"


@pytest.mark.parametrize("counted", ["class", "published"])
def test_the_two_populations_are_never_added(real_shelf: Shelf, counted: str) -> None:
    for place in ("arizona", "phoenix", "tucson", "gilbert"):
        found = real_shelf.build("profile", {"place": place, "counted": counted})
        first, second = found.table.rows
        for mine, other in zip(first[1:5], second[1:5], strict=True):
            if mine.value is not None and other.value is not None:
                assert not amounts_near(found, float(mine.value) + float(other.value)), place
        assert "never added" in found.sentence


def amounts_near(found: Exhibit, amount: float) -> list[str]:
    """Numbers written anywhere on the exhibit that say ``amount``, exactly or rounded as marks are."""
    scales = {"thousand": 1e3, "K": 1e3, "million": 1e6, "M": 1e6, "billion": 1e9, "B": 1e9}
    hits = []
    for text in texts(found):
        for number, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(thousand|million|billion|[KMB]\b)?", text):
            value = float(number.replace(",", "")) * scales.get(scale, 1)
            if math.isclose(value, amount, rel_tol=0.002):
                hits.append(text)
    return hits


def test_the_search_for_sums_finds_a_sum(real: Build) -> None:
    found = real("profile", place="phoenix")
    values = [float(cell.value) for cell in column(found, "total")]
    assert all(amounts_near(found, value) for value in values), "each is there alone"
    assert amounts_near(found, values[0] * 1.0005)


def test_every_place_says_something_sound(real_shelf: Shelf) -> None:
    reader: Reader = real_shelf.reader
    slugs = reader.place_slugs()
    assert len(slugs) == 91
    for slug in slugs:
        for counted in ("class", "published"):
            found = real_shelf.build("profile", {"place": slug, "counted": counted})
            assert_sound(found)
            assert found.basis, slug
            for card, other in combinations(found.cards, 2):
                assert card.title != other.title
