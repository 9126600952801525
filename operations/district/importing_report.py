"""What an import says on a command line: counts that reconcile, then each finding with its cell."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from operations.district.importing_model import Checked
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
    if checked.columns_left:
        console.print(f"Columns not read: {', '.join(checked.columns_left)}", markup=False)
    if checked.made_up:
        console.print("The rows are made-up.")
    print_findings(console, checked.faults)


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
