"""From text to typed values, by the columns of a table: each cell is understood exactly or reported."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table

from database.contents import catalog_columns
from intake.delimited import TextTable
from intake.findings import Finding

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ufffd]")

Numbered = tuple[int, dict[str, Any]]
"""A row: its spreadsheet number and its values by column (None for a missing one)."""


class Misunderstood(ValueError):
    """A cell is not of its column's type; carries the rule and the likely repair."""

    def __init__(self, rule: str, repair: str) -> None:
        """``rule`` is what the cell should be, ``repair`` what to do."""
        super().__init__(rule)
        self.rule = rule
        self.repair = repair


def typed_rows(text: TextTable, table: Table) -> tuple[list[Numbered], list[Finding]]:
    """The rows of a catalog table; a row with a cell that is not understood is left out and each such cell reported."""
    findings = _column_faults(text, catalog_columns(table))
    if findings:
        return [], findings
    kinds = {name: table.columns[name].type.python_type for name in text.columns}
    rows: list[Numbered] = []
    for number, cells in text.rows:
        values, faults = typed_cells(text.file, number, dict(zip(text.columns, cells, strict=True)), kinds)
        findings += faults
        if not faults:
            rows.append((number, values))
    return rows, findings


def typed_cells(
    file: str, row: int, cells: Mapping[str, str], kinds: Mapping[str, type]
) -> tuple[dict[str, Any], list[Finding]]:
    """The values of one row's cells, by the Python type of each column; faults are reported, not raised."""
    values: dict[str, Any] = {}
    faults: list[Finding] = []
    for column, cell in cells.items():
        try:
            values[column] = PARSERS[kinds[column]](cell) if cell else None
        except Misunderstood as error:
            faults.append(Finding(file, row, column, cell, error.rule, error.repair))
    return values, faults


def integer(cell: str) -> int:
    """A whole number written plainly."""
    if not INTEGER.fullmatch(cell):
        repair = "Write only digits, such as 2012: no point, comma, unit or leading zero"
        raise Misunderstood("is not a whole number", repair)
    return int(cell)


def number(cell: str) -> float:
    """A finite number written plainly."""
    value = float(cell) if NUMBER.fullmatch(cell) else math.nan
    if not math.isfinite(value):
        repair = (
            "Write a plain number such as 421280 or 19.5: no commas, $ or %; leave the cell empty if there is no value"
        )
        raise Misunderstood("is not a finite number", repair)
    return value


def boolean(cell: str) -> bool:
    """``true`` or ``false``."""
    if cell not in {"true", "false"}:
        raise Misunderstood("is neither true nor false", "Write true or false in small letters")
    return cell == "true"


def words(cell: str) -> str:
    """Text as it is; control characters and space around it are refused, for they hide in comparisons."""
    if cell != cell.strip():
        raise Misunderstood("has space before or after it", "Delete the space")
    if CONTROL.search(cell):
        raise Misunderstood("holds a control or replacement character", "Type the text again")
    return cell


PARSERS: dict[type, Callable[[str], Any]] = {int: integer, float: number, bool: boolean, str: words}


def _column_faults(text: TextTable, wanted: tuple[str, ...]) -> list[Finding]:
    if not text.columns:
        return []
    missing = [name for name in wanted if name not in text.columns]
    unknown = [name for name in text.columns if name not in wanted]
    listing = f"The columns are: {', '.join(wanted)}"
    faults = [Finding(text.file, 1, name, None, "is missing from the header", listing) for name in missing]
    return faults + [Finding(text.file, 1, name, None, "is not a column of this table", listing) for name in unknown]
