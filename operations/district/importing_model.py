"""What checking a file comes to, and what is said when it cannot be loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from operations.district.importing_labels import LabelAsked
from operations.district.importing_tables import FoundTable, Layout
from walks.codes import ExitKind
from walks.importing import FileKind, Finding, Imported, PlanRow
from walks.records import Spell, Visit

Kept: TypeAlias = Visit | Spell | PlanRow

LOADED_BEFORE = "Nothing to do: it is there"
FILE_LOADED_BEFORE = "the file is loaded already,"
"""What findings say of rows and files that are loaded; a list of findings leaves such rows out and counts them."""


@dataclass(frozen=True, slots=True)
class UnknownCodeAsked:
    """A withdrawal code nobody has explained: in which fiscal years it stands, in how many rows, the words beside it."""

    code: str
    fiscal_years: tuple[int, ...]
    rows: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody said of a file.

    Attributes:
        layout: Which sheets and which header row.
        open_ends: Texts in the column of last days that mean a spell that lasts; kept with the mapping.
        lost_may_stay_unknown: Students missing from this export may stay as the earlier one left them.
        labels: What to do with a new label, by ``LabelAsked.name``.
        other_labels: What to do with new labels of which nothing else is said.
    """

    layout: Layout = field(default_factory=Layout)
    open_ends: tuple[str, ...] = ()
    lost_may_stay_unknown: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    other_labels: str = ""


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class OpenEndAsked:
    """A text in the column of last days that may mean a spell that lasts, and in how many rows it stands."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many listed students an export of spells says something of. Who is not in it is unknown, not gone.

    Attributes:
        listed: Students whom loaded visits name.
        covered: Of these, students with a spell in the file, none of whose rows was rejected.
        lost: Listed students whom an earlier export that stands names and this one does not.
        rejected: Listed students of whom some row was rejected: what is loaded of them stays as it is.
        loosely: Students whose key was matched apart from case, spaces or invisible characters.
        doubtful: Keys of the file that resemble a listed one but not that one alone: they are not matched.
    """

    listed: int
    covered: int
    lost: int = 0
    rejected: int = 0
    loosely: int = 0
    doubtful: int = 0

    @property
    def unknown(self) -> int:
        """Listed students of whom the file says nothing that counts."""
        return self.listed - self.covered


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What a district says a code means, from one fiscal year to another, both included."""

    code: str
    kind: ExitKind
    meaning: str
    from_fiscal_year: int
    to_fiscal_year: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after a dry run. ``rows_read`` = ``kept`` + ``rejected`` + ``blank``, always.

    Attributes:
        kind: Which of the three files.
        sha256: Of its bytes.
        encoding: What the file was taken to be, in words.
        header: Its columns; empty where they may say who somebody is.
        mapping: Header by field, as it was read.
        as_of: Day of export.
        made_up: Whether its rows come from the generator.
        imported: Kept and rejected rows; None where the file is refused whole.
        refused: Why it is refused whole.
        unknown_codes: Codes the district has to explain before anything is loaded.
        already: Rejected rows that were loaded before.
        unlisted: Kept spells of students whom no loaded visit names; they are not used before one does.
        open_ends: Texts in the column of last days that have to be explained before anything is loaded.
        coverage: Of spells, how many listed students the file says something of; None before visits are loaded.
        table: Where in the file the table stands, and which sheets were not read; None where the file cannot be read.
        labels: New labels of a file of visits, each with what was chosen; nothing is loaded before each has a choice.
        lost_confirmed: Somebody said that students missing from the export may stay unknown.
    """

    kind: FileKind
    sha256: str
    encoding: str
    header: tuple[str, ...]
    mapping: Mapping[str, str]
    as_of: date
    made_up: bool
    imported: Imported[Kept] | None
    refused: tuple[Finding, ...] = ()
    unknown_codes: tuple[UnknownCodeAsked, ...] = ()
    already: int = 0
    unlisted: int = 0
    open_ends: tuple[OpenEndAsked, ...] = ()
    coverage: Coverage | None = None
    table: FoundTable | None = None
    lost_confirmed: bool = False
    labels: tuple[LabelAsked, ...] = ()

    @property
    def rows_read(self) -> int:
        """All rows after the header; 0 where the file is refused whole."""
        return self.imported.rows_read if self.imported else 0

    @property
    def kept(self) -> int:
        """Rows that will be loaded."""
        return len(self.imported.kept) if self.imported else 0

    @property
    def rejected(self) -> int:
        """Rows that will not."""
        return len(self.imported.rejected) if self.imported else 0

    @property
    def blank(self) -> int:
        """Rows without any value."""
        return self.imported.blank if self.imported else 0

    @property
    def columns_kept(self) -> tuple[str, ...]:
        """Columns that were read."""
        return self.imported.columns_kept if self.imported else ()

    @property
    def columns_left(self) -> tuple[str, ...]:
        """Columns that were not."""
        return self.imported.columns_left if self.imported else ()

    @property
    def reconcile(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows_read == self.kept + self.rejected + self.blank

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong: of the whole file, else row by row."""
        return self.refused or (self.imported.findings if self.imported else ())

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong, without the rows that were loaded before."""
        return tuple(found for found in self.findings if found.repair != LOADED_BEFORE)

    @property
    def loaded_before(self) -> str:
        """Say that every row of the file is loaded already; "" where that is not so."""
        if len(self.refused) == 1 and self.refused[0].rule.startswith(FILE_LOADED_BEFORE):
            return f"Nothing to do: {self.refused[0].rule}."
        if self.imported is None or self.refused or self.kept or self.unknown_codes or not self.already:
            return ""
        wrong = f"; rejected: {self.rejected - self.already:,}" if self.rejected > self.already else ""
        return f"Nothing to do: {self.already:,} rows were loaded before{wrong}."

    @property
    def may_load(self) -> bool:
        """Whether the kept rows may be loaded."""
        return not self.why_not

    @property
    def why_not(self) -> str:
        """Why nothing of the file may be loaded; "" where it may."""
        if self.imported is None or self.refused:
            return "The file is refused whole: mend what is found and bring it again."
        if self.unknown_codes:
            codes = ", ".join(asked.code for asked in self.unknown_codes)
            return f"Say first what {codes} {'means' if len(self.unknown_codes) == 1 else 'mean'}: nothing is guessed."
        if self.open_ends:
            texts = ", ".join(asked.text for asked in self.open_ends)
            return f"Say first whether {texts} in the column of last days means a student who is still enrolled."
        if self.imported.must_ask:
            return "A withdrawal code is unknown and cannot be shown: mend it in the file and bring it again."
        if not self.imported.kept:
            return "No row can be kept."
        if open_labels := sum(one.labels for one in self.labels if not one.choice):
            are = "1 label is" if open_labels == 1 else f"{open_labels:,} labels are"
            return f"{are} new: confirm each, read it as a known one, or leave it out."
        return self._lost

    @property
    def _lost(self) -> str:
        lost = self.coverage.lost if self.coverage else 0
        if not lost or self.lost_confirmed:
            return ""
        students = "1 listed student" if lost == 1 else f"{lost:,} listed students"
        return (
            f"{students} whom the last export held {'is' if lost == 1 else 'are'} missing from this one. If it holds only "
            "students who are enrolled now, export it again with those who left. Otherwise say that they may stay unknown: "
            "then their enrollment is known to the day of the earlier export only."
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to; ``load_id`` takes it back."""

    load_id: int
    rows_read: int
    kept: int
    rejected: int
    blank: int


class NotLoaded(Exception):
    """Nothing was loaded; ``why`` in a sentence, ``findings`` with the cells."""

    def __init__(self, why: str, findings: Sequence[Finding] = ()) -> None:
        """``findings``: none where the file itself is in order."""
        self.why = why
        self.findings = tuple(findings)
        super().__init__(why)
