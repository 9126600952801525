"""The chance: the same settings give the same bytes; the draws are what the ranges say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from economics import (
    Assumptions,
    AssumptionsRefused,
    Chance,
    DotAxis,
    NotPublished,
    Population,
    Range,
    Unit,
    chance,
    estimate,
    losses_of_places,
    multipliers,
    parameter_table,
)
from economics.chance import _draw, drawn_and_held, triangular
from tests.economics import independent
from tests.economics.places import ARIZONA, GILBERT, MIAMI, PHOENIX, PRICES, TUCSON, YOUTH

YOUTH_BASELINE = Assumptions(population=Population.DISCONNECTED_YOUTH)
FINGERPRINT = """
import hashlib
from economics import Assumptions, Population, chance, multipliers
from tests.economics.places import ARIZONA, YOUTH
digest = hashlib.sha256()
for anchor, given in ((ARIZONA, {"discount_rate": 0.05, "include": "crime,earnings,tax_burden"}), (YOUTH, {})):
    settings = Assumptions(population=anchor.population, **given)
    digest.update(multipliers(settings).tobytes())
    digest.update(repr(chance(anchor, settings, threshold=6e9)).encode())
print(digest.hexdigest())
"""


def fingerprint(hash_seed: str, root: Path) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [sys.executable, "-c", FINGERPRINT], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_the_same_settings_give_the_same_bytes_in_any_process(root: Path) -> None:
    assert fingerprint("1", root) == fingerprint("2", root)


def test_the_same_settings_give_the_same_bytes_in_any_thread() -> None:
    def once(_: int) -> str:
        return hashlib.sha256(multipliers(Assumptions(tax=0.5)).tobytes()).hexdigest()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(once, range(8)))) == 1


@pytest.mark.parametrize(
    "one", [Range(0.02, 0.035, 0.05), Range(0, 0, 0.5), Range(0.6, 1, 1), Range(62, 65, 67)], ids=str
)
def test_the_inverse_is_the_triangular_distributions(one: Range) -> None:
    shares = np.linspace(0, 1, 201)
    width = one.high - one.low
    known = stats.triang.ppf(shares, (one.central - one.low) / width, loc=one.low, scale=width)
    assert triangular(shares, one) == pytest.approx(known)


def test_a_peak_outside_the_range_moves_to_its_nearer_end() -> None:
    shares = np.linspace(0, 1, 21)
    assert triangular(shares, Range(1, 9, 2)) == pytest.approx(triangular(shares, Range(1, 2, 2)))
    assert triangular(shares, Range(1, 0, 2)) == pytest.approx(triangular(shares, Range(1, 1, 2)))
    assert triangular(shares, Range(1, 0, 1)).tolist() == [1.0] * 21


def test_the_draws_fill_their_ranges() -> None:
    ranges, held = drawn_and_held(Assumptions())
    assert held == ()
    draws = _draw(Assumptions(), ranges)
    assert list(draws) == [one.id for one in parameter_table().drawn(Population.NON_COMPLETERS)]
    for name, values in draws.items():
        one = ranges[name]
        assert values.shape == (8192,)
        assert one.low <= values.min() <= values.max() <= one.high
        tolerance = 0.02 if name == "retire" else 0.002
        assert values.mean() == pytest.approx((one.low + one.central + one.high) / 3, abs=tolerance)
    assert set(draws["retire"]) == {62, 63, 64, 65, 66, 67}


def test_every_draw_is_the_model() -> None:
    ranges, _ = drawn_and_held(Assumptions())
    draws = _draw(Assumptions(), ranges)
    losses = losses_of_places([PHOENIX, TUCSON], Assumptions())
    for place in range(0, 8192, 1024):
        values = {name: float(column[place]) for name, column in draws.items()}
        for row, per_person in enumerate((463_500, 383_000)):
            expected = sum(independent.non_completer(values, per_person).values())
            assert losses[row, place] == pytest.approx(expected, rel=1e-9)


def test_places_are_one_pass_and_prices_apply() -> None:
    losses = losses_of_places([ARIZONA, PHOENIX], Assumptions(price_year=2024), PRICES)
    assert losses.shape == (2, 8192)
    assert losses[0] == pytest.approx(multipliers(Assumptions()) * 421_280 * 313.689 / 232.957)
    assert losses[1] == pytest.approx(losses[0] * 463_500 / 421_280)


def test_an_assumption_somebody_set_is_held() -> None:
    ranges, held = drawn_and_held(Assumptions(discount_rate=0.05))
    assert held == ("discount_rate",)
    assert "discount_rate" not in ranges
    answer = chance(ARIZONA, Assumptions(discount_rate=0.05))
    assert answer.held == ("discount_rate",)
    assert answer.quantiles[-1].amount < chance(ARIZONA, Assumptions()).quantiles[-1].amount
    again, held = drawn_and_held(Assumptions(discount_rate=0.05), {"discount_rate": (0.04, 0.06)})
    assert held == ()
    assert again["discount_rate"] == Range(0.04, 0.05, 0.06)


def test_holding_one_leaves_the_points_of_the_others() -> None:
    everything = _draw(Assumptions(), drawn_and_held(Assumptions())[0])
    settings = Assumptions(discount_rate=0.05)
    fewer = _draw(settings, drawn_and_held(settings)[0])
    assert np.array_equal(fewer["tax"], everything["tax"])


def test_where_everything_is_held_there_is_no_spread() -> None:
    settings = YOUTH_BASELINE.changed(discount_rate=0.05, retire=60)
    answer = chance(YOUTH, settings, unit=Unit.PER_PERSON)
    assert answer.drawn == {}
    assert set(answer.dots.amounts) == set(answer.quantiles.amounts)
    assert answer.dots[0].amount == pytest.approx(estimate(YOUTH, settings).person.total.amount)
    assert set(answer.dot_columns) == {0}
    assert answer.dot_rows == tuple(range(100))


def check_dots(answer: Chance) -> None:
    assert len(answer.dots) == len(answer.dot_columns) == len(answer.dot_rows) == 100
    assert list(answer.dots.amounts) == sorted(answer.dots.amounts)
    assert len(set(zip(answer.dot_columns, answer.dot_rows, strict=True))) == 100
    for column in set(answer.dot_columns):
        heights = [row for place, row in zip(answer.dot_columns, answer.dot_rows, strict=True) if place == column]
        assert heights == list(range(len(heights)))


def test_quantiles_threshold_and_dots_of_the_cohort() -> None:
    answer = chance(ARIZONA, Assumptions(), threshold=6e9)
    losses = multipliers(Assumptions()) * 421_280 * 18_100
    assert answer.central == estimate(ARIZONA, Assumptions()).cohort.total
    assert answer.quantile_shares == parameter_table().study.quantiles
    assert list(answer.quantiles.amounts) == pytest.approx(np.quantile(losses, answer.quantile_shares))
    assert answer.share_beyond == np.mean(losses > 6e9)
    assert answer.threshold is not None
    assert answer.threshold.basis == answer.central.basis == answer.quantiles.basis == answer.dots.basis
    # the dots are the same chance in hundredths
    assert sum(one > 6e9 for one in answer.dots.amounts) / 100 == pytest.approx(answer.share_beyond, abs=0.01)
    assert answer.draws == 8192
    assert len(answer.not_in_range) > 2
    check_dots(answer)
    assert (answer.axis.low, answer.axis.high) == (answer.dots.amounts[0], answer.dots.amounts[-1])


def test_a_fixed_axis_keeps_its_columns() -> None:
    axis = DotAxis(5e9, 7e9, 10)
    answer = chance(ARIZONA, Assumptions(), axis=axis)
    assert answer.axis is axis
    assert (answer.threshold, answer.share_beyond) == (None, None)
    assert (min(answer.dot_columns), max(answer.dot_columns)) == (0, 9)
    for amount, column in zip(answer.dots.amounts, answer.dot_columns, strict=True):
        assert column == min(max(int((amount - 5e9) // 0.2e9), 0), 9)
    check_dots(answer)


@pytest.mark.parametrize(("low", "high", "columns"), [(1, 1, 5), (2, 1, 5), (0, 1, 0)])
def test_an_axis_runs_upwards(low: float, high: float, columns: int) -> None:
    with pytest.raises(ValueError, match="an axis needs"):
        DotAxis(low, high, columns)
    with pytest.raises(ValueError, match="finite"):
        DotAxis(float("nan"), high, columns)


def test_what_ifs_and_prices_reach_the_draws() -> None:
    base = chance(ARIZONA, Assumptions())
    half = chance(ARIZONA, Assumptions(count=9_050))
    by_rate = chance(ARIZONA, Assumptions(rate=9_050 / 90_700))
    dear = chance(ARIZONA, Assumptions(price_year=2024), PRICES)
    assert half.dots.amounts == pytest.approx([one / 2 for one in base.dots.amounts])
    assert by_rate.dots.amounts == pytest.approx(half.dots.amounts)
    assert dear.dots.amounts == pytest.approx([one * 313.689 / 232.957 for one in base.dots.amounts])
    assert dear.dots.basis.price_year == 2024


def test_a_published_total_without_a_count_has_a_spread() -> None:
    answer = chance(GILBERT, Assumptions())
    assert answer.central.amount == 139e6
    assert answer.quantiles.amounts == pytest.approx(
        np.quantile(multipliers(Assumptions()) * 139e6, answer.quantile_shares)
    )


def test_youth_have_their_own_chance() -> None:
    answer = chance(YOUTH, YOUTH_BASELINE, threshold=127e9)
    assert list(answer.drawn) == ["discount_rate", "retire"]
    assert answer.central.amount == 127_340_488_000
    assert answer.dots.basis.population is Population.DISCONNECTED_YOUTH


def test_included_parts_decide_the_spread() -> None:
    crime = Assumptions(include=("crime",))
    assert np.all(multipliers(crime) <= 98_520 / 421_280 * 1.15)
    assert multipliers(Assumptions(include=())).tolist() == [0.0] * 8192


def test_refusals() -> None:
    with pytest.raises(NotPublished, match="Miami: ask per person"):
        chance(MIAMI, Assumptions())
    assert chance(MIAMI, Assumptions(), unit=Unit.PER_PERSON).central.amount == 421_280
    with pytest.raises(ValueError, match="per person or per cohort"):
        chance(ARIZONA, Assumptions(), unit=Unit.PER_RESIDENT)
    with pytest.raises(ValueError, match="finite"):
        chance(ARIZONA, Assumptions(), threshold=float("nan"))
    with pytest.raises(AssumptionsRefused, match="no range"):
        chance(ARIZONA, Assumptions(), ranges={"tax": (2, 1)})
    with pytest.raises(AssumptionsRefused, match="more than the class"):
        chance(replace(ARIZONA, cohort=18_100), Assumptions(count=18_101))
