"""Whether an agenda is ready for the room: item by item what is missing, stale, hidden, too small or not said."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exhibits.agenda_answer import answer
from exhibits.agenda_items import BuiltItem
from exhibits.formats import number_of
from exhibits.stage import Slide
from exhibits.stage_figure import LABEL_PIXELS

Kind = Literal["missing", "stale", "hidden", "empty", "small", "question", "silent", "pace", "drawn"]
Seen = Literal["not drawn", "blank", "title cut", "text cut", "labels overlap"]
"""What the browser can see of a slide that it drew at 1920 by 1080."""

BACK_ROW = 6
"""Distance of the last row, in heights of the picture (``visual.md``, present mode)."""
LEAST_PIXELS = 28
"""Labels below this are for the record, not for the room."""

WORDS_A_MINUTE = 130
"""How fast people speak to a room."""
LOOKING = 0.5
"""Minutes in which a room takes in a slide before anything is said."""
GUESSING = 1.0
"""Minutes a room takes to guess."""

ANOTHER = "Choose another place, measure or year, or remove the item."
REDRAW = "Show fewer places or years, or choose another exhibit."

SEEN_WORDS: Mapping[Seen, str] = {
    "not drawn": "The chart could not be drawn in this browser.",
    "blank": "The chart came out blank.",
    "title cut": "The finding does not fit the slide.",
    "text cut": "A text of the chart is cut at the edge.",
    "labels overlap": "Labels of the chart lie over each other.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        kind: What kind of thing.
        words: What was found.
        remedy: What the editor can do about it; "" where nothing can be done here and it is only to be known.
        blocks: Whether the agenda is not ready while it stands.
    """

    kind: Kind
    words: str
    remedy: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """One item and what was found; it is ready where nothing blocks.

    ``minutes`` are planned, ``estimate`` is what it takes to say and see.
    """

    id: str
    title: str
    minutes: float
    estimate: float
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether it can be shown as it is."""
        return not any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class RoomCheck:
    """The whole agenda. ``minutes`` are planned, ``estimate`` is reckoned; ``faults``: what is wrong beside its items."""

    items: tuple[CheckedItem, ...]
    minutes: float
    estimate: float
    length: float
    faults: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether everything holds."""
        return not self.faults and all(item.ok for item in self.items)


def check(items: Sequence[BuiltItem], length: float = 0, seen: Mapping[str, Sequence[Seen]] | None = None) -> RoomCheck:
    """Check an agenda.

    Args:
        items: Built, in their order.
        length: Minutes there are; 0 where nobody said.
        seen: By item id what the browser found when it drew the slides; items it said nothing of were fine.
    """
    found = seen or {}
    checked = tuple(_checked(each, found.get(each.item.id, ()), items) for each in items)
    minutes = sum(item.minutes for item in checked)
    estimate = sum(item.estimate for item in checked)
    return RoomCheck(checked, minutes, estimate, length, tuple(_faults(checked, minutes, length)))


def estimate_of(built: BuiltItem) -> float:
    """Minutes an item takes, to the half: looking at it, its finding, line and notes said, and a guess where it asks for one."""
    item = built.item
    words = sum(len(text.split()) for text in (title_of(built), item.line, item.notes))
    asked = GUESSING + len(item.question.text.split()) / WORDS_A_MINUTE if item.question else 0.0
    return math.ceil(2 * (LOOKING + words / WORDS_A_MINUTE + asked)) / 2


def title_of(built: BuiltItem) -> str:
    """What an item is called: its finding, or the exhibit it asked for."""
    if built.slide is not None:
        return built.slide.title
    return built.exhibit.title if built.exhibit is not None else built.item.exhibit.replace("_", " ")


def _faults(items: Sequence[CheckedItem], minutes: float, length: float) -> list[str]:
    if not items:
        return ["There is nothing on the agenda yet."]
    over = minutes - length
    return (
        [f"It takes {minutes:g} minutes, {over:g} more than the {length:g} there are."] if length and over > 0 else []
    )


