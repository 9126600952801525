"""Whether two measures go together across cities, beyond what chance would make: Kendall's rank correlation and its test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import kendalltau

FEWEST = 5
ALPHA = 0.05
EXACT = 33
"""Cities up to which the test is exact (no ties) or by permutation (ties); above, the normal approximation holds."""
PERMUTATIONS = 9_999
SEED = 20_240


@dataclass(frozen=True, slots=True)
class Association:
    """``tau``: Kendall's tau-b, -1 to 1; ``chance``: of a tau at least this far from 0 where nothing goes together; ``cities``."""

    tau: float
    chance: float
    cities: int

    @property
    def shown(self) -> bool:
        """Whether one may say that the two go together: at the 5% level, from five cities on."""
        return self.cities >= FEWEST and self.chance <= ALPHA


def association(pairs: Sequence[tuple[float, float]]) -> Association:
    """Kendall's tau-b of pairs of values and its two-sided test; the same pairs always give the same answer."""
    if len(pairs) < FEWEST:
        return Association(0.0, 1.0, len(pairs))
    first, second = (np.asarray(column, dtype=float) for column in zip(*pairs, strict=True))
    if len(set(first)) == 1 or len(set(second)) == 1:
        return Association(0.0, 1.0, len(pairs))
    result = kendalltau(first, second)
    tied = len(set(first)) < len(first) or len(set(second)) < len(second)
    chance = _by_permutation(first, second) if tied and len(pairs) <= EXACT else float(result.pvalue)
    return Association(float(result.statistic), chance, len(pairs))


def _by_permutation(first: np.ndarray, second: np.ndarray) -> float:
    """The share of shuffles that go together at least as strongly, the pairs as they are counted as one of them."""
    ours, others = (np.sign(np.subtract.outer(each, each)) for each in (first, second))
    rng = np.random.default_rng(SEED)
    orders = [rng.permutation(len(first)) for _ in range(PERMUTATIONS)]
    found = abs(float((ours * others).sum()))
    as_strong = sum(abs(float((ours * others[np.ix_(order, order)]).sum())) >= found for order in orders)
    return (1 + as_strong) / (1 + PERMUTATIONS)
