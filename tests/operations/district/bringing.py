"""A district's file in a folder of the test, and files as people bring them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from database.district.store import DistrictStore
from database.district.values import DistrictRecord
from operations.district.side import DistrictSide
from tests.walks.importing.sheets import (
    SPELL,
    SPELL_HEADER,
    TODAY,
    VISIT,
    VISIT_HEADER,
    WORDS,
    changed,
)

PLAN_HEADER = ("Walk Date", "Teams", "Volunteers", "Vehicles", "Hours", "Cost")
PLAN = ("1/15/2016", "26", "130", "26", "520", "$12,500")
NAMED = DistrictRecord("Testing Unified", "Testing")
Row = tuple[Any, ...]


@contextmanager
def district_side(folder: Path, today: date = TODAY) -> Iterator[DistrictSide]:
    """A new district's file in a folder, named, nothing loaded."""
    (folder / "district.sqlite").write_bytes(_new_file())
    store = DistrictStore(f"sqlite:///{folder / 'district.sqlite'}")
    try:
        yield DistrictSide(store, lambda: today)
    finally:
        store.close()


@cache
def _new_file() -> bytes:
    """Made once: its migrations take longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.sqlite"
        store = DistrictStore(f"sqlite:///{path}")
        store.prepare()
        store.save_district(NAMED)
        store.close()
        return path.read_bytes()


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(example: Row, header: tuple[str, ...], changes: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Rows of different students, one for each set of changes."""
    keyed = "Student Key" in header
    return tuple(
        changed(example, header, **({"student_key": f"k{WORDS[place]}"} if keyed else {}) | dict(change))
        for place, change in enumerate(changes)
    )


def visits(*changes: Mapping[str, Any], **form: Any) -> bytes:
    return text(VISIT_HEADER, *rows(VISIT, VISIT_HEADER, changes), **form)


def spells(*changes: Mapping[str, Any], **form: Any) -> bytes:
    return text(SPELL_HEADER, *rows(SPELL, SPELL_HEADER, changes), **form)


def plan(*changes: Mapping[str, Any], **form: Any) -> bytes:
    return text(PLAN_HEADER, *rows(PLAN, PLAN_HEADER, changes), **form)


def text(header: Sequence[str], *rows: Row, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A CSV file."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows([header, *rows])
    return written.getvalue().encode(encoding)


def workbook(header: Sequence[str], *rows: Row, merged: str = "", name: str = "Sheet1") -> bytes:
    """An XLSX file; ``{=1+1}`` is a formula, ``merged`` a range."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False, "in_memory": True}) as book:
        day, sheet = book.add_format({"num_format": "m/d/yyyy"}), book.add_worksheet(name)
        for number, row in enumerate([header, *rows]):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif str(value).startswith("{="):
                    sheet.write_formula(number, place, value)
                else:
                    sheet.write(number, place, value)
        if merged:
            sheet.merge_range(merged, rows[0][0], book.add_format({"align": "center"}))
    return written.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """A workbook with parts added or exchanged; ``__`` in a name stands for ``/``, ``_dot_`` for a point."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return packed(kept | {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()
