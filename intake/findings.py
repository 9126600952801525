"""What is wrong with a file, said so that the person who has it open can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``row`` counts as a spreadsheet does (the header is row 1); None where the whole file is meant."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    repair: str

    def __str__(self) -> str:
        place = [self.file]
        place += [f"row {self.row}"] if self.row is not None else []
        place += [f"column {self.column}"] if self.column else []
        value = "" if self.value is None else f" {_shortened(self.value)!r}"
        return f"{', '.join(place)}:{value} {self.rule}. {self.repair}"


class Refused(Exception):
    """A file was not loaded; ``findings`` say why. Nothing was changed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """``findings``: all of them, not only the first."""
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file, row and column."""
    return sorted(findings, key=lambda found: (found.file, found.row or 0, found.column or "", found.rule))


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 3]}..."
