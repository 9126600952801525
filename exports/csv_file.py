"""CSV files: one header row, then one line a row, and nothing else, so that every program reads them as a table.

Decisions, each for a reason:

* UTF-8 with a byte order mark (spreadsheets need it to read accents), lines ended by CR LF, quotes as in RFC 4180.
* Numbers are the raw values, never rounded or grouped; the header names their unit.
* A missing value is the word for why it is missing (``not published``, ``hidden for privacy`` ...): never 0, never blank.
* Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). Numbers are no text:
  a negative number stays a number.
* No title above and no notes below the table: they would be rows of data to a program. What a row must not lose when it
  is copied elsewhere stands in columns of its own, the same on each row: ``Source``, and ``Basis`` where the exhibit has
  dollars. Title, address and data version are in the file's name and in the headers of the answer that brings it.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Cell, Column, Exhibit, SourceLine, Table
from exports.origin import marks_of

Value = float | int | str | None
BYTE_ORDER_MARK = "\ufeff"
# The wide forms are formulas too where the spreadsheet's language is Japanese or Chinese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_NAME = 80
NOT_FOR_PUBLICATION = "Not for publication"


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file of plain values; None is an empty cell.

    Raises:
        ValueError: a number is not finite, or a row is longer or shorter than the header.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_text(name) for name in header])
    for row in rows:
        if len(row) != len(header):
            message = f"a row of {len(row)} cells under {len(header)} columns: {row!r}"
            raise ValueError(message)
        writer.writerow([_written(value) for value in row])
    return (BYTE_ORDER_MARK + stream.getvalue()).encode()


def table_csv(table: Table, same_on_each_row: Mapping[str, str] | None = None) -> bytes:
    """A table as CSV.

    Args:
        table: what was drawn.
        same_on_each_row: columns to add at the right, by header, with the one text they hold on every row.

    Raises:
        ValueError: a number is not finite.
    """
    more = same_on_each_row or {}
    header = [*(_head(column) for column in table.columns), *more]
    return csv_bytes(header, ([*(_value(cell) for cell in row), *more.values()] for row in table.rows))


def exhibit_csv(exhibit: Exhibit) -> bytes:
    """An exhibit's table with its sources and, where it has dollars, their basis and the changed assumptions on every row.

    A table that says source or basis row by row keeps its own column instead. A private one says so in its header.
    """
    own = {column.id for column in exhibit.table.columns}
    more = {}
    if exhibit.private:
        more[NOT_FOR_PUBLICATION] = marks_of(exhibit)
    if "basis" not in own and exhibit.basis:
        more["Basis"] = "; ".join(basis_line(basis) for basis in exhibit.basis)
    changed = [note for note in exhibit.notes if note.startswith(CHANGED)]
    if changed:
        more["Assumptions changed"] = " ".join(note.removeprefix(CHANGED) for note in changed)
    if "source" not in own and exhibit.sources:
        more["Source"] = "; ".join(map(_source, exhibit.sources))
    return table_csv(exhibit.table, more)


def file_name(name: str, parameters: Mapping[str, str], data_version: str) -> str:
    """What the file is called, without its ending: ``ranking-acs5_median_age-2023-1f0c9a2b``.

    Small letters, digits, ``_`` and ``-`` only, so that it is safe in a header and on every file system.
    """
    parts = [name, *(value for _, value in sorted(parameters.items()) if value)]
    said = re.sub(r"[^a-z0-9_]+", "-", "-".join(parts).lower())[:LONGEST_NAME].strip("-")
    version = re.sub(r"[^a-z0-9]", "", data_version.lower())[:8]
    return f"{said}-{version}" if version else said


def _head(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label


def _value(cell: Cell) -> Value:
    return cell.value if cell.value is not None else cell.state or cell.text


def _source(line: SourceLine) -> str:
    parts = [f"{line.publisher}: {line.title}", line.vintage, line.address, line.used_for and f"for {line.used_for}"]
    return ", ".join(part for part in parts if part)


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if not math.isfinite(value):
        message = f"{value!r} is not a number a file can hold"
        raise ValueError(message)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _text(text: str) -> str:
    # Programs that trim a cell before they read it would find the formula behind the blanks.
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text
