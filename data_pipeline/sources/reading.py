"""Reading shared by the sources: text tables, workbooks, ids and numbers, all with errors that name the place."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from data_pipeline.sources.errors import SourceError

NOT_A_DATA_FILE = "this is a web page, not the data file; open the address in a browser and save the file itself"


def text_of(path: Path) -> str:
    """The text of a file (UTF-8, else Windows-1252), refusing web pages saved under a data file's name.

    Raises:
        SourceError: the file is missing, empty, a web page, or a workbook under a text file's name.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise SourceError(path, f"the file cannot be opened: {problem.strerror}") from problem
    refuse_web_page(path, raw)
    if not raw.strip():
        raise SourceError(path, "the file is empty; fetch it again")
    if b"\x00" in raw:
        raise SourceError(
            path, "the file holds binary data where text was expected; it may be a workbook or an archive"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def first_bytes(path: Path) -> bytes:
    """The beginning of a file, enough to tell a web page."""
    with path.open("rb") as stream:
        return stream.read(1024)


def refuse_web_page(path: Path, raw: bytes) -> None:
    """Stop on an HTML page: the state's site answers programs with a challenge page and status 200."""
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head")):
        raise SourceError(path, NOT_A_DATA_FILE, row=1)


def read_table(path: Path, required: Iterable[str], *, delimiter: str = ",", skip: int = 0) -> pd.DataFrame:
    """A delimited file as text columns, headings and cells stripped, blank for missing.

    Args:
        path: the file.
        required: headings that must be there.
        delimiter: what separates the cells.
        skip: rows after the heading that hold no data (a second heading row).

    Returns:
        All columns of the file as text, plus ``row``: the 1-based row in the file.

    Raises:
        SourceError: a web page, a missing column, or a row with another number of cells than the heading.
    """
    lines = [row for row in csv.reader(io.StringIO(text_of(path)), delimiter=delimiter)]
    header = [cell.strip() for cell in lines[0]]
    missing = [name for name in required if name not in header]
    if missing:
        raise SourceError(path, f"the column {missing[0]!r} is missing; the layout may have changed", row=1)
    rows: list[list[str | int]] = []
    for number, cells in enumerate(lines[1:], start=2):
        if number <= 1 + skip or not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise SourceError(path, f"the row has {len(cells)} cells, the heading {len(header)}", row=number)
        rows.append([*(cell.strip() for cell in cells), number])
    return pd.DataFrame(rows, columns=[*header, "row"])


def open_workbook(path: Path) -> CalamineWorkbook:
    """A workbook, legacy ``.xls`` or ``.xlsx``.

    Raises:
        SourceError: the file is missing, a web page, or not a workbook.
    """
    try:
        refuse_web_page(path, first_bytes(path))
        # by content: an .xlsx may be called .xls
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    except OSError as problem:
        raise SourceError(path, f"the file cannot be opened: {problem.strerror}") from problem
    except CalamineError as problem:
        raise SourceError(path, f"this is not a workbook that can be read ({problem}); fetch it again") from problem


def sheet_rows(workbook: CalamineWorkbook, name: str) -> list[list[object]]:
    """The rows of a sheet, leading blank rows kept so that row numbers stay true; a sheet with only a drawing gives []."""
    return [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def cell_text(cell: object) -> str:
    """A cell as text: ids and years come out of workbooks as floats (``4517.0`` means ``4517``)."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("\xa0", " ").strip()


def id_text(path: Path, value: object, *, row: int, column: str, width: int = 0) -> str:
    """An id as text, ``400450.0`` as ``0400450`` for width 7.

    Raises:
        SourceError: the value is not a whole number written in digits.
    """
    text = cell_text(value).removesuffix(".0")
    if not text.isdigit():
        raise SourceError(path, "an id must be digits only", row=row, column=column, value=value)
    return text.zfill(width)


def number_of(path: Path, value: object, *, row: int, column: str, blank: Sequence[str] = ("",)) -> float | None:
    """A number; any text in ``blank`` is None. Thousands commas, ``$``, ``%`` and ``±`` are taken off.

    Raises:
        SourceError: neither a number nor a known mark.
    """
    text = cell_text(value)
    if text in blank:
        return None
    cleaned = text.replace(",", "").removeprefix("±").removeprefix("$").removesuffix("%").strip()
    try:
        result = float(cleaned)
    except ValueError as problem:
        rule = "this is neither a number nor a mark this source is known to use"
        raise SourceError(path, rule, row=row, column=column, value=value) from problem
    if not math.isfinite(result):
        raise SourceError(path, "a number must be finite", row=row, column=column, value=value)
    return result
