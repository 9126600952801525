"""The attacker: what somebody who adds up everything published can say about each hidden count.

Every hidden count is an unknown whole number; every total, funnel and overlap is an equation. For each unknown the least
and the greatest value that satisfy all equations at once are found by integer programming (HiGHS, through scipy); an
unknown in one equation only needs no program. What the attacker knows besides: counts are whole and not negative, and in
a table that shows some of its cells a hidden one is not zero, for zeros are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from walks.disclosure.frame import Frame
from walks.disclosure.profile import Profile

# Stands for "no upper limit is known": far above any walk, far below where the solver's tolerance tells.
NO_LIMIT = 100_000


class Contradiction(ValueError):
    """No true counts can lie behind what was published: the tables do not fit together."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and greatest value a hidden count can have; ``high`` is None where nothing limits it."""

    low: int
    high: int | None

    @property
    def values(self) -> float:
        """How many whole numbers it holds; infinite without an upper limit."""
        return float("inf") if self.high is None else self.high - self.low + 1

    def pins_a_small_count(self, profile: Profile) -> bool:
        """Whether too few values are left and one of them is a small count."""
        reaches_small = self.low < profile.threshold and (self.high is None or self.high >= 1)
        return reaches_small and self.values < profile.least_values


@dataclass(frozen=True, slots=True)
class _Equation:
    terms: tuple[tuple[str, int], ...]
    right: int


def intervals(
    frame: Frame,
    shown: Mapping[str, int],
    least: int = 1,
    assumed: Mapping[str, int] | None = None,
    only: Collection[str] | None = None,
) -> dict[str, Interval]:
    """Find the interval of every count that is not shown.

    Args:
        frame: How the quantities hang together.
        shown: The published counts by key; every other key of the frame is hidden.
        least: What the attacker takes as the least value of a hidden cell in a table that shows other cells.
        assumed: Hidden counts the attacker believes to know (from another release) by key.
        only: Keys to find, when not all are wanted: what does not hang together with them is then not looked at.

    Returns:
        By key. Unpublished differences are unknowns too: ``later < earlier`` for a funnel's consecutive stages, and
        ``repeats of unique`` for an overlap.

    Raises:
        Contradiction: No counts satisfy everything.
    """
    given = {**(assumed or {}), **shown}
    equations = [_with(given, equation) for equation in _equations(frame)]
    if any(not equation.terms and equation.right for equation in equations):
        raise Contradiction("published counts do not add up: check totals and the order of the stages")
    names = sorted({name for equation in equations for name, _ in equation.terms})
    lows = _least_values(frame, given, least, names)
    return _solve([equation for equation in equations if equation.terms], names, lows, only)


def difference_key(later: str, earlier: str) -> str:
    """Name the unpublished difference between two stages of a funnel."""
    return f"{later} < {earlier}"


def behind(frame: Frame) -> dict[str, frozenset[str]]:
    """Give, for every unpublished difference of the frame, the keys it is worked out from."""
    keys = frame.keys()
    found: dict[str, frozenset[str]] = {}
    for equation in _equations(frame):
        names = frozenset(name for name, _ in equation.terms)
        found.update((name, names & keys) for name in names - keys)
    return found


def _equations(frame: Frame) -> Iterable[_Equation]:
    for total in frame.sums:
        yield _Equation(((total.whole, 1), *((part, -1) for part in total.parts)), 0)
    for chain in frame.chains:
        for earlier, later in pairwise(chain.keys):
            yield _Equation(((earlier, 1), (later, -1), (difference_key(later, earlier), -1)), 0)
    for overlap in frame.overlaps:
        parts = tuple((part, 1) for part in overlap.parts)
        yield _Equation((*parts, (overlap.unique, -1), (f"repeats of {overlap.unique}", -1)), 0)
        for part in overlap.parts:
            yield _Equation(((overlap.unique, 1), (part, -1), (f"{overlap.unique} without {part}", -1)), 0)


def _with(given: Mapping[str, int], equation: _Equation) -> _Equation:
    left = tuple((name, sign) for name, sign in equation.terms if name not in given)
    right = equation.right - sum(sign * given[name] for name, sign in equation.terms if name in given)
    if len(left) == 1 and left[0][1] * right < 0:
        raise Contradiction(f"published counts do not fit: {left[0][0]} would be negative")
    return _Equation(left, right)


