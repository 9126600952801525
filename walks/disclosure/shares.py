"""Percentages under disclosure control: exact, coded at the ends, or hidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

from walks.disclosure.cells import HIDDEN, Cell, Released, Suppressed
from walks.disclosure.profile import AZ, Profile


class Side(StrEnum):
    """How a coded share is meant."""

    EXACTLY = ""
    AT_LEAST = ">="
    AT_MOST = "<="


@final
@dataclass(frozen=True, slots=True)
class Share:
    """A publishable percentage, e.g. ``61%`` or ``>=98%``: ``percent`` whole, 0 to 100."""

    side: Side
    percent: int

    def __str__(self) -> str:
        return f"{self.side}{self.percent}%"


def share_of(numerator: int, denominator: int, profile: Profile = AZ) -> Share | Suppressed:
    """Give the share of true counts as it may be published on its own, without its counts beside it.

    Rules 2, 3 and 5: nothing on a denominator below T; coded at the ends by the profile's tiers; hidden when the
    numerator or the rest is small, for a whole percent of up to 100 students names one numerator.

    Args:
        numerator: Students with the outcome.
        denominator: Students in the group.
        profile: The rules' numbers.

    Raises:
        ValueError: The numerator is not between 0 and the denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"no share in {numerator} of {denominator}")
    if denominator < profile.threshold:
        return HIDDEN
    edge = profile.edge(denominator)
    if 100 * numerator <= edge * denominator:
        return Share(Side.AT_MOST, edge)
    if 100 * (denominator - numerator) <= edge * denominator:
        return Share(Side.AT_LEAST, 100 - edge)
    if profile.is_small(numerator) or profile.is_small(denominator - numerator):
        return HIDDEN
    return _whole(numerator, denominator)


def share_of_cells(numerator: Cell, denominator: Cell, profile: Profile = AZ) -> Share | Suppressed:
    """Give the share of two published cells: exact where both are shown and the base is large enough, else hidden.

    It tells nothing the two cells do not tell, so it needs no coding.

    Raises:
        ValueError: The numerator is larger than the denominator.
    """
    if not isinstance(numerator, Released) or not isinstance(denominator, Released):
        return HIDDEN
    if numerator.count > denominator.count:
        raise ValueError(f"no share in {numerator} of {denominator}")
    if denominator.count < profile.threshold:
        return HIDDEN
    return _whole(numerator.count, denominator.count)


def values_left(share: Share, denominator: int) -> int:
    """Count the numerators a share leaves open to a reader who knows the denominator: 98 of 100 as ``>=98%`` leaves 3."""
    if share.side is Side.EXACTLY:
        return sum(_whole(numerator, denominator) == share for numerator in range(denominator + 1))
    edge = share.percent if share.side is Side.AT_MOST else 100 - share.percent
    return edge * denominator // 100 + 1


def share_beside_base(numerator: int, denominator: int, profile: Profile = AZ) -> Share | Suppressed:
    """Give the share of true counts as it may be published beside its denominator.

    As ``share_of``, but a coded share that would leave fewer than five numerators open is hidden.

    Raises:
        ValueError: The numerator is not between 0 and the denominator.
    """
    share = share_of(numerator, denominator, profile)
    if isinstance(share, Share) and share.side is not Side.EXACTLY:
        return share if values_left(share, denominator) >= profile.least_values else HIDDEN
    return share


def _whole(numerator: int, denominator: int) -> Share:
    # half up, in whole numbers: no rounding of a rounding
    return Share(Side.EXACTLY, (200 * numerator + denominator) // (2 * denominator))
