"""The work of ``dashboards walks release``, without the reading of settings and arguments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.table import Table

from database.district.values import MadeReleaseRecord
from operations.district.releasing import NotReleased, Proposal, approve, propose
from operations.district.side import DistrictSide


class FileNotWritten(NotReleased):
    """A release is kept, and its file is not there; the text says how to write it again."""


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
        OSError: The file is there already or cannot be made; then nothing is released.
        FileNotWritten: The release is kept and its file could not be filled; it can be written again.
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
        _fill(file, out, record)
    _say_where(record, out, output)


def write_again(side: DistrictSide, sha256: str, out: Path, output: Console) -> None:
    """Write the file of a release that is kept: the latest, or the one whose SHA-256 begins so.

    Raises:
        NotReleased: There is none, or several begin so.
        OSError: The file is there already or cannot be made.
        FileNotWritten: It could not be filled.
    """
    kept = side.store.releases()
    found = [each for each in kept if each.sha256.startswith(sha256.lower())] if sha256 else list(kept[-1:])
    if len(found) != 1:
        known = ", ".join(each.sha256[:12] for each in kept) or "none yet"
        raise NotReleased(
            f"{'several releases begin' if found else 'no release begins'} with {sha256!r}; kept: {known}"
        )
    with out.open("xb") as file:
        _fill(file, out, found[0])
    _say_where(found[0], out, output)


def _fill(file: BinaryIO, out: Path, record: MadeReleaseRecord) -> None:
    """The bytes, on the disk to the last one; else no file that looks like a release."""
    try:
        file.write(record.content)
        _to_disk(file)
    except OSError as error:
        out.unlink(missing_ok=True)
        raise FileNotWritten(
            f"the release {record.sha256[:12]} is kept, but {out} could not be written ({error.strerror}). Make room, "
            f"then write it again: .venv/bin/dashboards walks release --again {record.sha256[:12]} --out FILE"
        ) from error


def _to_disk(file: BinaryIO) -> None:
    """A full disk may say so only now."""
    file.flush()
    os.fsync(file.fileno())


def _say_where(record: MadeReleaseRecord, out: Path, output: Console) -> None:
    made_up = "Made-up release" if record.made_up else "Release"
    output.print(f"{made_up} of {record.made_on}, approved by {record.approver}: {out}", markup=False)
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
