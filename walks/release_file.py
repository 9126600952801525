"""The file a release travels in: canonical JSON, hash inside; written by the district, verified by whoever loads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from walks.disclosure.audit import Breach, against_earlier, breaches
from walks.disclosure.cells import HIDDEN, HIDDEN_SYMBOL, Missing, PublishedCell, Released
from walks.disclosure.profile import PROFILES, RULE_VERSION
from walks.disclosure.seal import SEAL
from walks.disclosure.tables import Kind, Overlap, PublishedTable
from walks.disclosure.watch import Watch
from walks.keys import WalkKey
from walks.labels import may_tell
from walks.release import Amount, AmountUnit, Release, ReleaseRefused, in_time
from walks.release_due import counted_early

FORMAT = "walk release 1"
LARGEST_BYTES = 2_000_000
# Fifty walks with every table make 1,300 counts in 160 tables. What is far beyond is no release, and is not attacked.
MOST_TABLES = 600
MOST_COUNTS = 2_000
MOST_TIES = 60
MOST_PARTS = 100
LONGEST_TEXT = 300
LARGEST_COUNT = 50_000
MOST_PLACES = 5
# Releases made by earlier rules are still read: they are attacked by the rules of today.
ACCEPTED_RULES = ("2026.1", "2026.2", RULE_VERSION)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class _Cell(_Part):
    key: Text
    label: Text
    shown: Annotated[int, Field(le=LARGEST_COUNT)] | Text


class _Table(_Part):
    id: Text
    title: Text
    kind: Kind
    cells: Annotated[tuple[_Cell, ...], Field(max_length=MOST_PARTS)]
    total: _Cell | None


class _Walk(_Part):
    day: date
    organizer: Text


class _Tie(_Part):
    unique: Text
    parts: Annotated[tuple[Text, ...], Field(max_length=MOST_PARTS)]


class _Amount(_Part):
    label: Text
    value: int
    unit: AmountUnit


class _File(_Part):
    format: Literal["walk release 1"]
    district: Text
    walks: Annotated[tuple[_Walk, ...], Field(max_length=MOST_PARTS)]
    made_on: date
    approver: Text
    made_up: bool
    profile: Text
    rule_version: Text
    tables: Annotated[tuple[_Table, ...], Field(max_length=MOST_TABLES)]
    overlaps: Annotated[tuple[_Tie, ...], Field(max_length=MOST_TIES)]
    amounts: Annotated[tuple[_Amount, ...], Field(max_length=MOST_PARTS)]
    sha256: str


def to_bytes(release: Release) -> bytes:
    """Write a release as canonical JSON (UTF-8, sorted keys, ``sha256`` over the rest). The same release, the same bytes."""
    content = _content(release)
    return _canonical({**content, "sha256": _hash(content)})


def content_hash(release: Release) -> str:
    """Give the SHA-256 (hex) that names the release."""
    return _hash(_content(release))


def read(data: bytes, earlier: Sequence[Release] = (), watch: Watch | None = None) -> Release:
    """Verify a release file and read it.

    Checked are: form, hash, known profile and rules; the attacker finds nothing small; every difference from each of
    the ``earlier`` releases is 0 or at least T.

    Args:
        data: The file's bytes.
        earlier: Every release loaded before. Those of the same district count, however its name is spaced or spelt in
            capitals; others are passed over.
        watch: Bounds the time, and is told how far the work is.

    Raises:
        ReleaseRefused: Anything is amiss, or the time was over. The message names tables and cells, never a count.
    """
    release = stored(data)
    if places := unfit_labels(release):
        raise _refused(
            f"has labels that may tell who somebody is ({', '.join(places)}): the district takes them back and makes the "
            "release again"
        )
    own = [one for one in earlier if same_name(one.district, release.district)]
    with in_time("release file"):
        found = given_away(release, own, watch or Watch())
    if found:
        raise ReleaseRefused(found)
    return release


def unfit_labels(release: Release) -> list[str]:
    """Where a release has labels that may tell who somebody is: by table and cell, counted from 1, without the label."""
    names = [str(walk) for walk in release.walks]
    found = []
    for number, table in enumerate(release.tables, 1):
        if any(may_tell(part) for part in _parts(table.id, names)) or may_tell(table.title):
            found.append(f"table {number}")
        for place, cell in enumerate(table.counts(), 1):
            if may_tell(cell.label) or any(may_tell(part) for part in _parts(cell.key, names)):
                found.append(f"table {number}, cell {place}")
    for number, amount in enumerate(release.amounts, 1):
        if any(may_tell(part) for part in _parts(amount.label, names)):
            found.append(f"amount {number}")
    return found[:MOST_PLACES]


def _parts(key: str, walks: Sequence[str]) -> list[str]:
    """The words of a key, without the names of walks and of the group it counts."""
    for walk in walks:
        key = key.replace(walk, "")
    parts = (part.strip() for part in key.split("/"))
    return [
        part.removeprefix("target_group ").removeprefix("language ") for part in parts if part and not part.isdecimal()
    ]


def given_away(release: Release, earlier: Sequence[Release], watch: Watch) -> list[Breach]:
    """Attack a release, alone and with the earlier ones of its district.

    Raises:
        OutOfTime: The watch ran out.
    """
    profile = PROFILES[release.profile]
    attacked, before = release.as_attacked(), [one.as_attacked() for one in earlier]
    found = breaches(attacked, profile, watch) + against_earlier(attacked, before, profile, watch)
    return counted_early(release) + found


def stored(data: bytes) -> Release:
    """Read a release that was verified when it was loaded: form, hash and rules are checked again, the attack is not run.

    Raises:
        ReleaseRefused: The bytes are not those of a release.
    """
    if len(data) > LARGEST_BYTES:
        raise _refused(f"larger than {LARGEST_BYTES:,} bytes: this is no release")
    try:
        file = _File.model_validate_json(data)
    except ValidationError as problem:
        places = ", ".join(dict.fromkeys(_place(error["loc"]) for error in problem.errors()[:5]))
        raise _refused(f"not in the form of a release ({places}): ask the district for the file again") from None
    if sum(len(table.cells) + 1 for table in file.tables) > MOST_COUNTS:
        raise _refused(f"holds more than {MOST_COUNTS:,} counts: this is no release")
    if file.profile not in PROFILES:
        raise _refused("made by an unknown disclosure profile: update this program")
    if file.rule_version not in ACCEPTED_RULES:
        raise _refused("made by rules of another version: update the program on both sides")
    try:
        release = _release(file)
    except (TypeError, ValueError) as problem:
        raise _refused(f"holds something no release may hold ({problem})") from None
    if to_bytes(release) != data:
        raise _refused("its content is not what its hash says: ask the district for the file again")
    return release


def _place(parts: tuple[int | str, ...]) -> str:
    """Where something is wrong, counted as people count: ``tables 1, cells 2, key``."""
    words = [f" {part + 1}" if isinstance(part, int) else f", {part.replace('_', ' ')}" for part in parts]
    return "".join(words).removeprefix(", ") or "the whole file"


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however they are spaced, spelt in capitals or punctuated."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _refused(rule: str) -> ReleaseRefused:
    return ReleaseRefused([Breach("release file", rule)])


def _release(file: _File) -> Release:
    return Release(
        district=file.district,
        walks=tuple(WalkKey(walk.day, walk.organizer) for walk in file.walks),
        made_on=file.made_on,
        approver=file.approver,
        made_up=file.made_up,
        profile=file.profile,
        rule_version=file.rule_version,
        tables=tuple(_table(table) for table in file.tables),
        overlaps=tuple(Overlap(tie.unique, tie.parts) for tie in file.overlaps),
        amounts=tuple(Amount(amount.label, amount.value, amount.unit) for amount in file.amounts),
    )


def _table(table: _Table) -> PublishedTable:
    if (table.total is None) is not (table.kind is Kind.FUNNEL):
        raise ValueError(f"{table.id}: a one-way table has a total, a funnel none")
    total = None if table.total is None else _cell(table.total)
    return PublishedTable(table.id, table.title, table.kind, tuple(map(_cell, table.cells)), total)


def _cell(cell: _Cell) -> PublishedCell:
    if isinstance(cell.shown, int):
        return PublishedCell(cell.key, cell.label, Released(cell.shown, SEAL))
    value = HIDDEN if cell.shown == HIDDEN_SYMBOL else Missing(cell.shown)
    return PublishedCell(cell.key, cell.label, value)


def _content(release: Release) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "district": release.district,
        "walks": [{"day": walk.day.isoformat(), "organizer": walk.organizer} for walk in release.walks],
        "made_on": release.made_on.isoformat(),
        "approver": release.approver,
        "made_up": release.made_up,
        "profile": release.profile,
        "rule_version": release.rule_version,
        "tables": [_table_content(table) for table in release.tables],
        "overlaps": [{"unique": tie.unique, "parts": list(tie.parts)} for tie in release.overlaps],
        "amounts": [
            {"label": amount.label, "value": amount.value, "unit": amount.unit.value} for amount in release.amounts
        ],
    }


def _table_content(table: PublishedTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "kind": table.kind.value,
        "cells": [_cell_content(cell) for cell in table.cells],
        "total": None if table.total is None else _cell_content(table.total),
    }


def _cell_content(cell: PublishedCell) -> dict[str, Any]:
    shown = cell.value.count if isinstance(cell.value, Released) else str(cell.value)
    return {"key": cell.key, "label": cell.label, "shown": shown}


def _hash(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
