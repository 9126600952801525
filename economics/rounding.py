"""Rounding as people do it, for every number that is shown: halves go away from zero (30.5 -> 31, 0.25 -> 0.3).

Python's ``round`` and formats take halves to the even neighbor, and take 2.675 for the slightly smaller number it is in
binary. Here a number is taken as it is written, to 14 digits, so that the noise of arithmetic (28.499999999999996) does not
show either.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

DIGITS = 14
EXACT_BELOW = 1e15
"""Beyond it a float has no decimals to round."""


def half_up(value: float, decimals: int = 0) -> float:
    """Round to ``decimals`` decimals, half away from zero; what is not finite stays as it is."""
    if not isfinite(value) or abs(value) >= EXACT_BELOW:
        return float(value)
    written = Decimal(f"{value:.{DIGITS}g}")
    # + 0.0: a rounded "minus nothing" is nothing
    return float(written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def whole(value: float) -> int:
    """Round to a whole number, half away from zero."""
    return int(half_up(value))
