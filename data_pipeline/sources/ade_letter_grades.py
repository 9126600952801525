"""A-F letter grades of schools, from the yearly workbooks of the state (FY2013 to FY2025, one of them a legacy ``.xls``).

Every year has other sheets and other headings (one year heads the district's number "District IT"), so columns are found by
the words their headings are made of. A letter may carry ``-ALT`` (alternative school) or ``*`` (under appeal): the letter is
kept and the mark noted. ``NR`` (not rated), ``UR`` (under review), ``P`` (pending) and a blank are kept apart from the letters.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import cell_text, id_text, open_workbook, sheet_rows

LETTERS = ("A", "B", "C", "D", "F")
WITHOUT_LETTER = {"NR": "not rated", "UR": "under review", "P": "pending", "": "blank", ".": "blank"}
HEADINGS = {
    "school_id": ("schoolentityid", "entityid", "schoolid", "schoolcode"),
    "school_name": ("schoolname",),
    "district_id": ("leaentityid", "leaid", "districtit", "districtid", "districtcode"),
    "district_name": ("leaname", "districtname"),
    "letter": ("lettergrade", "finallettergrade"),
}
OPTIONAL = {"county": ("county",), "charter": ("charter",), "fiscal_year": ("fiscalyear",), "model": ("model",)}
CHARTER = {"Y": True, "YES": True, "N": False, "NO": False, "": None}
COLUMNS = (
    "fiscal_year", "school_id", "school_name", "district_id", "district_name", "county", "charter", "model",
    "printed", "letter", "standing", "note", "sheet", "row",
)  # fmt: skip


def parse(path: Path) -> pd.DataFrame:
    """Every school a workbook lists, with its letter.

    Returns:
        One row a school and sheet: ``fiscal_year`` (int), ``school_id`` and ``district_id`` (ADE, text), ``school_name``,
        ``district_name``, ``county``, ``charter`` (True, False, None), ``model`` (text), ``printed`` (the mark as printed),
        ``letter`` (A, B, C, D, F or None), ``standing`` (graded | not rated | under review | pending | blank),
        ``note`` (where something was mended), ``sheet``, ``row``.

    Raises:
        SourceError: no sheet of schools, an id that is not digits, or a mark that is not known.
    """
    workbook = open_workbook(path)
    rows: list[tuple[object, ...]] = []
    for name in workbook.sheet_names:
        cells = sheet_rows(workbook, name)
        columns = _school_columns(cells[0]) if cells else None
        if columns is not None:
            rows.extend(_school(path, name, columns, line, number) for number, line in enumerate(cells[1:], start=2))
    if not rows:
        raise SourceError(path, "no sheet lists schools with a letter grade; the layout may have changed")
    table = _with_district_ids(path, pd.DataFrame(rows, columns=list(COLUMNS)))
    repeated = table[table.duplicated(["fiscal_year", "school_id"])]
    if not repeated.empty:
        first = repeated.iloc[0]
        raise SourceError(path, "a school is listed twice", row=int(first["row"]), value=first["school_id"])
    return table


def counts(schools: pd.DataFrame) -> pd.DataFrame:
    """Schools by letter, district and year.

    Args:
        schools: rows of ``parse``, one or more years.

    Returns:
        One row a district, year and ``group``: ``fiscal_year``, ``district_id``, ``group`` (A, B, C, D, F, not rated),
        ``schools`` (count, 0 where the district is listed and no school of it got that mark). Not rated, under review,
        pending and blank are one group here; ``parse`` keeps them apart.
    """
    marks = schools["letter"].fillna("not rated")
    found = schools.groupby([schools["fiscal_year"], schools["district_id"], marks]).size().to_dict()
    listed = schools.drop_duplicates(["fiscal_year", "district_id"]).sort_values(["fiscal_year", "district_id"])
    rows = [
        {"fiscal_year": year, "district_id": district, "group": group, "schools": found.get((year, district, group), 0)}
        for year, district in zip(listed["fiscal_year"], listed["district_id"], strict=True)
        for group in (*LETTERS, "not rated")
    ]
    return pd.DataFrame(rows)


def fiscal_year_of(path: Path) -> int | None:
    """The fiscal year a file's name gives (``2012-2013-a-f``, ``2014-a-f``, ``FY%2019``), or None."""
    name = path.name.replace("%20", " ")
    span = re.match(r"(20\d\d)-(20\d\d)\b", name)
    if span:
        return int(span.group(2))
    short = re.search(r"\bFY ?(\d\d)\b", name)
    if short:
        return 2000 + int(short.group(1))
    long = re.match(r"(20\d\d)\b", name)
    return int(long.group(1)) if long else None


def _school_columns(header: list[object]) -> dict[str, int] | None:
    """Places of the columns, or None where the sheet does not list schools (prose, notes, the sheet of districts)."""
    words = [re.sub(r"[^a-z]", "", cell_text(cell).lower()) for cell in header]
    found: dict[str, int] = {}
    for name, spellings in {**HEADINGS, **OPTIONAL}.items():
        for spelling in spellings:
            if spelling in words:
                found[name] = words.index(spelling)
                break
    return found if all(name in found for name in HEADINGS) else None


def _school(path: Path, sheet: str, columns: dict[str, int], cells: list[object], number: int) -> tuple[object, ...]:
    def text(name: str) -> str:
        return cell_text(cells[columns[name]]) if name in columns else ""

    year = int(text("fiscal_year")) if text("fiscal_year") else fiscal_year_of(path)
    if year is None:
        raise SourceError(path, "neither the sheet nor the file's name says which fiscal year this is")
    charter = text("charter").upper()
    if charter not in CHARTER:
        raise SourceError(path, "charter must be Y, N, Yes or No", row=number, column="Charter", value=charter)
    letter, standing = _letter(path, text("letter"), number)
    school = id_text(path, cells[columns["school_id"]], row=number, column=f"school id in {sheet!r}")
    return (
        year, school, text("school_name"), text("district_id"), text("district_name"), text("county"), CHARTER[charter],
        text("model"), text("letter"), letter, standing, None, sheet, number,
    )  # fmt: skip


def _with_district_ids(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Mend rows whose district id is the district's name again (FY2023 has one) from the other rows of that name."""
    known = table[table["district_id"].str.fullmatch(r"\d+")].drop_duplicates("district_name")
    ids = dict(zip(known["district_name"], known["district_id"], strict=True))
    for place in table.index[~table["district_id"].str.fullmatch(r"\d+")]:
        name = str(table.loc[place, "district_name"])
        if name not in ids:
            row, printed = int(str(table.loc[place, "row"])), table.loc[place, "district_id"]
            raise SourceError(path, "an id must be digits only", row=row, column="district id", value=printed)
        table.loc[place, ["district_id", "note"]] = [ids[name], "the district's id was missing; taken by its name"]
    return table


def _letter(path: Path, printed: str, number: int) -> tuple[str | None, str]:
    if printed in WITHOUT_LETTER:
        return None, WITHOUT_LETTER[printed]
    plain = printed.removesuffix("*").removesuffix("^").removesuffix("-ALT")
    if plain not in LETTERS:
        raise SourceError(path, "this letter grade is not known", row=number, column="letter grade", value=printed)
    return plain, "graded"
