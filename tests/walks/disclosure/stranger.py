"""A second attacker, which shares no code with the product: it reads release files and counts kinds of students.

A kind of student says, for each walk, how far a student came: not listed, listed, verified, and from there how far at
the door and how far at school. The unknowns are how many students there are of each kind; every published count is a sum
of them. So every fact about sets of students holds without being named: chains, unions, repeats, differences over time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

DOORS = ("verified", "attempted", "contacted", "agreed")
SCHOOL = (
    "verified",
    "re-enrolled",
    "stayed 10 school days",
    "enrolled on day 30",
    "enrolled on day 60",
    "enrolled on day 90",
    "enrolled at the end of the semester",
    "enrolled at the end of the year",
    "graduated",
)
BOTH, OTHERS = "re-enrolled, had agreed", "re-enrolled, others"
State = tuple[int, int] | None  # how far at the door and at school; None: not listed; (-1, -1): listed, not verified
Kind = tuple[State, ...]


@dataclass(frozen=True)
class Leak:
    release: int
    key: str
    low: int
    high: int


def is_in(state: State, stage: str) -> bool:
    if state is None:
        return False
    door, school = state
    if stage == "listed":
        return True
    if stage == BOTH:
        return door == len(DOORS) - 1 and school >= 1
    return school >= SCHOOL.index(stage) if stage in SCHOOL else door >= DOORS.index(stage)


class Stranger:
    """Reads the releases of one district, oldest first; ``whole``: solve in whole numbers, not in fractions."""

    def __init__(
        self, files: Sequence[bytes], *, whole: bool = False, ranges: Mapping[str, tuple[int, int]] | None = None
    ) -> None:
        """``ranges``: what pages say besides, between which counts some hidden ones of the last release lie."""
        self.ranges = ranges or {}
        self.releases = [json.loads(data) for data in files]
        self.whole = whole
        self.walks = sorted({f"{one['day']} {one['organizer']}" for each in self.releases for one in each["walks"]})
        self.shown, self.hidden = [], []
        for release in self.releases:
            cells = {
                cell["key"]: cell["shown"]
                for table in release["tables"]
                for cell in [*table["cells"], *([table["total"]] if table["total"] else [])]
            }
            self.shown.append({key: value for key, value in cells.items() if isinstance(value, int)})
            self.hidden.append([key for key, value in cells.items() if value == "*"])

    def leaks(self) -> list[Leak]:
        """Hidden counts with fewer than five possible values, some of them small."""
        deep = len(self.walks) > 2
        views: list[tuple[int, int]] = [(len(DOORS), 2), (1, len(SCHOOL))] if deep else [(len(DOORS), len(SCHOOL))]
        found: dict[tuple[int, str], Leak] = {}
        for doors, school in views:
            for leak in self._seen_through(doors, school):
                found[leak.release, leak.key] = leak
        return list(found.values())

    def _require_what_is_said(self, view: _View) -> None:
        for number, shown in enumerate(self.shown):
            for key, count in shown.items():
                row = view.row_of(key, number)
                if row is not None:
                    view.require(row, count, count)
        for key, (low, high) in self.ranges.items():
            row = view.row_of(key, len(self.releases) - 1)
            if row is not None:
                view.require(row, low, high)

    def _seen_through(self, doors: int, school: int) -> list[Leak]:
        view = _View(self, doors, school)
        targets = [
            (number, key, row)
            for number, keys in enumerate(self.hidden)
            for key in keys
            for row in [view.row_of(key, number)]
            if row is not None
        ]
        self._require_what_is_said(view)
        if len(self.releases) == 1:
            view.tie_groups(self.releases[0]["tables"])
        found: list[Leak] = []
        for number, key, row in targets if view.limits else []:
            if view.is_seen_open(row):
                continue
            least, most = view.least(row), view.least(-row)
            if least is None or most is None:
                return []  # the releases do not fit together: nothing is learned so
            low, high = math.ceil(least - 1e-6), math.floor(-most + 1e-6)
            if low <= 10 and high >= 1 and high - low < 4:
                found.append(Leak(number, key, low, high))
        return found

    def set_of(self, key: str, release: int) -> Callable[[Kind], bool] | None:
        """Whether a kind of student is in a count; None for a group of all walks, of which kinds say nothing."""
        name, _, stage = key.rpartition("/")
        if name in self.walks:
            place = self.walks.index(name)
            if stage == OTHERS:
                return lambda kind: is_in(kind[place], "re-enrolled") and not is_in(kind[place], BOTH)
            return lambda kind: is_in(kind[place], stage)
        if name != "all walks":
            return None
        covered = {f"{one['day']} {one['organizer']}" for one in self.releases[release]["walks"]}
        places = [place for place, walk in enumerate(self.walks) if walk in covered]

        def anywhere(kind: Kind, stage: str) -> bool:
            return any(is_in(kind[place], stage) for place in places)

        if stage == OTHERS:
            return lambda kind: anywhere(kind, "re-enrolled") and not anywhere(kind, BOTH)
        return lambda kind: anywhere(kind, stage)


class _View:
    """The kinds of students that a set of stages tells apart, and what is required of their numbers."""

    def __init__(self, stranger: Stranger, doors: int, school: int) -> None:
        self.stranger, self.doors, self.school = stranger, doors, school
        states: list[State] = [None, (-1, -1), *product(range(doors), range(school))]
        self.kinds = [kind for kind in product(states, repeat=len(stranger.walks)) if any(kind)]
        keys = {key for one in (*stranger.shown, *stranger.hidden) for key in one}
        groups = sorted(key for key in keys if stranger.set_of(key, 0) is None)
        self.columns = {key: len(self.kinds) + place for place, key in enumerate(groups)}
        self.size = len(self.kinds) + len(groups)
        self.rows: list[csr_matrix] = []
        self.limits: list[tuple[float, float]] = []
        self.solutions: list[np.ndarray] = []

    def row_of(self, key: str, release: int) -> np.ndarray | None:
        """The kinds a count is the sum of; None where this view does not tell its stage apart."""
        belongs = self.stranger.set_of(key, release)
        row = np.zeros(self.size)
        if belongs is None:
            row[self.columns[key]] = 1
            return row
        if self._is_beyond(key.rsplit("/", 1)[1]):
            return None
        row[: len(self.kinds)] = [float(belongs(kind)) for kind in self.kinds]
        return row

    def _is_beyond(self, stage: str) -> bool:
        if stage in (BOTH, OTHERS):
            return self.doors == 1
        return (stage in DOORS and DOORS.index(stage) >= self.doors) or (
            stage in SCHOOL and SCHOOL.index(stage) >= self.school
        )

    def require(self, row: np.ndarray, least: float, most: float) -> None:
        self.rows.append(csr_matrix(row))
        self.limits.append((least - 1e-9, most + 1e-9))

    def tie_groups(self, tables: Sequence[Mapping[str, Any]]) -> None:
        """Groups add up to all; in each the re-enrolled are some of the listed."""
        for table in tables:
            keys = [cell["key"] for cell in table["cells"]]
            if not keys or not self.columns.keys() >= set(keys):
                continue
            rows = [row for key in keys for row in [self.row_of(key, 0)] if row is not None]
            total = self.row_of(table["total"]["key"], 0) if table["total"] else None
            if total is not None:
                self.require(total - sum(rows), 0, 0)
            elif not table["total"]:
                self.require(rows[0] - rows[1], 0, np.inf)

    def least(self, objective: np.ndarray) -> float | None:
        low, high = zip(*self.limits, strict=True)
        constraint = LinearConstraint(vstack(self.rows), np.array(low), np.array(high))
        whole = np.full(self.size, int(self.stranger.whole))
        result = milp(objective, constraints=constraint, bounds=Bounds(0, 100_000), integrality=whole)
        if result.x is None:
            return None
        self.solutions.append(result.x)
        return float(result.fun)

    def is_seen_open(self, row: np.ndarray) -> bool:
        """Whether the solutions found so far show that a count has five values or more."""
        values = [float(row @ one) for one in self.solutions]
        return bool(values) and max(values) - min(values) >= 4 + 1e-6
