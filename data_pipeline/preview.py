"""What loading a staff file would do, figure by figure, before anything is written: the person who loads it decides."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table

from data_pipeline.staff_rows import Draft
from data_pipeline.typed import Numbered
from database.preference import SAME_THING, rank
from database.staff import Names, earlier_figures, latest_load, others_of, series_of

STAFF_LOAD = 10**9
"""The number a load has while it is only looked at: later than every load there is."""


class Effect(StrEnum):
    """What a figure does to those that are loaded."""

    NEW = "new"
    CHANGES = "changes"
    CONTRADICTS = "contradicts another source"
    AGREES = "agrees with another source"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the file.

    Attributes:
        row: Its row in the file.
        effect: What it does.
        what: Place or district, measure and period in words.
        value: The figure with its unit.
        old: The figure it replaces; empty where it replaces none.
        beside: The figures it contradicts or agrees with, each with its source.
        contradicts: Whether another source has another figure; a correction can contradict one, too.
        leads: Which figure pages lead with afterwards; empty where it is the only one.
        size: The difference as a share of the larger figure, 0 to 1; 0 where there is nothing to compare with.
        doubts: Why somebody should look at it again.
    """

    row: int
    effect: Effect
    what: str
    value: str
    old: str
    beside: tuple[str, ...]
    contradicts: bool
    leads: str
    size: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. ``sha256`` and ``latest`` name the file and the database it was made of.

    ``lines`` are sorted by the size of the change, the largest first. ``unchanged`` counts rows that stand already.
    """

    lines: tuple[Line, ...]
    unchanged: int
    sha256: str
    latest: int

    def number_of(self, effect: Effect) -> int:
        """How many figures have this effect."""
        return sum(line.effect is effect for line in self.lines)

    @property
    def doubtful(self) -> int:
        """How many figures are doubtful."""
        return sum(bool(line.doubts) for line in self.lines)


def preview_of(
    connection: Connection, result: Draft, table: Table, corrections: Sequence[tuple[Numbered, Any]], content: bytes
) -> Preview:
    """The preview of rows to write, each with the standing rows it would correct.

    Args:
        connection: Reads only.
        result: The file's rows, without faults.
        table: The table of the rows.
        corrections: Each row that is not loaded yet, and what it corrects.
        content: The bytes of the file.
    """
    looked = _Look(connection, result, table, [row for row, _ in corrections])
    lines = [looked.line(number, row, replaced) for (number, row), replaced in corrections]
    lines.sort(key=lambda line: (-line.size, line.row))
    unchanged = len({number for number, _ in result.rows}) - len(lines)
    return Preview(tuple(lines), unchanged, hashlib.sha256(content).hexdigest(), latest_load(connection))


class _Look:
    """What the lines of one file need."""

    def __init__(self, connection: Connection, result: Draft, table: Table, rows: Sequence[Numbered]) -> None:
        self._connection, self._result, self._table, self._rows = connection, result, table, rows
        self._names = Names.of(connection)
        self._earlier = earlier_figures(connection, table, (row for _, row in rows))

    def line(self, number: int, row: Mapping[str, Any], replaced: Sequence[Mapping[str, Any]]) -> Line:
        others = self._others(number, row)
        unit = self._unit(row)
        differing = [each for each in others if each["value"] != row["value"]]
        effect = Effect.NEW
        if replaced:
            effect = Effect.CHANGES
        elif others:
            effect = Effect.CONTRADICTS if differing else Effect.AGREES
        shown = [f"{_words(each['value'], unit, row['value'])} in {each['source']}" for each in differing or others]
        return Line(
            row=number,
            effect=effect,
            what=self._what(row),
            value=_words(row["value"], unit),
            old=" and ".join(_words(each["value"], unit, row["value"]) for each in replaced),
            beside=tuple(shown),
            contradicts=bool(differing),
            leads=self._leads(number, row, others, unit),
            size=self._size(row, [*replaced, *differing]),
            doubts=tuple(each.rule for each in self._result.doubts if each.row == number),
        )

    def _others(self, number: int, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Figures of the same thing from other sources: those that stand, and those of the same file."""
        same = [
            {**each, "source": f"row {other} of this file", "load_id": STAFF_LOAD, "id": other}
            for other, each in self._rows
            if other != number and all(each[name] == row[name] for name in SAME_THING[self._table])
        ]
        return [*others_of(self._connection, self._table, row), *same]

    def _leads(self, number: int, row: Mapping[str, Any], others: list[Mapping[str, Any]], unit: str) -> str:
        if not others:
            return ""
        mine = {**row, "load_id": STAFF_LOAD, "id": number}
        best = max([mine, *others], key=rank)
        if best is mine:
            return f"pages lead with {_words(row['value'], unit)} of this file"
        why = ", which has an interval" if best.get("low") is not None and row.get("low") is None else ""
        return f"pages go on leading with {_words(best['value'], unit, row['value'])}{why}"

    def _size(self, row: Mapping[str, Any], beside: Sequence[Mapping[str, Any]]) -> float:
        if row["value"] is None:
            return 0.0
        values = [each["value"] for each in beside if each["value"] is not None]
        nearest = self._earlier.nearest(*series_of(self._table, row))
        if not values and nearest is not None:
            values = [nearest.value]
        return max((_share(row["value"], value) for value in values), default=0.0)

    def _unit(self, row: Mapping[str, Any]) -> str:
        measure = row.get("measure_id")
        defined = self._result.measures.get(measure or "", {}).get("unit")
        return str(row.get("unit") or defined or self._names.units.get(measure or "", ""))

    def _what(self, row: Mapping[str, Any]) -> str:
        measure, owner, year = series_of(self._table, row)
        period = row.get("period_label") or f"edition {year}"
        name = self._names.measures.get(measure, measure.replace("_", " "))
        return f"{self._names.owners.get(owner, owner)}, {name}, {period}"


def _share(value: float, before: float) -> float:
    largest = max(abs(value), abs(before))
    return abs(value - before) / largest if largest else 0.0


def _words(value: float | None, unit: str, beside: float | None = None) -> str:
    """A figure as a person reads it; beside another one it is rounded where the two stay apart."""
    if value is None:
        return "no value"
    if beside is not None and round(value, 4) != round(beside, 4):
        value = round(value, 4)
    if unit in ("percent", "share"):
        return f"{round(value * (100 if unit == 'share' else 1), 10):.12g}%"
    return f"{value:,.15g} {unit}".strip()


def preview_lines(found: Preview) -> list[str]:
    """The preview as lines of text."""
    lines = []
    for each in found.lines:
        beside = f" ({'; '.join(each.beside)})" if each.beside else ""
        old = f"{each.old} -> " if each.old else ""
        lines.append(f"Row {each.row}: {each.what}: {old}{each.value}, {each.effect}{beside}")
        lines += [f"    Both stay; {each.leads}"] if each.contradicts else []
        lines += [f"    Doubtful: {rule}" for rule in each.doubts]
    counts = [f"{number} {effect}" for effect in Effect if (number := found.number_of(effect))]
    counts += [f"{found.doubtful} doubtful"] if found.doubtful else []
    counts += [f"{found.unchanged} there already"] if found.unchanged else []
    return [*lines, f"{', '.join(counts)}."]
