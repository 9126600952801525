"""The district's list of labels, as the command line changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from database.district.values import LabelRecord
from operations.district.importing_labels import CONFIRM, SEPARATOR
from operations.district.side import DistrictSide
from walks.labels import LabelField, doubt_of, plain_label


def change_labels(side: DistrictSide, confirm: Sequence[str], withdraw: Sequence[str]) -> None:
    """Put labels on the district's list and take others off it.

    Raises:
        ValueError: One is not written as field=label, may tell who somebody is, or is not on the list.
    """
    new = [_record(text) for text in confirm]
    for one in new:
        if doubt := doubt_of(one.label):
            raise ValueError(f"A label of {one.field} looks like {doubt}: it cannot be confirmed")
    if new:
        side.store.add_labels(new)
    for text in withdraw:
        if not side.store.withdraw_label(_record(text)):
            raise ValueError(f"“{text}” is not on the list of confirmed labels")


def label_choices(confirm: Iterable[str], read: Iterable[str]) -> dict[str, str]:
    """What to do with new labels, by ``LabelAsked.name``.

    Raises:
        ValueError: One is not written as field=label, or field=label=known label.
    """
    found = {_name(_record(text)): CONFIRM for text in confirm}
    for text in read:
        new, separator, known = text.rpartition(SEPARATOR)
        if not separator or not known.strip():
            raise ValueError(f"Write field=label=known label, not “{text}”")
        found[_name(_record(new))] = known.strip()
    return found


def _name(record: LabelRecord) -> str:
    return f"{record.field}{SEPARATOR}{record.label}"


def _record(text: str) -> LabelRecord:
    name, separator, label = text.partition(SEPARATOR)
    if name.strip() not in list(LabelField) or not separator or not label.strip():
        raise ValueError(f"Write field=label, where the field is one of {', '.join(LabelField)}")
    return LabelRecord(name.strip(), plain_label(label))
