"""A staff file's text as typed cells.

The form's columns, every cell understood, nothing that a spreadsheet would execute.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_pipeline.template import COLUMNS, EXPLANATION_MARK, OPTIONAL, Column, Kind
from data_pipeline.typed import Numbered, typed_cells
from intake.delimited import TextTable
from intake.findings import Finding
from intake.numbers import PERCENT, Mark, NotANumber, decimal_mark, read_number
from intake.workbook import read_table

FORMULA_STARTS = ("=", "+", "-", "@")


class Percentage(float):
    """A number written with a percent sign: 7.5 for ``7.5%``. What it is in a measure's unit, ``in_unit`` says."""

    def in_unit(self, unit: str) -> float | None:
        """The number in a unit; None for one that holds no percentages."""
        return {PERCENT: float(self), "share": float(self) / 100}.get(unit)


def read_staff_file(path: Path, kind: Kind) -> tuple[list[Numbered], list[Finding], bytes]:
    """The file's rows by the form's columns, all findings, and the file's bytes.

    A cell is None where it is empty, its optional column is absent, or a finding says what is wrong with it: the other
    cells of its row are still checked.

    Raises:
        Refused: the file cannot be opened at all.
    """
    text, findings, content = read_table(path, kind.value)
    columns = {column.name: column for column in (*COLUMNS[kind], *OPTIONAL[kind])}
    findings += _header_faults(text, kind, columns)
    if any(found.row is None or found.row == 1 for found in findings):
        return [], findings, content
    filled = _filled(text)
    marks = {
        name: decimal_mark(cells[name] for _, cells in filled) for name in text.columns if columns[name].type is float
    }
    rows: list[Numbered] = []
    for number, cells in filled:
        values, faults = _row(text.file, number, cells, columns, marks)
        findings += faults
        rows.append((number, values))
    if not rows and not findings:
        findings.append(Finding(text.file, None, None, None, "has no rows", "Fill in the template below its header"))
    return rows, findings, content


def _filled(text: TextTable) -> list[tuple[int, dict[str, str]]]:
    """The rows that hold figures: neither blank nor explanations, blanks around each cell taken away."""
    rows = []
    for number, cells in text.rows:
        trimmed = {name: cell.strip() for name, cell in zip(text.columns, cells, strict=True)}
        if any(trimmed.values()) and not cells[0].lstrip().startswith(EXPLANATION_MARK):
            rows.append((number, trimmed))
    return rows


def _row(
    file: str,
    number: int,
    cells: Mapping[str, str],
    columns: Mapping[str, Column],
    marks: Mapping[str, Mark | None],
) -> tuple[dict[str, Any], list[Finding]]:
    kinds = {name: columns[name].type for name in cells}
    numbers = {name: cell for name, cell in cells.items() if kinds[name] is float}
    others = {name: cell for name, cell in cells.items() if name not in numbers}
    values, faults = typed_cells(file, number, others, kinds)
    for name, cell in numbers.items():
        try:
            values[name] = _number(cell, marks[name]) if cell else None
        except NotANumber as error:
            faults.append(Finding(file, number, name, cell, error.rule, error.repair))
    for name, cell in cells.items():
        if not cell and columns[name].required:
            faults.append(Finding(file, number, name, "", "is empty", f"Fill in: {columns[name].wants}"))
        if kinds[name] is str and cell.startswith(FORMULA_STARTS):
            repair = "Start the text with a letter or a digit: a spreadsheet could run it as a formula"
            faults.append(Finding(file, number, name, cell, "looks like a formula", repair))
    at_fault = (fault.column for fault in faults if fault.column)
    return {**dict.fromkeys(columns), **values, **dict.fromkeys(at_fault)}, faults


def _number(cell: str, mark: Mark | None) -> float:
    return Percentage(read_number(cell, mark, PERCENT)) if cell.endswith("%") else read_number(cell, mark)


def _header_faults(text: TextTable, kind: Kind, columns: Mapping[str, Column]) -> list[Finding]:
    if not text.columns:
        return []
    wanted = [column.name for column in COLUMNS[kind]]
    listing = f"The columns are: {', '.join(wanted)} (.venv/bin/dashboards data template {kind})"
    missing = [name for name in wanted if name not in text.columns and columns[name].required]
    unknown = [name for name in text.columns if name and name not in columns]
    faults = [Finding(text.file, 1, name, None, "is missing from the header", listing) for name in missing]
    return faults + [Finding(text.file, 1, name, None, "is not a column of the form", listing) for name in unknown]
