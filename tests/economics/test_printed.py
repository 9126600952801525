"""A printed figure is a type of its own, and how a discount rate is known is a fact of the edition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from economics import Assumptions, Money, PrintedLoss, Unit, estimate, loss_basis, rate_status
from tests.economics.places import ARIZONA, ARIZONA_2018, YOUTH

BASIS = loss_basis(ARIZONA, Assumptions(), Unit.PER_COHORT)
PRINTED = PrintedLoss(
    value=7.6e9,
    hedge="more than",
    basis=BASIS,
    edition=2014,
    data_year=2012,
    source="The Economic Losses (policy brief)",
    location="Highlights, bullet 3",
)


def test_a_printed_figure_is_no_money_and_has_no_bare_form() -> None:
    assert not isinstance(PRINTED, Money)
    for turned in (str, format, float, lambda one: f"{one:.0f}"):
        with pytest.raises(TypeError, match="no bare form"):
            turned(PRINTED)
    with pytest.raises(TypeError):
        Money(PRINTED, BASIS)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        estimate(ARIZONA, Assumptions()).person.total + PRINTED  # type: ignore[operator]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hedge": "roughly"}, "hedge"),
        ({"edition": 2018}, "2018 edition"),
        ({"source": " "}, "source"),
        ({"location": ""}, "place"),
        ({"value": float("nan")}, "finite"),
    ],
)
def test_a_printed_figure_names_where_it_stands(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(PRINTED, **wrong)  # type: ignore[arg-type]


def test_how_the_discount_rate_is_known() -> None:
    assert rate_status(estimate(ARIZONA, Assumptions()).basis) == "inferred"
    assert rate_status(estimate(YOUTH, Assumptions(population=YOUTH.population)).basis) == "inferred"
    assert rate_status(estimate(ARIZONA_2018, Assumptions()).basis) == "assumed"
    assert rate_status(estimate(ARIZONA, Assumptions(discount_rate=0.03)).basis) == "set"
