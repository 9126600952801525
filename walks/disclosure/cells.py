"""What a published table may hold: a released count, a hidden one, or a reason why there is none.

A plain ``int`` is none of these, so an unsuppressed count cannot stand in a published table: the type checker refuses it,
and so does the table itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NoReturn, TypeAlias, final

from walks.disclosure.seal import SEAL, Seal

HIDDEN_SYMBOL = "*"
FOOTNOTE = (
    "* hidden to protect students: a count of 1 to 10, one within 10 of the stage before it, all or nearly all or none of a "
    "group, or a count from which one of these could be worked out. "
    "- not applicable. n/a not collected."
)


@final
class Released:
    """A count that passed disclosure control. Made by ``walks.disclosure`` and read back from a release, nowhere else."""

    __slots__ = ("_count",)

    def __init__(self, count: int, seal: Seal) -> None:
        """Hold ``count`` students.

        Raises:
            TypeError: ``seal`` is not the seal of disclosure control, or ``count`` is no whole number.
            ValueError: ``count`` is negative.
        """
        if seal is not SEAL:
            raise TypeError("a count is released by walks.disclosure.publish, not by hand: give it the table")
        if not isinstance(count, int) or isinstance(count, bool):
            raise TypeError(f"a count is a whole number, not {count!r}")
        if count < 0:
            raise ValueError(f"a count is 0 or more, not {count}")
        object.__setattr__(self, "_count", count)

    @property
    def count(self) -> int:
        """Students."""
        return self._count  # type: ignore[attr-defined, no-any-return]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a released count does not change: make another release")

    def __copy__(self) -> Released:
        return self

    def __deepcopy__(self, memo: object) -> Released:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a released count travels in a release file, which is verified, not in a pickle")

    def __str__(self) -> str:
        return str(self.count)

    def __repr__(self) -> str:
        return f"Released({self.count})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Released) and other.count == self.count

    def __hash__(self) -> int:
        return hash((Released, self.count))


@final
class Suppressed(Enum):
    """A hidden count. It carries no reason: which cells were hidden to protect others is not told."""

    HIDDEN = HIDDEN_SYMBOL

    def __str__(self) -> str:
        return HIDDEN_SYMBOL


HIDDEN = Suppressed.HIDDEN


@final
class Missing(StrEnum):
    """Why there is no count at all. Never a hidden one, never zero."""

    NOT_APPLICABLE = "-"
    NOT_COLLECTED = "n/a"
    NOT_YET_DUE = "not yet due"


Cell: TypeAlias = Released | Suppressed | Missing


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One labelled cell of a published table.

    Attributes:
        key: Names the quantity across tables and releases, e.g. ``2026-09-12/contacted``. Never a student's key.
        label: What a reader sees.
        value: What may be seen of the count.

    Raises:
        TypeError: ``value`` is anything else, a bare count above all.
    """

    key: str
    label: str
    value: Cell

    def __post_init__(self) -> None:
        if not isinstance(self.value, (Released, Suppressed, Missing)):
            raise TypeError(f"{self.label}: a published cell holds Released, Suppressed or Missing, not a bare value")


def in_order(cells: Iterable[PublishedCell]) -> list[PublishedCell]:
    """Sort for show: released counts from large to small, then the others by label, so that order tells nothing hidden."""

    def place(cell: PublishedCell) -> tuple[bool, int, str]:
        count = cell.value.count if isinstance(cell.value, Released) else 0
        return not isinstance(cell.value, Released), -count, cell.label

    return sorted(cells, key=place)
