"""The fixed list of cuts (rule 10): what may be broken down by what. There is no free combination of filters."""

from __future__ import annotations

from dataclasses import dataclass


class CutRefused(ValueError):
    """A breakdown that is not on the list."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One breakdown that may be released: a table of ``what``, by ``by`` (at most one), over one walk or walks pooled."""

    what: str
    by: str | None
    pooled_only: bool


CUTS = (
    Cut("journey", None, pooled_only=False),
    Cut("re_enrolled", "target_group", pooled_only=True),
    Cut("re_enrolled", "language", pooled_only=True),
    Cut("listed", "target_group", pooled_only=True),
    Cut("listed", "language", pooled_only=True),
)


def require_cut(what: str, by: str | None, walks: int) -> Cut:
    """Give the cut of this name.

    Args:
        what: Table, e.g. ``journey``.
        by: The one thing it is broken down by, or None.
        walks: Walks it covers; a breakdown by who the students are needs two or more, pooled.

    Raises:
        CutRefused: It is not on the list, or wants pooled walks.
    """
    for cut in CUTS:
        if (cut.what, cut.by) == (what, by):
            if cut.pooled_only and walks < 2:
                raise CutRefused(f"{what} by {by} is released for pooled walks only: choose two or more")
            return cut
    offered = ", ".join(f"{cut.what} by {cut.by}" if cut.by else cut.what for cut in CUTS)
    raise CutRefused(f"no release has {what} by {by}: choose one of {offered}")
