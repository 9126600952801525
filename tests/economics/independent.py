"""The loss model written a second time from the specification: plain loops, own numbers, nothing of ``economics``."""

from __future__ import annotations

PUBLISHED = {
    "earnings": 271040.0,
    "productivity": 16260.0,
    "health": 48000.0,
    "crime": 98520.0,
    "welfare": 1420.0,
    "tax_burden": 8020.0,
    "education": -21980.0,
}
STATE_TOTAL = 421280.0
WINDOWS = {"health": (18, 64), "welfare": (18, 64), "crime": (18, 34), "education": (18, 21)}


def window_value(first: int, last: int, rate: float, start: int, growth: float = 0.0) -> float:
    """Sum of (1+g)^(a-a0) / (1+r)^(a-a0), age by age."""
    total = 0.0
    for age in range(first, last + 1):
        payment = 1.0
        for _ in range(age - start):
            payment = payment * (1.0 + growth) / (1.0 + rate)
        total += payment
    return total


def non_completer(given: dict[str, float], per_person: float = STATE_TOTAL) -> dict[str, float]:
    """One person's loss by component, in dollars; ``given`` names every assumption that differs from the study."""
    rate = given.get("discount_rate", 0.035)
    loss = {}
    base = window_value(18, 64, 0.035, 18)
    now = window_value(18, int(given.get("retire", 65)) - 1, rate, 18, given.get("earnings_growth", 0.0))
    loss["earnings"] = PUBLISHED["earnings"] * now / base * given.get("keep_earnings", 1.0)
    for name, (first, last) in WINDOWS.items():
        change = window_value(first, last, rate, 18) / window_value(first, last, 0.035, 18)
        loss[name] = PUBLISHED[name] * change * given.get(f"keep_{name}", 1.0)
    change = loss["earnings"] / PUBLISHED["earnings"]
    loss["productivity"] = PUBLISHED["productivity"] * change * given.get("spill", 0.06) / 0.06
    taxed = loss["earnings"] + loss["health"] + loss["crime"] + loss["welfare"]
    loss["tax_burden"] = PUBLISHED["tax_burden"] * taxed / (271040.0 + 48000.0 + 98520.0 + 1420.0)
    loss["tax_burden"] *= given.get("tax", 1.0)
    staying = 1.0 - given.get("finish_later", 0.0) * given.get("relief", 0.5)
    return {name: loss[name] * staying * per_person / STATE_TOTAL for name in PUBLISHED}


def disconnected(given: dict[str, float], per_person: float) -> dict[str, float]:
    """One disconnected young person's loss, immediate and future, in dollars."""
    rate = given.get("discount_rate", 0.035)
    last = int(given.get("retire", 65)) - 1
    immediate = window_value(20, 24, rate, 20) / window_value(20, 24, 0.035, 20)
    future = window_value(25, last, rate, 20) / window_value(25, 64, 0.035, 20)
    return {"immediate": per_person * 0.24858 * immediate, "future": per_person * (1 - 0.24858) * future}
