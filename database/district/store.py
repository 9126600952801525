"""A district's own file, opened: what it holds and what may be changed. Nothing else reads or writes it.

The key the district's files use comes out of ``known_keys``, ``keys_with_spells`` and ``visits_by_key`` only, which the
import needs, and of ``own_keys``, for the list a team works from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date
from typing import TypeVar

from sqlalchemy import Connection

from database.backup import back_up_before, forget_since
from database.district import reads, writes
from database.district.errors import AlreadyHeld, AlreadyReleased, CannotUndo, ChangedMeanwhile, NoSuchVisit
from database.district.file import DISTRICT, prepare
from database.district.hashes import record_tables
from database.district.values import (
    CorrectionRecord,
    DistrictLoadRecord,
    DistrictRecord,
    LabelRecord,
    MadeReleaseRecord,
    NewLoad,
    OwnCodeRecord,
    PlanRecord,
    SchoolYearRecord,
    SpellRecord,
    VisitRecord,
)
from database.opened import OpenDatabase
from database.writing import writing

__all__ = ["AlreadyHeld", "AlreadyReleased", "CannotUndo", "ChangedMeanwhile", "DistrictStore", "NoSuchVisit"]

Answer = TypeVar("Answer")


class DistrictStore:
    """Everything a district keeps. Safe to share between threads and to create before a fork; opens nothing until asked.

    Every change is one transaction: it is there whole, or not at all. All of them raise ``DatabaseError`` where the
    file is missing or cannot be written to.
    """

    def __init__(self, url: str) -> None:
        """``url``: ``sqlite:///path``."""
        self._url = url
        self._database = OpenDatabase(url, DISTRICT, reads.version)

    def prepare(self) -> None:
        """Make the file (for its owner's eyes only) and its folder if there is none; bring its tables up to date.

        Raises:
            DatabaseError: The file is damaged, of a newer program, or cannot be made.
        """
        prepare(self._url)

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

    def version(self) -> int:
        """A number that every change raises; 0 before the first. Cheap enough for every request."""
        return self._database.version()[0]

    def district(self) -> DistrictRecord | None:
        """Whose file it is; None until somebody said."""
        return self._database.run(reads.district)

    def save_district(self, district: DistrictRecord) -> None:
        """Say whose file it is."""
        self._change(lambda connection: writes.save_district(connection, district))

    def school_years(self) -> tuple[SchoolYearRecord, ...]:
        """The first first."""
        return self._database.run(reads.school_years)

    def save_school_years(self, years: Sequence[SchoolYearRecord]) -> None:
        """Exchange all school years."""
        self._change(lambda connection: writes.save_school_years(connection, years))

    def own_codes(self) -> tuple[OwnCodeRecord, ...]:
        """By first year and code."""
        return self._database.run(reads.own_codes)

    def add_own_codes(self, codes: Sequence[OwnCodeRecord]) -> None:
        """Add explained codes; one explained before for the same years is explained anew."""
        self._change(lambda connection: writes.add_own_codes(connection, codes))

    def labels(self) -> tuple[LabelRecord, ...]:
        """Labels the district confirmed, by field and label."""
        return self._database.run(reads.labels)

    def add_labels(self, labels: Sequence[LabelRecord]) -> None:
        """Keep confirmed labels; one confirmed before stays as it is."""
        self._change(lambda connection: writes.add_labels(connection, labels))

    def withdraw_label(self, label: LabelRecord) -> bool:
        """Take a label off the list; say whether it was there."""
        return self._change(lambda connection: writes.withdraw_label(connection, label))

    def mapping(self, kind: str) -> dict[str, str] | None:
        """Header by field, of the latest load of the kind, undone or not; None when there was none."""
        return self._database.run(lambda connection: reads.mapping(connection, kind))

    def loads(self) -> tuple[DistrictLoadRecord, ...]:
        """Every load, the latest first, with those undone."""
        return self._database.run(reads.loads)

    def load_visits(self, new: NewLoad, rows: Sequence[VisitRecord]) -> int:
        """Write a load of visits; give its number.

        Raises:
            AlreadyHeld: An attempt is in the rows twice, or in an earlier live load. Nothing was written.
            ValueError: ``new`` is of another kind.
        """
        back_up_before(self._url, "load")
        return self._change(lambda connection: writes.load_visits(connection, new, rows))

    def load_spells(self, new: NewLoad, rows: Sequence[SpellRecord]) -> int:
        """Write a load of spells, which replaces all older spells of the students it names; give its number.

        Raises:
            ValueError: ``new`` is of another kind.
        """
        back_up_before(self._url, "load")
        return self._change(lambda connection: writes.load_spells(connection, new, rows))

    def load_plan(self, new: NewLoad, rows: Sequence[PlanRecord]) -> int:
        """Write a load of plans, which replaces older rows of the walks it names; give its number.

        Raises:
            AlreadyHeld: A walk is in the rows twice. Nothing was written.
            ValueError: ``new`` is of another kind.
        """
        back_up_before(self._url, "load")
        return self._change(lambda connection: writes.load_plan(connection, new, rows))

    def undo(self, load_id: int) -> int:
        """Take a load back: its rows are deleted and overwritten in the file, and backups that hold them; give how many.

        Raises:
            CannotUndo: There is no such load, it is undone, or corrections stand on its visits; the text says which.
        """
        loaded_at = next((each.loaded_at for each in self.loads() if each.id == load_id), None)
        removed = self._change(lambda connection: writes.undo(connection, load_id))
        if loaded_at is not None:
            # what is undone is gone from the backups too
            forget_since(self._url, loaded_at.replace(tzinfo=UTC))
        return removed

    def visits(self) -> tuple[VisitRecord, ...]:
        """Of live loads, in the order they were loaded; ``student`` is our own number as text."""
        return self._database.run(reads.visits)

    def known_keys(self) -> frozenset[str]:
        """The district's keys of students whom live visits name."""
        return self._database.run(reads.known_keys)

    def keys_with_spells(self) -> frozenset[str]:
        """The district's keys of students of whom live spells are held."""
        return self._database.run(reads.keys_with_spells)

    def visits_by_key(self) -> Mapping[tuple[date, str, str, int], str]:
        """The outcome as loaded by (walk day, organizer, the district's key, attempt), of live loads."""
        return self._database.run(reads.visits_by_key)

    def corrections(self) -> tuple[CorrectionRecord, ...]:
        """In the order they were made."""
        return self._database.run(reads.corrections)

    def add_correction(self, correction: CorrectionRecord) -> None:
        """Append a correction; ``student`` is our own number as text.

        Raises:
            NoSuchVisit: There is no such attempt.
        """
        self._change(lambda connection: writes.add_correction(connection, correction))

    def spells(self) -> tuple[SpellRecord, ...]:
        """For each student those of the latest live load that names the student; ``student`` is our own number."""
        return self._database.run(reads.spells)

    def known_to(self) -> dict[str, date]:
        """The day up to which each student's enrollment is known, by our own number as text; absent: not at all."""
        return self._database.run(reads.known_to)

    def plans(self) -> tuple[PlanRecord, ...]:
        """For each walk the row of the latest live load that has one, by day and organizer."""
        return self._database.run(reads.plans)

    def walk_keys(self, walk_day: date, organizer: str) -> dict[str, str]:
        """The random key of each student of one walk, by our own number as text: the one to show."""
        return self._database.run(lambda connection: reads.walk_keys(connection, walk_day, organizer))

    def own_keys(self, walk_day: date, organizer: str) -> dict[str, str]:
        """The district's own key of each student of one walk, by the walk-scoped key: for a list on its own disk only."""
        return self._database.run(lambda connection: reads.own_keys(connection, walk_day, organizer))

    def is_made_up(self) -> bool | None:
        """Whether a live load holds made-up rows; None when nothing is loaded."""
        return self._database.run(reads.is_made_up)

    def as_of(self) -> date | None:
        """The day of the latest live load of spells."""
        return self._database.run(reads.as_of)

    def secret(self) -> bytes:
        """32 random bytes, the same for the life of the file. Drawing them is no change of the version."""
        held = self._database.run(reads.secret)
        if held is not None:
            return held
        with writing(self._url, DISTRICT) as connection:
            made = writes.make_secret(connection)
            record_tables(connection)
            return made

    def releases(self) -> tuple[MadeReleaseRecord, ...]:
        """Every release made, the first first."""
        return self._database.run(reads.releases)

    def add_release(self, release: MadeReleaseRecord, *, seen: int | None = None) -> None:
        """Append an approved release. ``seen``: the version it was made from, so that no other change comes between.

        Raises:
            AlreadyReleased: The same bytes were released before.
            ChangedMeanwhile: The version is no longer ``seen``.
        """
        back_up_before(self._url, "release")

        def change(connection: Connection) -> None:
            if seen is not None:
                writes.refuse_other_version(connection, seen)
            writes.add_release(connection, release)

        self._change(change)

    def _change(self, change: Callable[[Connection], Answer]) -> Answer:
        with writing(self._url, DISTRICT) as connection:
            answer = change(connection)
            writes.raise_version(connection)
            record_tables(connection)
            return answer
