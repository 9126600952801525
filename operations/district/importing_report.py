"""What an import says on a command line: counts that reconcile, then each finding with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from rich.console import Console
from rich.table import Table
from rich.text import Text

from operations.district.importing_labels import LabelAsked
from operations.district.importing_model import Checked, Coverage
from operations.district.importing_tables import FoundTable
from walks.importing import Finding

MOST_FINDINGS = 200


def print_checked(console: Console, checked: Checked) -> None:
    """Print what a file came to."""
    if checked.encoding:
        console.print(f"Read as {checked.encoding}.", markup=False)
    if checked.imported is not None:
        counts = f"{checked.rows_read:,} rows read = {checked.kept:,} kept + {checked.rejected:,} rejected"
        console.print(f"{counts} + {checked.blank:,} blank", markup=False)
    if checked.already:
        console.print(f"{checked.already:,} of the rejected rows were loaded before", markup=False)
    if checked.unlisted:
        console.print(f"{checked.unlisted:,} spells are of students no loaded visit names", markup=False)
    _print_table(console, checked)
    if checked.coverage:
        console.print(coverage_words(checked.coverage), markup=False)
    if checked.columns_left:
        console.print(f"Columns not read: {', '.join(checked.columns_left)}", markup=False)
    if checked.made_up:
        console.print("The rows are made-up.")
    print_labels(console, checked.labels)
    print_findings(console, checked.faults)


def print_labels(console: Console, labels: Sequence[LabelAsked]) -> None:
    """Print the labels that are new, and what may be said of them."""
    if not labels:
        return
    grid = Table("new label", "rows", "what to do")
    for one in labels:
        named = one.label or f"{one.labels:,} not shown"
        known = quote(f"{one.name}=Other")
        can = f"{one.refused}: --read-label {known}" if one.refused else f"--confirm-label {quote(one.name)}"
        grid.add_row(Text(f"{one.of}: {named}"), f"{one.rows:,}", Text(one.choice or can))
    console.print("These labels are new: confirm each, read it as a known one, or leave all out (--leave-out-labels).")
    console.print(grid)


def _print_table(console: Console, checked: Checked) -> None:
    """Print what was read of the file, and what was not."""
    if checked.table is None:
        return
    if checked.table.header_row > 1:
        console.print(f"The columns are named in row {checked.table.header_row}.", markup=False)
    if words := sheets_words(checked.table):
        console.print(words, markup=False)


def sheets_words(table: FoundTable) -> str:
    """Which sheets of a workbook were read and which were not; "" where there is one alone."""
    unread = [name for name in table.sheets if name not in table.sheets_read]
    if not unread and len(table.sheets_read) < 2:
        return ""
    begins = [f"“{name}” from row {row}" for name, row in zip(table.sheets_read, table.starts, strict=False)]
    read = "; ".join(begins) or f"“{table.sheets_read[0]}”"
    named = ", ".join(f"“{name}”" for name in unread)
    return f"Sheets read: {read}." + (f" Not read: {named}." if unread else "")


def coverage_words(coverage: Coverage) -> str:
    """``13 of 15 listed students are in this export; the others are unknown``, and why."""
    are = "is" if coverage.covered == 1 else "are"
    said = [f"{coverage.covered:,} of {coverage.listed:,} listed students {are} in this export."]
    if coverage.unknown:
        said.append(f"Of {_students(coverage.unknown)} it says nothing: they are unknown, not gone.")
    if coverage.rejected:
        said.append(f"Of {_students(coverage.rejected)} a row was rejected: what was loaded before stays.")
    if coverage.loosely:
        said.append(f"{coverage.loosely:,} of the keys matched apart from case or spaces.")
    if coverage.doubtful:
        keys = "1 key resembles" if coverage.doubtful == 1 else f"{coverage.doubtful:,} keys resemble"
        said.append(f"{keys} a listed one, but not one alone: not matched.")
    return " ".join(said)


def _students(count: int) -> str:
    return "1 student" if count == 1 else f"{count:,} students"


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print findings as a table; of very many the first."""
    if not findings:
        return
    grid = Table("row", "column", "value", "what is wrong", "what to do")
    for found in findings[:MOST_FINDINGS]:
        row = "" if found.row is None else str(found.row)
        # as plain text: a value of the file must not be taken for markup or for a command to the terminal
        grid.add_row(row, *map(Text, (found.column or "", found.value or "", found.rule, found.repair)))
    console.print(grid)
    if len(findings) > MOST_FINDINGS:
        console.print(f"and {len(findings) - MOST_FINDINGS:,} more: --rejected writes every rejected row to a file")