def _checked(built: BuiltItem, seen: Sequence[Seen], items: Sequence[BuiltItem]) -> CheckedItem:
    findings = [*_shown(built), *_spoken(built), *_told(built, items)]
    findings += [Finding("drawn", SEEN_WORDS[each], REDRAW) for each in seen]
    return CheckedItem(built.item.id, title_of(built), built.item.minutes, estimate_of(built), tuple(findings))


def _shown(built: BuiltItem) -> list[Finding]:
    findings = (
        [Finding("missing", built.problem, "Remove the item or choose another exhibit.")] if built.problem else []
    )
    if built.moved:
        many = number_of(len(built.moved), "kept number reads", "kept numbers read")
        remedy = "Freeze the item again to take over today’s numbers, or let it go live."
        findings.append(Finding("stale", f"{many} otherwise today. {built.cause}", remedy))
    if built.slide is None:
        return findings
    return [*findings, *_on_slide(built.slide)]


def _on_slide(slide: Slide) -> list[Finding]:
    missing = [cell for row in slide.table.rows for cell in row[1:] if cell.state]
    numbers = [cell for row in slide.table.rows for cell in row[1:] if isinstance(cell.value, (int, float))]
    if slide.empty:
        return [Finding("empty", slide.empty, ANOTHER)]
    if missing and not numbers:
        return [Finding("hidden", f"It has no number to show: {missing[0].state}.", ANOTHER)]
    findings = []
    if not (slide.number or numbers or slide.table.rows or _marks(slide)):
        findings.append(Finding("empty", "There is nothing on the slide but its title.", ANOTHER))
    elif slide.figure is not None and not _marks(slide):
        findings.append(Finding("empty", "The chart has nothing in it.", ANOTHER))
    if missing:
        states = ", ".join(dict.fromkeys(cell.state for cell in missing))
        findings.append(Finding("hidden", f"{len(missing)} of its numbers: {states}.", blocks=False))
    if slide.figure is not None and slide.label_pixels < LABEL_PIXELS:
        reach = BACK_ROW * slide.label_pixels / LABEL_PIXELS
        size = (
            f"Labels are {slide.label_pixels} px high: read from {reach:.1g} screen heights away, while a back row sits at "
            f"{BACK_ROW} and needs {LABEL_PIXELS}."
        )
        findings.append(Finding("small", size, "Show fewer places or years.", slide.label_pixels < LEAST_PIXELS))
    return findings


def _marks(slide: Slide) -> bool:
    return slide.figure is not None and any(
        len(trace.get("x") or ()) or len(trace.get("y") or ()) for trace in slide.figure["data"]
    )


def _told(built: BuiltItem, items: Sequence[BuiltItem]) -> list[Finding]:
    """Whether another item shows what is asked here: the room's window holds that one openly."""
    asked = (built.item.exhibit, dict(built.item.parameters))
    if built.item.question is None:
        return []
    openly = [
        place
        for place, other in enumerate(items, 1)
        if other.item.question is None and (other.item.exhibit, dict(other.item.parameters)) == asked
    ]
    remedy = "Ask the question there too, or show that item after this one is revealed."
    return [Finding("question", f"Item {place} shows the answer to its question.", remedy) for place in openly]


def _spoken(built: BuiltItem) -> list[Finding]:
    findings = []
    question = built.item.question
    if question is not None and (built.slide is None or answer(built.slide, question).value is None):
        findings.append(Finding("question", "No number answers its question.", "Choose the number that does."))
    if not built.item.line:
        findings.append(Finding("silent", "No spoken line yet.", "Write one sentence to say with it.", blocks=False))
    takes, planned = estimate_of(built), built.item.minutes
    if takes > planned:
        said = f"To see it and say all of it takes about {takes:g} min; {planned:g} are planned."
        findings.append(Finding("pace", said, "Plan more minutes or say less.", blocks=False))
    return findings
