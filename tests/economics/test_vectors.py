"""The specification's test vectors, to the cent, and every published figure at the published assumptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from economics import (
    Assumptions,
    AssumptionsRefused,
    Perspective,
    PlaceAnchor,
    Population,
    Purse,
    Unit,
    estimate,
    estimate_all,
)
from tests.economics.places import ARIZONA, ARIZONA_2018, GILBERT, MIAMI, PHOENIX, PRICES, TUCSON, YOUTH

CENT = 0.005
PUBLISHED = [271_040, 16_260, 48_000, 98_520, 1_420, 8_020, -21_980]
BASELINE = Assumptions()
YOUTH_BASELINE = Assumptions(population=Population.DISCONNECTED_YOUTH)


@pytest.mark.parametrize(
    ("anchor", "settings", "total"),
    [
        (ARIZONA, {}, 421_280.00),
        (ARIZONA, {"discount_rate": 0.03}, 454_714.76),
        (ARIZONA, {"discount_rate": 0.05}, 342_361.77),
        (ARIZONA, {"earnings_growth": 0.01}, 477_798.97),
        (ARIZONA, {"retire": 67}, 426_096.93),
        (ARIZONA, {"keep_earnings": 0.8}, 362_782.37),
        (ARIZONA, {"finish_later": 0.5}, 315_960.00),
        (PHOENIX, {}, 463_500.00),
        (PHOENIX, {"discount_rate": 0.05}, 376_672.72),
    ],
)
def test_the_vectors_of_the_specification(anchor: PlaceAnchor, settings: dict[str, float], total: float) -> None:
    assert estimate(anchor, Assumptions(**settings)).person.total.amount == pytest.approx(total, abs=CENT)


@pytest.mark.parametrize(
    ("anchor", "published"),
    [(ARIZONA, 421_280), (PHOENIX, 463_500), (GILBERT, 414_200), (TUCSON, 383_000), (ARIZONA_2018, 498_920)],
)
def test_published_totals_come_back_exactly(anchor: PlaceAnchor, published: float) -> None:
    assert estimate(anchor, BASELINE).person.total.amount == published


def test_published_components_come_back_exactly() -> None:
    person = estimate(ARIZONA, BASELINE).person
    assert [part.amount.amount for part in person.parts] == PUBLISHED
    assert [part.status for part in person.parts] == [
        "published",
        "inferred",
        "published",
        "published",
        "published",
        "published value, inferred name",
        "published",
    ]
    assert (person.status, person.split) == ("published", "published")


def test_youth_come_back_exactly() -> None:
    person = estimate(YOUTH, YOUTH_BASELINE).person
    assert person.total.amount == 695_090
    assert [part.amount.amount for part in person.parts] == pytest.approx([172_785.47, 522_304.53], abs=CENT)
    assert {part.status for part in person.parts} == {"split estimated"}
    assert person.total.basis.valued_at_age == 20


@pytest.mark.parametrize(
    ("anchor", "assumptions", "total"),
    [
        (ARIZONA, BASELINE, 7_625_168_000),
        (YOUTH, YOUTH_BASELINE, 127_340_488_000),
        (PHOENIX, BASELINE, 1_422_945_000),
        (TUCSON, BASELINE, 436_620_000),
        (GILBERT, BASELINE, 139_000_000),
        (ARIZONA_2018, BASELINE, 9_210_063_200),
    ],
)
def test_aggregates(anchor: PlaceAnchor, assumptions: Assumptions, total: float) -> None:
    cohort = estimate(anchor, assumptions).cohort
    assert cohort.total is not None
    assert cohort.if_halved is not None
    assert cohort.total.amount == total
    assert cohort.if_halved.amount == total / 2
    assert cohort.total.basis.unit is Unit.PER_COHORT


def test_cities_and_the_2018_edition_are_split_by_the_states_shares() -> None:
    for anchor in (PHOENIX, ARIZONA_2018):
        person = estimate(anchor, BASELINE).person
        expected = [anchor.per_person * part / 421_280 for part in PUBLISHED]
        assert [part.amount.amount for part in person.parts] == pytest.approx(expected, abs=CENT)
        assert {part.status for part in person.parts} == {"split estimated"}
        assert person.split == "split estimated"


def test_a_place_without_figures_borrows_the_states_and_says_so() -> None:
    loss = estimate(MIAMI, BASELINE)
    assert loss.person.total.amount == 421_280
    assert (loss.cohort.total, loss.cohort.if_halved, loss.cohort.count, loss.fiscal) == (None, None, None, None)
    assert loss.statuses() == {
        "per_person": "borrowed from state",
        "components": "split estimated",
        "count": "not published",
        "count_note": "",
        "total": "not published",
        "fiscal": "not published",
        "price_year": "published",
    }


def test_districts_count_is_marked() -> None:
    anchor = replace(MIAMI, count=40, count_status="districts", count_note="class of 2024, Miami Unified")
    loss = estimate(anchor, BASELINE)
    assert loss.cohort.total is not None
    assert loss.cohort.total.amount == 40 * 421_280
    assert loss.statuses()["count"] == "districts"
    assert loss.statuses()["count_note"] == "class of 2024, Miami Unified"


def test_a_published_total_without_a_count_is_rescaled() -> None:
    loss = estimate(GILBERT, Assumptions(finish_later=0.5))
    assert loss.cohort.total is not None
    assert loss.cohort.total.amount == pytest.approx(139e6 * 0.75)
    assert loss.cohort.total_status == "estimated from the study's total"
    assert loss.cohort.count is None


def test_published_is_said_of_an_amount_only_where_it_is_the_printed_one() -> None:
    printed = estimate(GILBERT, BASELINE)
    assert (printed.person.status, printed.cohort.total_status) == ("published", "published")
    assert estimate(ARIZONA, BASELINE).statuses()["total"] == "count times loss per person", (
        "7.625 bn is printed nowhere"
    )
    for moved in ({"discount_rate": 0.05}, {"price_year": 2024}, {"include": "earnings"}, {"retire": 67}):
        for anchor in (ARIZONA, GILBERT, MIAMI):
            loss = estimate(anchor, Assumptions.model_validate(moved), PRICES)
            said = loss.statuses()
            assert {said["per_person"], said["components"]} == {"estimated"}, (moved, anchor.place_slug)
            assert "published" not in {said["total"]}, (moved, anchor.place_slug)
    crime = {part.id: part.status for part in estimate(ARIZONA, Assumptions(keep_crime=0.5)).person.parts}
    assert (crime["crime"], crime["earnings"], crime["tax_burden"]) == ("estimated", "published", "estimated")


@pytest.mark.parametrize(("anchor", "fiscal"), [(ARIZONA, 1.5e9), (PHOENIX, 193e6), (GILBERT, 15e6)])
def test_the_fiscal_loss_is_as_published_and_never_scaled(anchor: PlaceAnchor, fiscal: float) -> None:
    loss = estimate(anchor, Assumptions(discount_rate=0.05, price_year=2024), PRICES)
    assert loss.fiscal is not None
    assert loss.fiscal.amount == fiscal
    assert (loss.fiscal.basis.discount_rate, loss.fiscal.basis.price_year) == (0.035, 2013)
    assert (loss.fiscal.basis.perspective, loss.fiscal.basis.purse) == (Perspective.FISCAL, Purse.STATE_AND_LOCAL)
    assert loss.fiscal.basis.unit is Unit.PER_COHORT
    assert loss.statuses()["fiscal"] == "published"


def test_prices_are_converted_by_the_index() -> None:
    loss = estimate(ARIZONA, Assumptions(price_year=2024), PRICES)
    assert loss.person.total.amount == pytest.approx(421_280 * 313.689 / 232.957)
    assert loss.person.parts[0].amount.amount == pytest.approx(271_040 * 313.689 / 232.957)
    assert loss.basis.price_year == 2024
    assert estimate(ARIZONA, Assumptions(price_year=2013)).person.total.amount == 421_280
    gilbert = estimate(GILBERT, Assumptions(price_year=2024), PRICES)
    assert gilbert.cohort.total is not None
    assert gilbert.cohort.total.amount == pytest.approx(139e6 * 313.689 / 232.957)


def test_the_2018_edition_refuses_another_price_year() -> None:
    with pytest.raises(AssumptionsRefused, match="its dollar year is not published"):
        estimate(ARIZONA_2018, Assumptions(price_year=2024), PRICES)
    loss = estimate(ARIZONA_2018, BASELINE, PRICES)
    assert loss.basis.price_year is None
    assert loss.statuses()["price_year"] == "not published"


def test_a_year_without_an_index_is_refused_with_those_there_are() -> None:
    with pytest.raises(AssumptionsRefused, match="no CPI-U annual average for 1800; allowed: 2013 to 2024"):
        estimate(ARIZONA, Assumptions(price_year=1800), PRICES)
    with pytest.raises(AssumptionsRefused, match="no price index was given"):
        estimate(ARIZONA, Assumptions(price_year=2024))
    with pytest.raises(AssumptionsRefused, match="average for 2013"):
        estimate(ARIZONA, Assumptions(price_year=2024), {2013: float("nan"), 2024: 313.689})


def test_the_count_is_a_what_if() -> None:
    by_count = estimate(ARIZONA, Assumptions(count=9_070))
    by_rate = estimate(ARIZONA, Assumptions(rate=0.1))
    assert by_count.cohort.total == by_rate.cohort.total
    assert by_count.statuses()["count"] == by_rate.statuses()["count"] == "what if"
    assert by_rate.cohort.count_note == "0.1 of 90,700 people"
    assert estimate(PHOENIX, Assumptions(count=10**6)).cohort.count == 10**6
    with pytest.raises(AssumptionsRefused, match=r"more than the class .* allowed: 0 to 90,700"):
        estimate(ARIZONA, Assumptions(count=90_701))
    with pytest.raises(AssumptionsRefused, match="Phoenix is not published: set count"):
        estimate(PHOENIX, Assumptions(rate=0.1))


def test_the_populations_are_never_mixed() -> None:
    with pytest.raises(ValueError, match="never mixed"):
        estimate(YOUTH, BASELINE)
    with pytest.raises(ValueError, match="never mixed"):
        estimate(ARIZONA, YOUTH_BASELINE)
    with pytest.raises(ValueError, match="never mixed"):
        estimate_all([ARIZONA, YOUTH], BASELINE)


def test_left_out_parts_are_shown_but_not_counted() -> None:
    person = estimate(ARIZONA, Assumptions(include=("crime", "tax_burden"))).person
    assert person.total.amount == 98_520 + 8_020
    assert [part.counted for part in person.parts] == [False, False, False, True, False, True, False]
    assert [part.amount.amount for part in person.parts] == PUBLISHED
    assert estimate(ARIZONA, Assumptions(include=())).person.total.amount == 0


def test_all_places_at_once_are_the_places_one_by_one() -> None:
    anchors = [ARIZONA, PHOENIX, GILBERT, TUCSON, MIAMI, ARIZONA_2018]
    settings = Assumptions(discount_rate=0.0425, retire=62, keep_crime=0.7)
    assert estimate_all(anchors, settings) == tuple(estimate(anchor, settings) for anchor in anchors)
    assert estimate_all([], settings) == ()
