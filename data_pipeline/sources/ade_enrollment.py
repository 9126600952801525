"""October-1 enrollment by district, from the workbooks of the Arizona Department of Education (ADE).

The workbooks differ by year: sheet order, first sheet (a drawing without rows), where preschool stands, what the state row
has for an id (nothing in FY2018, the word Arizona from FY2024). Grade headings are numbers. ``*`` is a hidden count (in
FY2018 a zero too), blank is none. Sheets of one workbook disagree on the state's total: ``state_totals`` reads them all.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import cell_text, id_text, number_of, open_workbook, sheet_rows

SHEET = "LEA by Grade"
SCHOOLS = "School by Grade"
LAST_GRADE = "12"
GRADES = ("PS", "KG", *(str(grade) for grade in range(1, 13)))
HIDDEN = "*"
COLUMNS = (
    "fiscal_year",
    "entity_id",
    "name",
    *(f"grade_{g.lower()}" for g in GRADES),
    "total",
    "status",
    "note",
    "row",
)


def parse(path: Path) -> pd.DataFrame:
    """October-1 enrollment of every district and charter holder in one workbook.

    Returns:
        One row a local education agency: ``fiscal_year`` (int; 2025 is school year 2024-25), ``entity_id`` (ADE, text),
        ``name``, ``grade_ps`` ... ``grade_12`` and ``total`` (students, preschool included; None where hidden or none),
        ``status`` of the total (published | suppressed), ``note``, ``row`` (in the sheet).

    Raises:
        SourceError: no such sheet, a missing heading, or a cell that is neither a count nor a mark.
    """
    workbook = open_workbook(path)
    if SHEET not in workbook.sheet_names:
        raise SourceError(path, f"the sheet {SHEET!r} is missing; sheets: {', '.join(workbook.sheet_names)}")
    header, body = _header_and_body(path, workbook, SHEET)
    rows = [
        _agency(path, header, cells, number)
        for number, cells in body
        if cell_text(cells[header["LEA Name"]]) not in ("", "Arizona")
    ]
    return _without_hidden_twins(pd.DataFrame(rows, columns=list(COLUMNS)))


def schools(path: Path) -> pd.DataFrame:
    """Every school with a grade 12 in one workbook.

    Returns:
        One row a school: ``fiscal_year`` (int), ``district_id`` and ``school_id`` (ADE, text), ``name``, ``grade_12``
        (students; None where hidden), ``status`` (published | suppressed), ``row`` (in the sheet).

    Raises:
        SourceError: no such sheet, a missing heading, or a cell that is neither a count nor a mark.
    """
    workbook = open_workbook(path)
    if SCHOOLS not in workbook.sheet_names:
        raise SourceError(path, f"the sheet {SCHOOLS!r} is missing; sheets: {', '.join(workbook.sheet_names)}")
    header, body = _header_and_body(path, workbook, SCHOOLS)
    for name in ("School Name", "School Entity ID"):
        if name not in header:
            raise SourceError(path, f"the column {name!r} is missing in sheet {SCHOOLS!r}", row=1)
    rows = [
        _school(path, header, cells, number)
        for number, cells in body
        if cell_text(cells[header["LEA Name"]]) not in ("", "Arizona") and cell_text(cells[header[LAST_GRADE]])
    ]
    return pd.DataFrame(rows)


def _school(path: Path, header: dict[str, int], cells: list[object], number: int) -> dict[str, object]:
    count = number_of(path, cells[header[LAST_GRADE]], row=number, column=LAST_GRADE, blank=("", HIDDEN))
    year = number_of(path, cells[header["Fiscal Year"]], row=number, column="Fiscal Year")
    return {
        "fiscal_year": None if year is None else int(year),
        "district_id": id_text(path, cells[header["LEA Entity ID"]], row=number, column="LEA Entity ID"),
        "school_id": id_text(path, cells[header["School Entity ID"]], row=number, column="School Entity ID"),
        "name": cell_text(cells[header["School Name"]]),
        "grade_12": None if count is None else int(count),
        "status": "suppressed" if count is None else "published",
        "row": number,
    }


def state_totals(path: Path) -> pd.DataFrame:
    """What each sheet of the workbook says Arizona's enrollment is.

    Returns:
        One row a sheet with a state row: ``sheet``, ``total`` (students, None where the sheet leaves it blank), ``row``.
    """
    workbook = open_workbook(path)
    found = [_state_total(path, workbook, name) for name in workbook.sheet_names]
    return pd.DataFrame([row for row in found if row is not None], columns=["sheet", "total", "row"])


def _header_and_body(
    path: Path, workbook: CalamineWorkbook, sheet: str
) -> tuple[dict[str, int], list[tuple[int, list[object]]]]:
    rows = sheet_rows(workbook, sheet)
    if not rows:
        raise SourceError(path, f"the sheet {sheet!r} holds no rows")
    header = {cell_text(cell): place for place, cell in enumerate(rows[0]) if cell_text(cell)}
    for name in ("Fiscal Year", "LEA Name", "LEA Entity ID", *GRADES, "Total"):
        if name not in header:
            raise SourceError(path, f"the column {name!r} is missing in sheet {sheet!r}", row=1)
    return header, list(enumerate(rows[1:], start=2))


def _agency(path: Path, header: dict[str, int], cells: list[object], number: int) -> tuple[object, ...]:
    marks = ("", HIDDEN)
    year = number_of(path, cells[header["Fiscal Year"]], row=number, column="Fiscal Year")
    if year is None:
        raise SourceError(path, "the fiscal year is missing", row=number, column="Fiscal Year")
    grades = [number_of(path, cells[header[g]], row=number, column=g, blank=marks) for g in GRADES]
    total = number_of(path, cells[header["Total"]], row=number, column="Total", blank=marks)
    entity = id_text(path, cells[header["LEA Entity ID"]], row=number, column="LEA Entity ID")
    status = "published" if total is not None else "suppressed"
    return (int(year), entity, cell_text(cells[header["LEA Name"]]), *grades, total, status, None, number)


def _without_hidden_twins(table: pd.DataFrame) -> pd.DataFrame:
    """FY2018 lists some agencies twice under two spellings, one row hidden throughout: keep the row that says something."""
    doubled = table["entity_id"].duplicated(keep=False)
    has_total = table.groupby("entity_id")["total"].transform("count") > 0
    twin = doubled & has_total & table["total"].isna()
    kept = table.loc[~twin].copy()
    told = kept["entity_id"].isin(table.loc[twin, "entity_id"])
    kept.loc[told, "note"] = "listed twice in the sheet; the row with every count hidden is left out"
    return kept.reset_index(drop=True)


def _state_total(path: Path, workbook: CalamineWorkbook, sheet: str) -> tuple[str, float | None, int] | None:
    rows = sheet_rows(workbook, sheet)
    header = [cell_text(cell) for cell in rows[0]] if rows else []
    if "Total" not in header or "Fiscal Year" not in header or "Subgroup" in header:
        return None
    for number, cells in enumerate(rows[1:], start=2):
        if cell_text(cells[1]) == "Arizona":
            total = number_of(path, cells[header.index("Total")], row=number, column="Total", blank=("", HIDDEN))
            return sheet, total, number
    return None
