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
from intake.workbook import read_table

FORMULA_STARTS = ("=", "+", "-", "@")


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
    rows: list[Numbered] = []
    for number, cells in text.rows:
        trimmed = {name: cell.strip() for name, cell in zip(text.columns, cells, strict=True)}
        if cells[0].lstrip().startswith(EXPLANATION_MARK) or not any(trimmed.values()):
            continue
        values, faults = _row(text.file, number, trimmed, columns)
        findings += faults
        rows.append((number, values))
    if not rows and not findings:
        findings.append(Finding(text.file, None, None, None, "has no rows", "Fill in the template below its header"))
    return rows, findings, content


def _row(
    file: str, number: int, cells: Mapping[str, str], columns: Mapping[str, Column]
) -> tuple[dict[str, Any], list[Finding]]:
    kinds = {name: columns[name].type for name in cells}
    values, faults = typed_cells(file, number, cells, kinds)
    for name, cell in cells.items():
        if not cell and columns[name].required:
            faults.append(Finding(file, number, name, "", "is empty", f"Fill in: {columns[name].wants}"))
        if kinds[name] is str and cell.startswith(FORMULA_STARTS):
            repair = "Start the text with a letter or a digit: a spreadsheet could run it as a formula"
            faults.append(Finding(file, number, name, cell, "looks like a formula", repair))
    at_fault = (fault.column for fault in faults if fault.column)
    return {**dict.fromkeys(columns), **values, **dict.fromkeys(at_fault)}, faults


def _header_faults(text: TextTable, kind: Kind, columns: Mapping[str, Column]) -> list[Finding]:
    if not text.columns:
        return []
    wanted = [column.name for column in COLUMNS[kind]]
    listing = f"The columns are: {', '.join(wanted)} (python -m data_pipeline template {kind})"
    missing = [name for name in wanted if name not in text.columns and columns[name].required]
    unknown = [name for name in text.columns if name and name not in columns]
    faults = [Finding(text.file, 1, name, None, "is missing from the header", listing) for name in missing]
    return faults + [Finding(text.file, 1, name, None, "is not a column of the form", listing) for name in unknown]
