"""Text files read strictly.

What is not plain, rectangular UTF-8 text is refused with the row, never repaired in silence.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.findings import Finding

BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as text: each row with its spreadsheet number and as many cells as there are columns.

    Empty is missing.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_csv(file: str, content: bytes) -> tuple[TextTable, list[Finding]]:
    """A comma-separated file; rows that do not fit the header are reported and left out."""
    text, findings = decoded(file, content)
    if text is None:
        return TextTable(file, (), ()), findings
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        rows += ((number, cells) for number, cells in enumerate(lines, start=1) if cells)
    except csv.Error as error:
        rule = f"cannot be read after row {rows[-1][0] if rows else 0} (line {lines.line_num}: {error})"
        findings.append(
            Finding(file, None, None, None, rule, "Look for a quotation mark that is not closed or doubled")
        )
    table, faults = rectangular(file, rows)
    return table, findings + faults


def read_toml(file: str, content: bytes, name: str) -> tuple[TextTable, list[Finding]]:
    """A TOML file of ``[[name]]`` blocks; a row's number is the line its block starts at."""
    text, findings = decoded(file, content)
    if text is None:
        return TextTable(file, (), ()), findings
    try:
        blocks = tomllib.loads(text).get(name, [])
    except tomllib.TOMLDecodeError as error:
        fault = Finding(file, None, None, None, f"is not valid TOML: {error}", "Mend the line named")
        return TextTable(file, (), ()), [*findings, fault]
    heads = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip() == f"[[{name}]]"]
    columns = tuple(dict.fromkeys(key for block in blocks for key in block))
    rows = tuple(
        (number, tuple(_toml_text(block.get(key, "")) for key in columns))
        for number, block in zip(heads, blocks, strict=True)
    )
    return TextTable(file, columns, rows), findings


def decoded(file: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text of UTF-8 bytes (a byte order mark is dropped), or what stands in the way."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return None, [_encoding_fault(file, None, f"is saved as {encoding}, not UTF-8")]
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        return None, [Finding(file, row, None, None, "holds a NUL byte", "This is not a text file, or it is damaged")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        rule = f"is not UTF-8 (byte 0x{content[error.start]:02x}); it is probably saved as Windows-1252"
        return None, [_encoding_fault(file, row, rule)]


def rectangular(file: str, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[TextTable, list[Finding]]:
    """A table of the rows that have one cell a column, and a finding for each that has not.

    The first row is the header.
    """
    numbered = list(rows)
    if not numbered:
        return TextTable(file, (), ()), [
            Finding(file, None, None, None, "is empty", "It needs at least its header row")
        ]
    head_number, header = numbered[0]
    columns = tuple(cell.strip() for cell in header)
    findings = _header_faults(file, head_number, columns)
    fitting: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in numbered[1:]:
        if len(cells) == len(columns):
            fitting.append((number, tuple(cells)))
            continue
        rule = f"has {len(cells)} cells where the header has {len(columns)}"
        repair = "Put text that contains a comma in quotation marks, or fill in the missing commas"
        findings.append(Finding(file, number, None, None, rule, repair))
    return TextTable(file, columns, tuple(fitting)), findings


def _header_faults(file: str, row: int, columns: tuple[str, ...]) -> list[Finding]:
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        rule = "is not separated by commas"
        return [Finding(file, row, None, columns[0], rule, "Save it again as 'CSV UTF-8 (comma delimited)'")]
    faults = [
        Finding(file, row, name, None, "is in the header twice", "Remove or rename one of the two columns")
        for name, times in Counter(columns).items()
        if times > 1 and name
    ]
    if "" in columns:
        rule = f"column {columns.index('') + 1} has no name"
        faults.append(Finding(file, row, None, None, rule, "Name the column or delete it"))
    return faults


def _encoding_fault(file: str, row: int | None, rule: str) -> Finding:
    return Finding(file, row, None, None, rule, "Save it again as 'CSV UTF-8 (comma delimited)'")


def _toml_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
