"""Headline grammar, fixed: up, down, no clear change, about the same as, cannot say. Decided by the interval.

A measure's ``statement`` is a template such as ``{value} of {place's} 19- and 20-year-olds have a diploma``; places and
values are the only things put into it. No cause words.
"""

from __future__ import annotations

from collections.abc import Sequence

from database.values import MeasureRecord
from exhibits.comparison import Verdict
from exhibits.formats import listed, possessive


def statement(measure: MeasureRecord, place: str, value: str) -> str:
    """A measure's finding for one place."""
    template = measure.statement or "{place}: {value}, {short_name}"
    return (
        template.replace("{value}", value)
        .replace("{place's}", possessive(place))
        .replace("{place}", place)
        .replace("{short_name}", measure.short_name.lower())
    )


def standing(verdicts: Sequence[tuple[str, Verdict]], most: int = 2) -> str:
    """Where one place stands among others: ``about the same as Phoenix and Mesa, below Tempe and Flagstaff``.

    ``verdicts`` come in the order names should be mentioned. Empty when nothing can be said.
    """
    words = {Verdict.SAME: "about the same as", Verdict.ABOVE: "above", Verdict.BELOW: "below"}
    parts = []
    for verdict, phrase in words.items():
        names = [name for name, said in verdicts if said is verdict]
        if names:
            parts.append(f"{phrase} {listed(names[:most], most)}")
    return ", ".join(parts)


def movement(verdict: Verdict, since: str) -> str:
    """How a figure moved: ``up since 2016``, ``no clear change since 2016``."""
    words = {
        Verdict.ABOVE: f"up since {since}",
        Verdict.BELOW: f"down since {since}",
        Verdict.SAME: f"no clear change since {since}",
        Verdict.UNKNOWN: f"cannot say whether it changed since {since}",
    }
    return words[verdict]
