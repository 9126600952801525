"""An agenda as a file: slides, one web page, or the agenda itself. An item that cannot go along is named with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exhibits.agenda_items import BuiltItem
from exhibits.frozen import day_words
from exhibits.model import PRIVATE, Exhibit
from exhibits.room_check import title_of
from exports.check import RefusedFileError
from exports.check_html import document_faults
from exports.files import checked_deck
from exports.leave_behind import LeaveBehindError, leave_behind
from exports.origin import Origin
from exports.paper_files import PaperFiles
from operations.agendas import Agenda, Item

LONGEST_NAME = 60
Left = tuple[BuiltItem, str]
"""An item that is not in a file, and why."""


class LeftOutError(ValueError):
    """Items cannot go into a file. ``left``: each with its reason; ``others``: how many could."""

    def __init__(self, left: Sequence[Left], others: int) -> None:
        self.left, self.others = tuple(left), others
        super().__init__("; ".join(f"{title_of(each)}: {reason}" for each, reason in left))


def problem_of(built: BuiltItem) -> str:
    """Why an item cannot go into a file with numbers; "" where it can."""
    if built.exhibit is None:
        return built.problem or "There is nothing to show."
    if built.exhibit.private:
        return f"{PRIVATE}."
    if built.exhibit.empty:
        return built.exhibit.empty
    if built.kept is not None and built.moved:
        kept = day_words(built.kept.created_at)
        return f"Its numbers as kept on {kept} moved since. Freeze it anew, or let its numbers be live."
    return ""


def spoken_of(item: Item) -> str:
    """What a presenter has before them: the spoken line, the notes, the question, the minutes."""
    asked = f"Ask first: {item.question.text}" if item.question else ""
    return "\n".join(filter(None, (item.line, item.notes, asked, f"{item.minutes:g} min")))


def agenda_json(agenda: Agenda) -> bytes:
    """The agenda itself, to be imported again."""
    return f"{agenda.model_dump_json(indent=2)}\n".encode()


def agenda_pptx(agenda: Agenda, items: Sequence[BuiltItem], origin: Origin) -> bytes:
    """Slides with what is said in their notes, checked before they are handed over.

    Raises:
        LeftOutError: Some items cannot be slides; all of them are named.
    """

    def made(part: Sequence[BuiltItem]) -> bytes:
        spoken = [spoken_of(each.item) for each in part]
        return checked_deck(_exhibits(part), agenda.title, origin, _subtitle(agenda, part), spoken)

    return _without_refused(items, made)


def agenda_html(agenda: Agenda, items: Sequence[BuiltItem], origin: Origin, files: PaperFiles) -> bytes:
    """One web page that opens with the network off.

    Raises:
        LeftOutError: Some items cannot go into it; all of them are named.
        LeaveBehindError: The file would be too large, or has no item.
    """

    def made(part: Sequence[BuiltItem]) -> bytes:
        said = [each.item.line for each in part]
        content = leave_behind(_exhibits(part), agenda.title, _subtitle(agenda, part), origin, files, said)
        found = tuple(document_faults(content, _exhibits(part), origin))
        if found:
            raise _of_one(part, found, origin, files)
        return content

    return _without_refused(items, made)


def _of_one(
    part: Sequence[BuiltItem], found: Sequence[str], origin: Origin, files: PaperFiles
) -> RefusedFileError | LeaveBehindError:
    """Faults of the whole page, with the name of the exhibit that has them alone too; of none, the file is not made."""
    for exhibit in _exhibits(part):
        own = tuple(document_faults(leave_behind([exhibit], exhibit.title, "", origin, files), [exhibit], origin))
        if own:
            return RefusedFileError(exhibit.title, "web page", own)
    return LeaveBehindError(f"it is not what it should be: {'; '.join(found)}")


def file_name(agenda: Agenda) -> str:
    """What the file is called, without its ending: small letters, digits and ``-``."""
    return re.sub(r"[^a-z0-9]+", "-", agenda.title.lower())[:LONGEST_NAME].strip("-") or "agenda"


def _without_refused(items: Sequence[BuiltItem], made: Callable[[Sequence[BuiltItem]], bytes]) -> bytes:
    """The file of all items, or all that cannot be in it: the check names one at a time, so it is asked again without."""
    left: list[Left] = [(each, reason) for each in items if (reason := problem_of(each))]
    rest = [each for each in items if not problem_of(each)]
    content = b""
    while rest and not content:
        try:
            content = made(rest)
        except RefusedFileError as refused:
            out = [each for each in rest if each.exhibit is not None and each.exhibit.title == refused.title]
            left += [(each, f"{'; '.join(refused.reasons)}.") for each in out]
            rest = [each for each in rest if each not in out] if out else []
    if left or not content:
        raise LeftOutError(left, len(rest))
    return content


def _exhibits(items: Sequence[BuiltItem]) -> list[Exhibit]:
    return [each.exhibit for each in items if each.exhibit is not None]


def _subtitle(agenda: Agenda, part: Sequence[BuiltItem]) -> str:
    """How much of the agenda this is."""
    left = len(agenda.items) - len(part)
    return f"{len(part)} of the agenda’s {len(agenda.items)} items" if left else ""
