"""Money cannot lose its basis."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from economics import Basis, Horizon, Money, MoneySeries, Perspective, Population, Purse, Unit

BASIS = Basis(
    population=Population.NON_COMPLETERS,
    perspective=Perspective.SOCIAL,
    purse=Purse.EVERYONE,
    horizon=Horizon.LIFETIME,
    unit=Unit.PER_PERSON,
    price_year=2013,
    discount_rate=0.035,
    edition=2014,
)
LOSS = Money(421_280, BASIS)
OTHERS: dict[str, object] = {
    "population": Population.DISCONNECTED_YOUTH,
    "perspective": Perspective.FISCAL,
    "purse": Purse.FEDERAL,
    "horizon": Horizon.A_YEAR,
    "unit": Unit.PER_COHORT,
    "price_year": 2024,
    "discount_rate": 0.05,
    "edition": 2018,
}


@pytest.mark.parametrize(
    "show",
    [
        str,
        float,
        int,
        round,
        json.dumps,
        lambda money: f"{money}",
        lambda money: f"{money:,.0f}",
        lambda money: "%s" % money,  # noqa: UP031 - the old form must be refused as well
        lambda money: "{}".format(money),  # noqa: UP032
        lambda money: "%.2f" % money,  # noqa: UP031
        lambda money: np.array([money], dtype=float),
    ],
)
def test_money_has_no_bare_form(show: Callable[..., object]) -> None:
    with pytest.raises(TypeError):
        show(LOSS)


def test_the_refusal_says_what_to_use() -> None:
    with pytest.raises(TypeError, match="money formatter"):
        str(LOSS)


@pytest.mark.parametrize("show", [str, lambda series: f"{series}", json.dumps, float])
def test_a_series_has_no_bare_form(show: Callable[..., object]) -> None:
    with pytest.raises(TypeError):
        show(MoneySeries((1.0, 2.0), BASIS))


def test_its_repr_names_the_basis() -> None:
    assert "Basis(" in repr(LOSS)


@pytest.mark.parametrize("basis", [None, "social", {"population": "non_completers"}])
def test_money_without_a_basis_is_a_type_error(basis: object) -> None:
    with pytest.raises(TypeError, match="Basis"):
        Money(1.0, basis)
    with pytest.raises(TypeError, match="Basis"):
        MoneySeries((1.0,), basis)


@pytest.mark.parametrize("amount", [True, np.True_, "1", None, 1j, LOSS, [1.0]])
def test_an_amount_is_a_number(amount: object) -> None:
    with pytest.raises(TypeError, match=r"Money\.amount must be a number"):
        Money(amount, BASIS)


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), -float("inf")])
def test_an_amount_is_finite(amount: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Money(amount, BASIS)
    with pytest.raises(ValueError, match="finite"):
        LOSS * amount
    with pytest.raises(ValueError, match="finite"):
        MoneySeries((1.0, amount), BASIS)


def test_arithmetic_keeps_the_basis() -> None:
    assert LOSS + LOSS == Money(842_560, BASIS) == LOSS * 2 == 2 * LOSS == np.float64(2) * LOSS
    assert LOSS - LOSS == Money(0, BASIS)
    assert -LOSS == Money(-421_280, BASIS)
    assert LOSS < Money(421_281, BASIS)
    assert not LOSS > Money(421_281, BASIS)
    assert LOSS.ratio_to(Money(210_640, BASIS)) == 2
    with pytest.raises(ZeroDivisionError):
        LOSS.ratio_to(Money(0, BASIS))


@pytest.mark.parametrize("act", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, Money.ratio_to])
@pytest.mark.parametrize("part", OTHERS)
def test_different_bases_do_not_combine(act: Callable[..., object], part: str) -> None:
    with pytest.raises(ValueError, match=f"they differ in {part} "):
        act(LOSS, Money(1, BASIS.changed(**{part: OTHERS[part]})))


def test_the_two_populations_are_never_added() -> None:
    youth = Money(695_090, BASIS.changed(population=Population.DISCONNECTED_YOUTH))
    with pytest.raises(ValueError, match=r"population \(non_completers and disconnected_youth\)"):
        LOSS + youth
    with pytest.raises(TypeError):
        sum([LOSS, youth])  # type: ignore[list-item]


@pytest.mark.parametrize("other", [1, 1.0, "1", None])
def test_money_and_a_bare_number_do_not_combine(other: object) -> None:
    for act in (lambda: LOSS + other, lambda: LOSS - other, lambda: LOSS < other):
        with pytest.raises(TypeError, match="a dollar amount needs a basis"):
            act()
    with pytest.raises(TypeError):
        other + LOSS


@pytest.mark.parametrize("factor", [True, "2", LOSS])
def test_a_factor_is_a_number(factor: object) -> None:
    with pytest.raises(TypeError):
        LOSS * factor


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("population", "non_completers"),
        ("perspective", "social"),
        ("purse", "everyone"),
        ("horizon", None),
        ("unit", "per person"),
        ("edition", 2014.0),
        ("edition", True),
        ("price_year", "2013"),
        ("price_year", True),
        ("discount_rate", None),
    ],
)
def test_a_basis_has_typed_parts(part: str, value: object) -> None:
    with pytest.raises(TypeError, match=part):
        BASIS.changed(**{part: value})


@pytest.mark.parametrize("rate", [-0.01, 1.01, 3.5, float("nan")])
def test_a_discount_rate_is_a_fraction(rate: float) -> None:
    with pytest.raises(ValueError, match="discount_rate"):
        BASIS.changed(discount_rate=rate)


def test_the_basis_as_plain_values() -> None:
    assert json.loads(json.dumps(BASIS.as_dict())) == {
        "population": "non_completers",
        "perspective": "social",
        "purse": "everyone",
        "horizon": "lifetime present value",
        "unit": "per person",
        "price_year": 2013,
        "discount_rate": 0.035,
        "edition": 2014,
        "valued_at_age": 18,
    }
    assert BASIS.changed(population=Population.DISCONNECTED_YOUTH, price_year=None).as_dict()["valued_at_age"] == 20


def test_a_series_hands_out_money() -> None:
    series = MoneySeries((1, 2), BASIS)
    assert len(series) == 2
    assert series[1] == Money(2.0, BASIS)


def test_values_are_frozen_hashable_and_travel() -> None:
    with pytest.raises(FrozenInstanceError):
        LOSS.amount = 1  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(LOSS)) == copy.deepcopy(LOSS) == LOSS  # noqa: S301 - our own bytes
    assert len({LOSS, Money(421_280.0, BASIS)}) == 1
