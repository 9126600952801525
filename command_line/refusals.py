"""From an exception to the sentences a person reads: what is wrong, where, and what to do."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Sequence

import typer
from pydantic import ValidationError
from typer.exceptions import TyperException

from intake.findings import Finding, Refused
from settings import setting_problems

MOST_FINDINGS = 200
FILE_PROBLEMS = {
    errno.ENOENT: "is not there: check the name and the folder",
    errno.EISDIR: "is a folder: name a file in it",
    errno.ENOTDIR: "is in something that is a file, not a folder: check the path",
    errno.EACCES: "may not be read or written by this user: change its permissions, or ask who owns it",
    errno.EPERM: "may not be read or written by this user: change its permissions, or ask who owns it",
    errno.EEXIST: "is there already: name another file",
    errno.ENOSPC: "cannot be written: the disk is full",
    errno.EROFS: "cannot be written: the disk is read-only",
    errno.ENAMETOOLONG: "has too long a name: use a shorter one",
}


def refusal(problem: Exception) -> Sequence[str] | None:
    """The lines for a failure; None for what the command line itself says (a wrong option, help, an early exit)."""
    match problem:
        case typer.Exit() | typer.Abort() | TyperException() | BrokenPipeError():
            return None
        case Refused():
            return _findings(problem.findings)
        case ValidationError():
            return setting_problems(problem)
        case UnicodeError():
            return ["A file is not text in UTF-8 or Windows-1252: save it again as CSV UTF-8"]
        case OSError():
            return [file_problem(problem)]
        case _:
            return _of_the_rooms(problem)


def _of_the_rooms(problem: Exception) -> Sequence[str]:
    # loaded where something failed and not at the start: a command loads no more than its own rooms
    from database.engine import DRIVER_ERRORS
    from database.problems import reason_of

    if isinstance(problem, DRIVER_ERRORS):
        return [f"Nothing was changed: {reason_of(problem)}"]
    return [str(problem)] if isinstance(problem, _with_a_sentence()) else _fault_of_the_program(problem)


def _with_a_sentence() -> tuple[type[Exception], ...]:
    """What is raised with a text for the person who typed the command."""
    from data_pipeline.catalog_builder.inputs import InputsMissing
    from data_pipeline.remake import CatalogConflict
    from data_pipeline.sources.errors import SourceError
    from database.problems import DatabaseError
    from database.writes import StaffRowsLeftBehind
    from operations.district.importing import NotLoaded
    from operations.district.releasing import NotReleased
    from walks.release import ReleaseRefused

    of_the_pipeline = (CatalogConflict, InputsMissing, SourceError)
    return (*of_the_pipeline, DatabaseError, StaffRowsLeftBehind, NotLoaded, NotReleased, ReleaseRefused, ValueError)


def file_problem(problem: OSError) -> str:
    """What is wrong with a file or folder, with its name, in a sentence."""
    name = problem.filename or "A file"
    what = FILE_PROBLEMS.get(problem.errno or 0) or f"cannot be used: {problem.strerror or problem}"
    return f"{name} {what}"


def _findings(findings: Sequence[Finding]) -> list[str]:
    lines = [str(finding) for finding in findings[:MOST_FINDINGS]]
    if len(findings) > MOST_FINDINGS:
        lines.append(f"... and {len(findings) - MOST_FINDINGS:,} more")
    noun = "fault" if len(findings) == 1 else "faults"
    return [*lines, f"{len(findings):,} {noun}: nothing was loaded"]


def _fault_of_the_program(problem: Exception) -> list[str]:
    """Say what nobody foresaw in a line; the trace is for those who ask for it."""
    if os.environ.get("LOG_LEVEL", "").lower() == "debug":
        return ["".join(traceback.format_exception(problem))]
    kind = type(problem).__name__
    return [f"A fault of this program: {kind}: {problem}. Run it again with LOG_LEVEL=debug and report what is printed"]
