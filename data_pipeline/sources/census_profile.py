"""Profile tables exported by hand from data.census.gov (DP02, DP03, DP04 ...), one sheet a period.

Labels are indented by non-breaking spaces, margins carry ``±``, ``(X)`` means not applicable, headings read
``Phoenix city, Arizona!!Estimate``. Percents are stored as shares in the estimate column and as points in the margin column.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import cell_text, number_of, open_workbook, sheet_rows

SHEET = re.compile(r"ACSDP([15])Y(\d{4})\.(DP\d\d)")
INDENT = 4
MARKS = ("", "(X)", "N", "-", "**", "***", "*****")
CONTROLLED = "*****"  # the estimate is controlled to a total: its margin is 0


def parse(path: Path) -> pd.DataFrame:
    """Every profile table of a workbook.

    Returns:
        One row a line and place: ``table`` (DP04), ``period_start``, ``period_end`` (years), ``place_name``, ``section``,
        ``label``, ``level`` (depth of indent), ``estimate``, ``estimate_margin`` (90 percent), ``percent``,
        ``percent_margin`` (percent, None where not applicable), ``sheet``, ``row``.

    Raises:
        SourceError: no sheet of that kind, headings of another form, or a cell that is neither a number nor a known mark.
    """
    workbook = open_workbook(path)
    rows: list[dict[str, object]] = []
    for name in workbook.sheet_names:
        match = SHEET.fullmatch(name)
        if match is not None:
            rows.extend(_sheet(path, workbook, name, match))
    if not rows:
        raise SourceError(path, "no sheet is named like ACSDP5Y2021.DP04; export the table again as a workbook")
    return pd.DataFrame(rows)


def _sheet(path: Path, workbook: CalamineWorkbook, name: str, match: re.Match[str]) -> list[dict[str, object]]:
    cells = sheet_rows(workbook, name)
    header = [cell_text(cell) for cell in cells[0]]
    place = header[1].partition("!!")[0] if len(header) > 1 else ""
    if len(header) < 5 or not header[1].endswith("!!Estimate") or not header[3].endswith("!!Percent"):
        raise SourceError(path, f"the headings of sheet {name!r} are not Estimate, Margin, Percent, Margin", row=1)
    years, end = int(match.group(1)), int(match.group(2))
    period = {
        "table": match.group(3),
        "period_start": end - years + 1,
        "period_end": end,
        "place_name": place,
        "sheet": name,
    }
    section, rows = "", []
    for number, line in enumerate(cells[1:], start=2):
        label = str(line[0])
        if not cell_text(label):
            continue
        if all(cell_text(cell) == "" for cell in line[1:5]):
            section = cell_text(label)
            continue
        level = (len(label) - len(label.lstrip("\xa0 "))) // INDENT
        rows.append(
            {**period, "section": section, "label": cell_text(label), "level": level, **_numbers(path, line, number)}
        )
    return rows


def _numbers(path: Path, line: list[object], number: int) -> dict[str, object]:
    def value(place: int, column: str) -> float | None:
        if cell_text(line[place]) == CONTROLLED:
            return 0.0
        return number_of(path, line[place], row=number, column=column, blank=MARKS)

    estimate, margin = value(1, "Estimate"), value(2, "Margin of Error")
    share = value(3, "Percent")
    # The first line of a section repeats its count in the percent column; a share never exceeds 1.
    percent = None if share is None or share > 1 else 100 * share
    if isinstance(line[3], str) and share is not None:
        percent = share
    percent_margin = value(4, "Percent Margin of Error") if percent is not None else None
    return {
        "estimate": estimate, "estimate_margin": margin, "percent": percent, "percent_margin": percent_margin, "row": number,
    }  # fmt: skip
