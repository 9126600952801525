"""What the minutes say in the same words as a page and as a Word document: changes, scenarios, which data."""

from __future__ import annotations

from collections.abc import Sequence

from database.frozen import ARIZONA
from exhibits.frozen import day_words
from exhibits.stage import Slide
from exports.minutes import Happened, Kept, MinutesItem
from exports.origin import version_words

CHANGE_HEADS = ("Time", "Change", "Number", "What came of it")


def change_cells(change: Happened) -> tuple[str, str, str, str]:
    """A row under ``CHANGE_HEADS``; the time is Arizona's."""
    taken = " (taken back)" if change.undone else ""
    return f"{change.at.astimezone(ARIZONA):%H:%M}", f"{change.what}{taken}", change.number, change.result


def scenario_rows(scenarios: Sequence[Kept]) -> tuple[tuple[str, ...], ...]:
    """The scenarios side by side: what a row is about, then a cell for each."""
    return (
        ("Changed", *("; ".join(each.changed) or "as planned" for each in scenarios)),
        ("Number", *(each.number or "none" for each in scenarios)),
        ("Finding", *(each.title for each in scenarios)),
        ("Basis", *(each.basis or "no dollars" for each in scenarios)),
    )


def data_words(item: MinutesItem, slide: Slide) -> str:
    """Which version of the data an item's numbers are of, and of which day where they were kept."""
    kept = f", as kept on {day_words(item.kept_on)}" if item.kept_on else ""
    return f"Data version {version_words(slide.data_version)}{kept}."
