"""The notes behind a slide: what was assumed, what is counted, all sources, and the link that brings the view back."""

from __future__ import annotations

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Exhibit, SourceLine
from exports.citation import citation
from exports.origin import Origin, marks_of
from exports.plain_text import clean
from exports.slides.model import Content

Line = tuple[str, str]
"""A paragraph and the address it leads to, or ""."""
AS_PUBLISHED = "No assumption was changed."


def notes_lines(exhibit: Exhibit, origin: Origin, content: Content) -> list[Line]:
    """The paragraphs, in the order a presenter needs them."""
    changed = [note for note in exhibit.notes if note.startswith(CHANGED)]
    others = [note for note in exhibit.notes if not note.startswith(CHANGED)]
    said = [marks_of(exhibit), exhibit.sentence if exhibit.sentence != exhibit.title else "", exhibit.empty]
    lines = [clean(text) for text in said if text]
    if changed or exhibit.name.startswith("losses_"):
        lines += ["Assumptions", *(changed or [AS_PUBLISHED])]
    if exhibit.basis:
        lines += ["Basis of the dollars", *dict.fromkeys(map(basis_line, exhibit.basis))]
    elif exhibit.incomes:
        lines += ["The dollars", exhibit.incomes]
    if exhibit.subtitle:
        lines += ["What is shown", exhibit.subtitle]
    others += [f"{card.title}: {card.note}" for card in exhibit.cards if card.note]
    if others or content.note:
        lines += ["To know", *others, *([content.note] if content.note else [])]
    lines += ["Sources", *(source_words(line) for line in exhibit.sources)]
    lines += [f"Data version {exhibit.data_version}, as of {origin.day}", "To quote it", citation(exhibit, origin)]
    return [
        *((clean(line), "") for line in lines if line),
        ("This view, live: " + origin.link(exhibit), origin.link(exhibit)),
    ]


def source_words(line: SourceLine) -> str:
    """A source in one line: publisher, title, which edition, what for, where."""
    said = f"{line.publisher}: {line.title}"
    parts = [said, line.vintage or "", line.used_for and f"for {line.used_for}", line.address or ""]
    return clean(", ".join(part for part in parts if part))
