"""Files that go to the district: its rejected rows with what is wrong, and an empty form."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from operations.district.importing_model import Checked
from walks.importing import FIELDS, FileKind, Finding
from walks.importing.sheet import text_of

BYTE_ORDER_MARK = "\ufeff"
ADDED_COLUMNS = ("row", "what is wrong", "what to do")
# A spreadsheet runs text that begins so; the wide forms too where its language is Japanese or Chinese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def rejected_file(checked: Checked) -> bytes:
    """Write the rejected rows as they came, with their row, what is wrong and what to do: CSV, UTF-8 with byte order mark.

    Text a spreadsheet would run gets an apostrophe in front. A file with a column that says who somebody is was refused
    whole: nothing of it is here.
    """
    rows = checked.imported.rejected if checked.imported and not checked.refused else ()
    width = max([len(checked.header), *(len(row.cells) for row in rows)])
    header = [*checked.header, *[""] * (width - len(checked.header)), *ADDED_COLUMNS]
    written = []
    for row in rows:
        cells = [text_of(cell) for cell in row.cells]
        said = [_together(row.findings, "rule"), _together(row.findings, "repair")]
        written.append([*cells, *[""] * (width - len(cells)), str(row.row), *said])
    return _csv([header, *written])


def template(kind: FileKind) -> bytes:
    """Write an empty form of a file: its header row, CSV, UTF-8 with byte order mark."""
    return _csv([[field.name for field in FIELDS[kind]]])


def _together(findings: Iterable[Finding], part: str) -> str:
    texts = [
        f"{found.column}: {found.rule}" if part == "rule" and found.column else str(getattr(found, part))
        for found in findings
    ]
    return "; ".join(dict.fromkeys(texts))


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([[plain_cell(cell) for cell in row] for row in rows])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def plain_cell(text: str) -> str:
    """A cell as text: what a spreadsheet would run gets an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text
