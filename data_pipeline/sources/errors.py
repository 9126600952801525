"""The one error a source raises: what is wrong, where it is, which rule it breaks."""

from __future__ import annotations

from pathlib import Path


class SourceError(Exception):
    """A published file that cannot be read as what it should be.

    Attributes:
        file: name of the file, without its folder.
        row: 1-based row as a spreadsheet shows it, or None where the whole file is meant.
        column: heading of the column, or None.
        value: the offending value as text, or None.
        rule: the rule that is broken and what to do about it, in words.
    """

    def __init__(
        self,
        file: str | Path,
        rule: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
    ) -> None:
        self.file = Path(file).name
        self.row = row
        self.column = column
        self.value = None if value is None else str(value)
        self.rule = rule
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column!r}")
        found = "" if self.value is None else f" (found {self.value!r})"
        return f"{', '.join(place)}: {self.rule}{found}"
