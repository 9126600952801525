"""Numbers in a file someone brings, read by one strict rule: what may mean two things is refused, never guessed.

* Thousands are separated in groups of three or not at all: ``1,250`` and ``12,345,678``, not ``1250,50`` or ``12,34``.
* The decimal mark is the point. It is the comma only where the file is separated by semicolons, as spreadsheets of
  countries with a decimal comma write it, or where another value of the column can be read in no other way.
* ``7.5%`` is a percentage: 7.5 for a column of percents, 0.075 for a column of shares, refused elsewhere.
* A value that stands for "no value" (``-666666666`` and its kin) is no number.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Mark(StrEnum):
    """The decimal mark of a column."""

    POINT = "."
    COMMA = ","


class NotANumber(ValueError):
    """A text that is no number by the rules above; ``rule`` says what is wrong, ``repair`` what to do."""

    def __init__(self, rule: str, repair: str) -> None:
        """``rule`` and ``repair`` are shown to the person who brought the file."""
        super().__init__(rule)
        self.rule = rule
        self.repair = repair


_PLAIN = re.compile(r"[-+]?\d+(?:[eE][-+]?\d+)?", re.ASCII)
_BY_MARK = {
    Mark.POINT: re.compile(r"[-+]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII),
    Mark.COMMA: re.compile(r"[-+]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII),
}
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""``1,250`` or ``1.250``: one thousand two hundred and fifty, or one and a quarter."""
_PERCENT = re.compile(r"(?P<number>[^%]*[^%\s])\s*%")
_MINUS = str.maketrans({"−": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})
_SENTINELS = frozenset({-666666666, -999999999, -888888888, -555555555, -333333333, -222222222})
_REPEATED = re.compile(r"-([1-9])\1{2,}|9{9,}")
REPAIR = "Write a plain number such as 421280, 421,280 or 19.5; leave the cell empty where there is no value"
PERCENT, SHARE = "percent", "share"
ENOUGH = 3
"""Values that need a decimal comma before a column outside a file with semicolons is taken to be written with it."""


def decimal_mark(values: Iterable[str], *, semicolons: bool = False) -> Mark | None:
    """The decimal mark of a column, from the values that can be read in one way only.

    Args:
        values: The column's cells.
        semicolons: Whether the file separates its columns by semicolons.

    Returns:
        ``COMMA`` or ``POINT``. ``POINT`` outside files with semicolons unless ``ENOUGH`` values need a comma. None where
        values of the column contradict each other, or where a file with semicolons leaves it open.
    """
    seen = Counter(mark for value in values for mark in [_only_mark(value)] if mark is not None)
    if not semicolons and seen[Mark.COMMA] < ENOUGH:
        return Mark.POINT
    return next(iter(seen)) if len(seen) == 1 else None


def read_number(text: str, mark: Mark | None = Mark.POINT, unit: str = "") -> float:
    """The number a text writes.

    Args:
        text: As in the file; a currency sign is no part of it.
        mark: The column's decimal mark; None where it is not known, so that ``1,250`` is refused.
        unit: ``percent`` or ``share`` where the column is of that unit.

    Raises:
        NotANumber: It is none, may be two, stands for "no value", or is a percentage in a column of another unit.
    """
    plain = text.strip().translate(_MINUS)
    percentage = _PERCENT.fullmatch(plain)
    if percentage is None:
        return _refuse_sentinel(_parsed(plain, mark))
    if unit not in (PERCENT, SHARE):
        raise NotANumber(
            "is a percentage in a column that holds none", "Write the number itself, without a percent sign"
        )
    number = _parsed(percentage["number"], mark)
    return number if unit == PERCENT else number / 100


def read_whole(text: str, mark: Mark | None = Mark.POINT) -> int:
    """The whole number a text writes; ``12.0`` is 12.

    Raises:
        NotANumber: As ``read_number``, or it has a fraction.
    """
    number = read_number(text, mark)
    if not number.is_integer():
        raise NotANumber("is not a whole number", "Write a whole number, such as 12 or 1,250")
    return int(number)


def is_sentinel(number: float) -> bool:
    """Whether a number is one by which tables say "no value": Census codes such as -666666666, and rows of nines."""
    if not float(number).is_integer():
        return False
    return int(number) in _SENTINELS or bool(_REPEATED.fullmatch(str(int(number))))


def _parsed(text: str, mark: Mark | None) -> float:
    if mark is None:
        mark = _only_mark(text)
        if mark is None and not _PLAIN.fullmatch(text):
            if _EITHER.fullmatch(text):
                raise NotANumber(*_ambiguous(text))
            raise NotANumber("is not a finite number", REPAIR)
    if not _BY_MARK[mark or Mark.POINT].fullmatch(text):
        raise NotANumber(*_why_not(text, mark or Mark.POINT))
    grouping = "," if mark is not Mark.COMMA else "."
    value = float(text.replace(grouping, "").replace(",", "."))
    if not math.isfinite(value):
        raise NotANumber("is not a finite number", REPAIR)
    return value


def _only_mark(text: str) -> Mark | None:
    """The decimal mark a value can only have been written with; None where it has none, or may have either."""
    plain = text.strip().translate(_MINUS).rstrip("% ")
    if "." not in plain and "," not in plain:
        return None
    fits = [mark for mark, form in _BY_MARK.items() if form.fullmatch(plain)]
    return fits[0] if len(fits) == 1 else None


def _why_not(text: str, mark: Mark) -> tuple[str, str]:
    other = Mark.COMMA if mark is Mark.POINT else Mark.POINT
    if not _BY_MARK[other].fullmatch(text):
        return "is not a finite number", REPAIR
    if mark is Mark.POINT:
        return (
            "has a comma that separates no group of three",
            "Write 180.5 with a point, or 1,250 with groups of three; a file with decimal commas is separated by semicolons",
        )
    return "has a decimal point where the column has decimal commas", "Write the column one way: 180,5 or 180.5"


def _ambiguous(text: str) -> tuple[str, str]:
    digits = re.sub(r"[.,]", "", text)
    parted = text.replace(",", ".")
    return (
        f"may be {int(digits):,} or {float(parted):g}",
        f"Write {digits} without a separator, or the decimals so that no other reading is left",
    )


def _refuse_sentinel(number: float) -> float:
    if is_sentinel(number):
        raise NotANumber(
            "is a code for “no value”, not a number (the Census writes -666666666 and the like)", "Leave the cell empty"
        )
    return number
