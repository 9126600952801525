"""The labels that are known: the standard ones (``standard.csv``) and those a district confirmed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib import resources

from walks.comparison import COMPARISON_GROUPS
from walks.labels.doubts import doubt_of
from walks.records import Visit

OTHER = "Other"
MADE_UP = "made-up:"
"""Labels of the generator say so; behind it they are standard ones."""


class LabelField(StrEnum):
    """A field that holds labels, as ``walks.importing.fields`` names it."""

    TARGET_GROUP = "target group"
    LANGUAGE = "language"
    NEXT_STEP = "next step"


LABELED: Mapping[LabelField, str] = {
    LabelField.TARGET_GROUP: "target_group",
    LabelField.LANGUAGE: "language",
    LabelField.NEXT_STEP: "next_step",
}
"""The attribute of ``Visit`` by field."""


def plain_label(text: str) -> str:
    """Write a label the one way: ``Call  Back`` and ``call back`` are one."""
    return " ".join(text.casefold().replace("’", "'").split())


def _standard() -> Mapping[LabelField, tuple[str, ...]]:
    text = resources.files("walks.labels").joinpath("standard.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {name: tuple(row["label"] for row in rows if row["field"] == name) for name in LabelField}


STANDARD: Mapping[LabelField, tuple[str, ...]] = _standard()
_PLAIN = {name: frozenset(map(plain_label, labels)) for name, labels in STANDARD.items()}


@dataclass(frozen=True, slots=True)
class KnownLabels:
    """The standard labels and those of one district.

    Attributes:
        confirmed: Labels the district confirmed, by field, as ``plain_label`` writes them.
    """

    confirmed: Mapping[LabelField, frozenset[str]] = field(default_factory=dict)

    def knows(self, name: LabelField, text: str) -> bool:
        """Whether a label is known; a blank one is."""
        plain = plain_label(text)
        if plain in self.confirmed.get(name, ()):
            return True
        return not plain or plain.removeprefix(MADE_UP).strip() in _PLAIN[name]

    def folded(self, visit: Visit) -> Visit:
        """Give a visit whose unknown labels are ``OTHER``, or blank for a next step.

        Visits loaded before labels were confirmed may hold anything. Who is followed for comparison stays so.
        """
        group, language, step = visit.target_group, visit.language, visit.next_step
        folded = (
            group if self.knows(LabelField.TARGET_GROUP, group) else _group_instead(group),
            language if self.knows(LabelField.LANGUAGE, language) else OTHER,
            step if self.knows(LabelField.NEXT_STEP, step) else "",
        )
        if folded == (group, language, step):
            return visit
        return replace(visit, target_group=folded[0], language=folded[1], next_step=folded[2])


def may_tell(text: str) -> bool:
    """Whether a label of a release may tell who somebody is; the standard ones tell nobody."""
    return not any(KnownLabels().knows(name, text) for name in LabelField) and doubt_of(text) is not None


def _group_instead(text: str) -> str:
    """What stands for an unknown target group."""
    plain = plain_label(text)
    return next((start for start in COMPARISON_GROUPS if plain.startswith(start)), OTHER)
