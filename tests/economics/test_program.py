"""Does a program pay: hand-worked cost, ratio, net present value and chance, for each purse in its own dollars."""

from __future__ import annotations

import numpy as np
import pytest

from economics import (
    Assumptions,
    Cost,
    NotPublished,
    Perspective,
    Purse,
    estimate,
    multipliers,
    participant_value,
    payoff,
    values_drawn,
)
from tests.economics.places import ARIZONA, PRICES, YOUTH

LOSS = estimate(ARIZONA, Assumptions())


def test_a_cost_is_put_into_the_dollars_of_the_benefits() -> None:
    assert Cost(1_000_000, 2024).in_dollars_of(2013, PRICES).amount == pytest.approx(1e6 * 232.957 / 313.689)
    assert Cost(1_000_000, 2013).in_dollars_of(2013, PRICES) == Cost(1_000_000, 2013)
    with pytest.raises(NotPublished, match="dollar year is not published"):
        Cost(1.0, 2024).in_dollars_of(None, PRICES)
    with pytest.raises(NotPublished, match="no CPI-U annual average for 1850"):
        Cost(1.0, 1850).in_dollars_of(2013, PRICES)
    with pytest.raises(ValueError, match="0 or more"):
        Cost(-1.0, 2013)
    with pytest.raises(ValueError, match="2024 dollars cannot be set against 2013 dollars"):
        payoff(Cost(1.0, 2024), LOSS.person.total, 1, 0)


def test_ten_finishers_four_of_them_anyway() -> None:
    found = payoff(Cost(1_000_000, 2013), LOSS.person.total, 10, 4)
    assert (found.additional, found.break_even.completions) == (6, 3)
    assert found.benefit.amount == 6 * 421_280
    assert found.ratio == pytest.approx(2.52768)
    assert found.net.amount == pytest.approx(1_527_680)
    assert payoff(Cost(1_000_000, 2013), LOSS.person.total, 4, 4).net.amount == -1_000_000
    assert payoff(Cost(0, 2013), LOSS.person.total, 4, 4).ratio is None
    for finishers, anyway in ((3, 4), (3, -1)):
        with pytest.raises(ValueError, match="finished anyway"):
            payoff(Cost(1.0, 2013), LOSS.person.total, finishers, anyway)


def test_the_participants_share_is_earnings_alone() -> None:
    value = participant_value(LOSS)
    assert value is not None
    assert value.amount == 271_040
    assert (value.basis.perspective, value.basis.purse) == (Perspective.PRIVATE, Purse.PARTICIPANT)
    left_out = participant_value(estimate(ARIZONA, Assumptions.model_validate({"include": "crime"})))
    assert left_out is not None
    assert left_out.amount == 0
    assert participant_value(estimate(YOUTH, Assumptions(population=YOUTH.population))) is None


def test_the_chance_counts_the_runs_in_which_benefits_exceed_the_cost() -> None:
    values = values_drawn(ARIZONA, Assumptions(), linked=True)
    assert values == pytest.approx(421_280 * multipliers(Assumptions(), linked=True))
    cost = 1_000_000
    found = payoff(Cost(cost, 2013), LOSS.person.total, 3, 0, values)
    assert found.chance == np.count_nonzero(3 * values > cost) / 8192
    assert 0 < found.chance < 1
    earnings = values_drawn(ARIZONA, Assumptions(), earnings_only=True)
    assert earnings.max() < values.max()
    nothing = Assumptions.model_validate({"include": "crime"})
    assert set(values_drawn(ARIZONA, nothing, earnings_only=True)) == {0.0}


def test_linked_causes_move_together_and_spread_wider() -> None:
    from economics.chance import _draw, drawn_and_held

    ranges, _ = drawn_and_held(Assumptions())
    apart, together = _draw(Assumptions(), ranges), _draw(Assumptions(), ranges, linked=True)
    causes = ("keep_earnings", "keep_health", "keep_crime", "keep_welfare")
    assert len({together[name].tobytes() for name in causes}) == 1
    assert len({apart[name].tobytes() for name in causes}) == 4
    assert all(np.array_equal(apart[name], together[name]) for name in apart if name not in causes[1:])
    assert multipliers(Assumptions(), linked=True).std() > multipliers(Assumptions()).std()
    held = Assumptions(keep_earnings=0.8)
    ranges, _ = drawn_and_held(held)
    some = _draw(held, ranges, linked=True)
    assert len({some[name].tobytes() for name in causes[1:]}) == 1, "the others stay linked when one is set"