def _least_values(frame: Frame, given: Mapping[str, int], least: int, names: Iterable[str]) -> dict[str, int]:
    in_chains = {key for chain in frame.chains for key in chain.keys}
    lows = dict.fromkeys(names, 0)
    for total in frame.sums:
        hidden = [part for part in total.parts if part not in given]
        if len(hidden) < len(total.parts):
            lows.update((part, least) for part in hidden if part not in in_chains)
    return lows


def _solve(
    equations: list[_Equation], names: list[str], lows: dict[str, int], only: Collection[str] | None
) -> dict[str, Interval]:
    index = {name: position for position, name in enumerate(names)}
    rows = [row for row, equation in enumerate(equations) for _ in equation.terms]
    columns = [index[name] for equation in equations for name, _ in equation.terms]
    found: dict[str, Interval] = {}
    linked: list[_Equation] = []
    groups: list[list[str]] = []
    for group in _components(rows, columns, len(equations), len(names)):
        members = [equations[row] for row in group]
        wanted = sorted({name for one in members for name, _ in one.terms if only is None or name in only})
        if wanted and len(members) == 1:
            found.update(_one_equation(members[0], lows))
        elif wanted:
            linked += members
            groups.append(wanted)
    return found | (_program(linked, groups, lows) if groups else {})


def _components(rows: list[int], columns: list[int], equations: int, unknowns: int) -> list[list[int]]:
    size = equations + unknowns
    ends = (np.array(rows, dtype=int), equations + np.array(columns, dtype=int))
    graph = coo_matrix((np.ones(len(rows)), ends), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, list[int]] = {}
    for row in range(equations):
        groups.setdefault(int(labels[row]), []).append(row)
    return list(groups.values())


def _one_equation(equation: _Equation, lows: Mapping[str, int]) -> dict[str, Interval]:
    """Bounds of each term of ``sum(sign * x) = right`` with x at or above its low and no upper limit."""
    found = {}
    for name, sign in equation.terms:
        others = [(other, other_sign * sign) for other, other_sign in equation.terms if other != name]
        right = equation.right * sign
        # x = right - sum(same sign) + sum(other sign): the first kind limits it above, the second lifts it without limit
        above = right - sum(lows[other] for other, same in others if same > 0)
        lifted = any(same < 0 for _, same in others)
        floor = right + sum(lows[other] for other, same in others if same < 0)
        limited_below = all(same < 0 for _, same in others)
        low = max(lows[name], floor) if limited_below else lows[name]
        high = None if lifted else above
        if high is not None and high < low:
            raise Contradiction(f"published counts do not fit: nothing is left for {name}")
        found[name] = Interval(low, high)
    return found


def _program(equations: list[_Equation], groups: list[list[str]], lows: Mapping[str, int]) -> dict[str, Interval]:
    """Solve all groups side by side: they share no equation, so one objective finds one bound in every group.

    ``groups`` are the names wanted, together for each set of equations that share an unknown.
    """
    names = sorted({name for equation in equations for name, _ in equation.terms})
    index = {name: position for position, name in enumerate(names)}
    signs = np.array([float(sign) for equation in equations for _, sign in equation.terms])
    rows = np.array([row for row, equation in enumerate(equations) for _ in equation.terms], dtype=int)
    columns = np.array([index[name] for equation in equations for name, _ in equation.terms], dtype=int)
    matrix = coo_matrix((signs, (rows, columns)), shape=(len(equations), len(names))).tocsr()
    right = np.array([equation.right for equation in equations], dtype=float)
    exactly = LinearConstraint(matrix, right, right)
    bounds = Bounds(np.array([float(lows[name]) for name in names]), np.full(len(names), float(NO_LIMIT)))
    found = {}
    for turn in range(max(map(len, groups))):
        targets = [group[turn] for group in groups if turn < len(group)]
        objective = np.zeros(len(names))
        objective[[index[name] for name in targets]] = 1.0
        least, most = _extreme(objective, exactly, bounds), _extreme(-objective, exactly, bounds)
        for name in targets:
            high = round(most[index[name]])
            found[name] = Interval(round(least[index[name]]), None if high >= NO_LIMIT // 2 else high)
    return found


def _extreme(objective: np.ndarray, exactly: LinearConstraint, bounds: Bounds) -> np.ndarray:
    result = milp(
        objective,
        constraints=exactly,
        bounds=bounds,
        integrality=np.ones(len(objective), dtype=int),
        options={"mip_rel_gap": 0.0},
    )
    if result.x is None:
        raise Contradiction("published counts do not fit together: no true counts can lie behind them")
    return np.asarray(result.x)
