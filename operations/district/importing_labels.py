"""Labels of a file of visits that are not on the district's list: asked about before anything of the file is loaded.

Labels that may tell who somebody is are asked about together, by what they look like: none of them is shown or can be
confirmed, so none gets onto a page, a list or into a release.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from database.district.values import LabelRecord
from walks.disclosure.profile import AZ
from walks.labels import LABELED, OTHER, STANDARD, KnownLabels, LabelField, doubt_of, plain_label
from walks.records import Visit

CONFIRM, LEAVE_OUT = "confirm", "leave out"
MOST_LABELS = 40
"""So many different new labels of one field are no list but free text."""
FREE_TEXT = "free text"
SEPARATOR = "="


@dataclass(frozen=True, slots=True)
class LabelAsked:
    """A new label, or those that look alike.

    Attributes:
        name: Names it in an answer: field and label, or field and what they look like.
        of: The field.
        label: As it is written; "" where it may tell who somebody is.
        rows: In how many rows of the file.
        meant: The labels that are meant, as ``plain_label`` writes them; for no page and no message.
        refused: Why it cannot be confirmed; "" where it can.
        choice: ``CONFIRM``, ``LEAVE_OUT``, a known label to read it as; "" where nobody has chosen.
    """

    name: str
    of: LabelField
    label: str
    rows: int
    meant: frozenset[str] = field(repr=False)
    refused: str = ""
    choice: str = ""

    @property
    def labels(self) -> int:
        """How many different labels are meant."""
        return len(self.meant)


def asked_labels(
    visits: Iterable[Visit], known: KnownLabels, choices: Mapping[str, str], *, others: str = ""
) -> tuple[LabelAsked, ...]:
    """Gather the labels nobody confirmed, each with what was chosen for it.

    Args:
        visits: Rows that could be loaded.
        known: The district's list.
        choices: By ``LabelAsked.name``; one that may not be made is passed over.
        others: The choice for whatever has none.
    """
    rows = list(visits)
    found: list[LabelAsked] = []
    for name, attribute in LABELED.items():
        texts = Counter(getattr(visit, attribute) for visit in rows)
        found += _of_field(name, {text: times for text, times in texts.items() if not known.knows(name, text)})
    return tuple(replace(one, choice=_choice(one, choices, others)) for one in found)


def with_choices(visits: Iterable[Visit], asked: Sequence[LabelAsked]) -> tuple[Visit, ...]:
    """Give every row with the labels that were chosen; unconfirmed ones go nowhere."""
    chosen = {(one.of, plain): one.choice for one in asked for plain in one.meant}

    def label(name: LabelField, text: str) -> str:
        choice = chosen.get((name, plain_label(text)), CONFIRM)
        left = OTHER if name is LabelField.TARGET_GROUP else ""
        return {CONFIRM: text, LEAVE_OUT: left, "": left}.get(choice, choice)

    return tuple(
        replace(
            one,
            target_group=label(LabelField.TARGET_GROUP, one.target_group),
            language=label(LabelField.LANGUAGE, one.language),
            next_step=label(LabelField.NEXT_STEP, one.next_step),
        )
        for one in visits
    )


def confirmed(asked: Iterable[LabelAsked]) -> list[LabelRecord]:
    """Give the labels that are confirmed, as they are kept."""
    return [LabelRecord(one.of, plain_label(one.label)) for one in asked if one.choice == CONFIRM]


def choices_for(asked: LabelAsked) -> tuple[str, ...]:
    """Give what may be chosen for a label."""
    confirm = () if asked.refused else (CONFIRM,)
    return (*confirm, LEAVE_OUT, *STANDARD[asked.of])


def _choice(asked: LabelAsked, choices: Mapping[str, str], others: str) -> str:
    choice = choices.get(asked.name) or others
    known = {plain_label(one): one for one in choices_for(asked)}
    return known.get(plain_label(choice), "")


def _of_field(name: LabelField, texts: Mapping[str, int]) -> list[LabelAsked]:
    rows: Counter[str] = Counter()
    written: dict[str, list[str]] = {}
    for text, times in texts.items():
        rows[plain_label(text)] += times
        written.setdefault(plain_label(text), []).append(text)
    if len(rows) > MOST_LABELS:
        why = f"{len(rows):,} different texts are free text, not a list of labels"
        return [LabelAsked(_name(name, FREE_TEXT), name, "", rows.total(), frozenset(rows), why)]
    found = []
    doubtful: dict[str, list[str]] = {}
    for plain, forms in written.items():
        # a label is as doubtful as the most doubtful way it is written
        doubt = next(filter(None, map(doubt_of, forms)), None)
        if doubt:
            doubtful.setdefault(doubt, []).append(plain)
        else:
            few = f"it stands in fewer than {AZ.threshold} rows" if rows[plain] < AZ.threshold else ""
            found.append(LabelAsked(_name(name, plain), name, forms[0], rows[plain], frozenset({plain}), few))
    for looks, alike in doubtful.items():
        times = sum(rows[plain] for plain in alike)
        found.append(LabelAsked(_name(name, looks), name, "", times, frozenset(alike), f"looks like {looks}"))
    return found


def _name(name: LabelField, label: str) -> str:
    return f"{name}{SEPARATOR}{plain_label(label)}"
