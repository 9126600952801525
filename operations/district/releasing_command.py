"""The work of ``dashboards walks release``, without the reading of settings and arguments."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from operations.district.releasing import Proposal, approve, propose
from operations.district.side import DistrictSide


def preview_release(side: DistrictSide, output: Console) -> None:
    """Print what a release would publish; nothing is kept.

    Raises:
        NotReleased: Nothing can be released; the text says why.
    """
    proposal = propose(side, side.today())
    _print(proposal, output)
    if proposal.same_as is not None:
        output.print(f"Nothing has changed since the release of {proposal.same_as}: send that one again.")
    output.print("Nothing is released: this was a dry run.")


def release_to_file(side: DistrictSide, approver: str, out: Path, output: Console) -> None:
    """Print what is published, never a true count, keep the release and write its file.

    Raises:
        NotReleased: Nothing can be released, or the name is missing; the text says why.
        ReleaseRefused: The file gives something away.
        OSError: The file is there already or cannot be written; then nothing is released.
    """
    made_on = side.today()
    with out.open("xb") as file:
        try:
            proposal = propose(side, made_on)
            _print(proposal, output)
            record = approve(side, approver, proposal.hash, made_on)
        except BaseException:
            out.unlink()
            raise
        file.write(record.content)
    made_up = "Made-up release" if record.made_up else "Release"
    output.print(f"{made_up} of {made_on}, approved by {record.approver}: {out}", markup=False)
    output.print(f"SHA-256 {record.sha256}. Send the file to the Roundtable, which loads it with walks load-release.")


def _print(proposal: Proposal, output: Console) -> None:
    grid = Table("table", "about", "cell", "published")
    for table in proposal.tables:
        for cell in table.counts():
            grid.add_row(table.title, table.about, cell.label, str(cell.published))
    output.print(grid)
    for held in proposal.held_back:
        output.print(f"Held back: {held.title}, {held.about}", markup=False)
        for reason in held.reasons[:3]:
            output.print(f"  {reason}", markup=False)
    output.print(proposal.footnote, markup=False)
