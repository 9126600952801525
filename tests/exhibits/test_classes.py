"""Classes of the districts that serve most of a city."""

from __future__ import annotations

import pytest

from exhibits.classes import city_class, class_counts, class_seniors, high_school_services, latest_class
from exhibits.school_places import seniors_of, seniors_words
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
        ("south-tucson", "Tucson Unified serves Tucson as well, a larger place"),
        ("somerton", "Yuma Union High serves Yuma as well, a larger place"),
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


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "florence",
            "of Florence Unified’s 775 seniors (2024-25), 466 attend schools in San Tan Valley and for 309 the",
        ),
        ("yuma", "of Yuma Union High’s 2,767 seniors (2024-25), 254 attend schools known to lie in Yuma, 637 attend"),
        (
            "tempe",
            "of Tempe Union High’s 2,776 seniors (2024-25), 610 attend schools known to lie in Tempe, 1,075 attend",
        ),
        (
            "oro-valley",
            "of Amphitheater Unified’s 1,136 seniors (2024-25), 384 attend schools known to lie in Oro Valley",
        ),
    ],
)
def test_somebody_else_s_students_are_priced_to_nobody(real_shelf: Shelf, slug: str, said: str) -> None:
    """The issue's counts: seniors by school in the October-1 workbook of fiscal year 2025."""
    place = real_shelf.reader.place(slug)
    assert place is not None
    found, why = city_class(real_shelf.reader, place)
    assert found is None
    assert why.startswith(said)
    assert why.endswith(f"a loss in dollars needs 80% of them at schools known to lie in {place.name}")


def test_a_card_calls_the_class_the_district_s_and_gives_no_dollars(real_shelf: Shelf) -> None:
    found = real_shelf.build("profile", {"place": "florence"})
    card = found.cards[0]
    assert found.title.startswith("261 of Florence Unified’s class of 2016 did not finish in four years.")
    assert "$" not in found.title
    assert (card.number, card.number_note) == ("261", "of 625, or 41.8%; Florence Unified, not Florence alone")
    assert "466 attend schools in San Tan Valley" in card.note
    assert "not published" in [fact.text for fact in card.facts if fact.label != "loss per person"]
    assert {"ade-oct1-2025", "wikipedia-school-articles"} <= {line.id for line in found.sources}


def test_a_class_is_priced_from_80_percent_on_and_its_share_stands_beside_it(real_shelf: Shelf) -> None:
    reader = real_shelf.reader
    priced = {place.slug: found for place in reader.places() if (found := city_class(reader, place)[0])}
    shares = {slug: round(class_seniors(reader, slug, found).share, 3) for slug, found in priced.items()}
    # by hand: Tucson (734 + 434 + 371 + 300 + 251 + 204 + 155 + 129 + 86) / 3,295; Sahuarita (302 + 291) / 626
    assert shares == {"tucson": 0.808, "sahuarita": 0.947, "payson": 1.0}
    kind = real_shelf.build("profile", {"place": "tucson"}).cards[0].kind
    assert "by general knowledge serves most of Tucson; 81% of its seniors (2024-25) attend schools in Tucson" in kind


def test_a_name_is_no_proof_of_city_limits(small_shelf: Shelf) -> None:
    seniors = seniors_of(small_shelf.reader, ["5001"], "yuma")
    assert (seniors.total, seniors.inside, seniors.said, seniors.elsewhere) == (100, 60, 20, (("Guadalupe", 20),))
    assert not seniors.enough
    nobody = seniors_of(small_shelf.reader, ["5005"], "jerome")
    assert (nobody.total, nobody.share, nobody.enough) == (0, 0.0, False)
    assert seniors_words(nobody, "Jerome", "Empty") == "where Empty’s seniors go to school is not on record"
