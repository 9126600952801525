"""Whole numbers of which only linear facts are known, and the least and greatest each can be (HiGHS).

The linear relaxation is solved first, from where the last solution stood; where its solution is not whole, the integer
program is solved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import highspy
import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from walks.disclosure.facts import Fact
from walks.disclosure.watch import OutOfTime, Watch

# Stands for "no upper limit is known": far above any walk, far below where the solver's tolerance tells.
NO_LIMIT = 100_000
WHOLE = 1e-5
Values = np.ndarray


class _Quiet(highspy.Highs):
    """The solver without its banner and without callbacks, which would print it: standard output is for answers."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)


class Contradiction(ValueError):
    """No true counts can lie behind what was published: the tables do not fit together."""


class Unknowns:
    """The unknowns of a set of facts. Two names that a fact says are equal are one unknown.

    Attributes:
        names: Of the unknowns, in the order of ``Values``.
        groups: Places of unknowns that hang together, group by group.
    """

    def __init__(self, facts: Iterable[Fact], given: Mapping[str, int], watch: Watch) -> None:
        """``given``: known counts by name.

        Raises:
            Contradiction: A fact among known counts does not hold.
        """
        self._watch = watch
        facts = list(facts)
        self._same = _same(facts)
        known = self._known_counts = self._known(given)
        reduced = {fact for fact in (self._reduced(fact, known) for fact in facts) if fact is not None}
        rows = sorted(reduced, key=lambda fact: (fact.terms, fact.low or 0))
        self.names = sorted({name for fact in rows for name, _ in fact.terms})
        self._place = {name: place for place, name in enumerate(self.names)}
        self._rows = rows
        self.groups = self._grouped() if rows else []
        self._program = self._passed(_Quiet(), whole=False)
        self._whole: highspy.Highs | None = None
        self._fixed: dict[int, int] = {}

    def place(self, name: str) -> int | None:
        """Give the place of a name's unknown; None where its count is given or nothing is known of it."""
        return self._place.get(self._same.get(name, name))

    def given(self, name: str) -> int | None:
        """Give the known count of a name, its own or that of one it equals."""
        return self._known_counts.get(self._same.get(name, name))

    def fix(self, place: int, value: int) -> None:
        """Take an unknown as known until ``free``."""
        self._fixed[place] = value
        self._bound(place, value, value)

    def free(self, place: int) -> None:
        """Take a fixed unknown as unknown again."""
        self._fixed.pop(place, None)
        self._bound(place, 0, NO_LIMIT)

    def extreme(self, places: Collection[int], *, most: bool) -> Values:
        """Find counts for which the sum over ``places`` is least, or most.

        Raises:
            Contradiction: No counts satisfy every fact.
            OutOfTime: The watch ran out.
        """
        found = self._solved(self._program, places, most)
        if np.abs(found - np.round(found)).max(initial=0.0) > WHOLE:
            if self._whole is None:
                self._whole = self._passed(_Quiet(), whole=True)
                for place, value in self._fixed.items():
                    self._whole.changeColBounds(place, float(value), float(value))
            found = self._solved(self._whole, places, most)
        return np.round(found)

    def _known(self, given: Mapping[str, int]) -> dict[str, int]:
        known: dict[str, int] = {}
        for name, count in given.items():
            if known.setdefault(self._same.get(name, name), count) != count:
                raise Contradiction(f"published counts do not fit: {name} has two")
        return known

    def _reduced(self, fact: Fact, known: Mapping[str, int]) -> Fact | None:
        """Put known counts in; None where no unknown is left."""
        terms: dict[str, int] = {}
        done = 0
        for name, sign in fact.terms:
            one = self._same.get(name, name)
            if one in known:
                done += sign * known[one]
            else:
                terms[one] = terms.get(one, 0) + sign
        left = tuple(sorted((name, sign) for name, sign in terms.items() if sign))
        low = None if fact.low is None else fact.low - done
        high = None if fact.high is None else fact.high - done
        if left:
            return Fact(left, low, high)
        if (low is not None and low > 0) or (high is not None and high < 0):
            raise Contradiction("published counts do not add up: check totals and the order of the stages")
        return None

    def _grouped(self) -> list[list[int]]:
        rows, columns, _ = self._entries()
        size = len(self._rows) + len(self.names)
        graph = coo_matrix((np.ones(len(rows)), (rows, columns + len(self._rows))), shape=(size, size))
        _, labels = connected_components(graph, directed=False)
        groups: dict[int, list[int]] = {}
        for place in range(len(self.names)):
            groups.setdefault(int(labels[len(self._rows) + place]), []).append(place)
        return list(groups.values())

    def _entries(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts = [len(fact.terms) for fact in self._rows]
        rows = np.repeat(np.arange(len(self._rows)), counts)
        columns = np.array([self._place[name] for fact in self._rows for name, _ in fact.terms], dtype=np.int32)
        signs = np.array([sign for fact in self._rows for _, sign in fact.terms], dtype=float)
        return rows, columns, signs

    def _passed(self, solver: highspy.Highs, *, whole: bool) -> highspy.Highs:
        rows, columns, signs = self._entries()
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.names), len(self._rows)
        program.col_cost_ = np.zeros(len(self.names))
        program.col_lower_ = np.zeros(len(self.names))
        program.col_upper_ = np.full(len(self.names), float(NO_LIMIT))
        limits = [(fact.low, fact.high) for fact in self._rows]
        program.row_lower_ = np.array([-highspy.kHighsInf if low is None else float(low) for low, _ in limits])
        program.row_upper_ = np.array([highspy.kHighsInf if high is None else float(high) for _, high in limits])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = np.searchsorted(rows, np.arange(len(self._rows) + 1))
        program.a_matrix_.start_ = starts.astype(np.int32)
        program.a_matrix_.index_ = columns
        program.a_matrix_.value_ = signs
        if whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.names)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(program)
        return solver

    def _bound(self, place: int, low: int, high: int) -> None:
        for solver in (self._program, self._whole):
            if solver is not None:
                solver.changeColBounds(place, float(low), float(high))

    def _solved(self, solver: highspy.Highs, places: Collection[int], most: bool) -> Values:
        cost = np.zeros(len(self.names))
        cost[list(places)] = -1.0 if most else 1.0
        solver.setOptionValue("time_limit", solver.getRunTime() + self._watch.left())
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        status = solver.getModelStatus()
        if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            raise Contradiction("published counts do not fit together: no true counts can lie behind them")
        if status != highspy.HighsModelStatus.kOptimal:
            raise OutOfTime("the attack could not be finished")
        return np.asarray(solver.getSolution().col_value)


def _same(facts: Sequence[Fact]) -> dict[str, str]:
    """Name for each name that equals another the one that stands for all of them."""
    found: dict[str, str] = {}

    def stands_for(name: str) -> str:
        while name in found:
            name = found[name]
        return name

    for fact in facts:
        if (fact.low, fact.high) == (0, 0) and sorted(sign for _, sign in fact.terms) == [-1, 1]:
            (one, _), (other, _) = fact.terms
            first, second = stands_for(one), stands_for(other)
            if first != second:
                found[second] = first
    return {name: stands_for(name) for name in found}
