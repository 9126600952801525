"""Then and now: which numbers moved, and that only causes which are there are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from database.frozen import FrozenView
from database.values import LoadRecord
from economics import model_version
from exhibits.frozen import compare, content, day_words, freeze, parameters_today
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.shelf import Shelf

NOON = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
COLUMNS = (Column("place", "Place"), Column("value", "Rate", "percent"), Column("note", "Note"))


def exhibit(*rows: tuple[str, float | None, str], version: str = "1", key: str = "") -> Exhibit:
    cells = tuple(
        (Cell(name, name), Cell(value, "not published" if value is None else f"{value:g}%"), Cell(note, note))
        for name, value, note in rows
    )
    return Exhibit("ranking", {}, "Title", "", "", "", Table(COLUMNS, cells), (), "", version, key_number=key)


def view(shown: Exhibit) -> FrozenView:
    return FrozenView(
        path="/exhibit/ranking",
        parameters={"place": "tucson", "count": "579"},
        exhibit=shown.name,
        title=shown.title,
        sentence=shown.sentence,
        content={**content(shown), "data_decide": ["count"]},
        data_version=shown.data_version,
        model_version=model_version(),
        program_version="program",
        created_at=NOON,
    )


THEN = exhibit(("Mesa", 80.0, "a"), ("Tucson", 82.0, "b"), ("Tucson", 83.0, "c"), key="82%")


def test_only_numbers_that_read_otherwise_moved() -> None:
    now = exhibit(
        ("Mesa", 80.0, "other words"), ("Tucson", 82.0, "b"), ("Tucson", 84.0, "c"), ("Yuma", 70.0, ""), key="82%"
    )
    change = compare(view(THEN), replace(now, data_version="2"), "program")
    assert [(each.name, each.then, each.now) for each in change.moved] == [
        ("Tucson (2), rate", "83%", "84%"),
        ("Yuma, rate", "not there", "70%"),
    ]
    assert change.cause == "The data changed."


def test_a_number_that_went_is_said() -> None:
    now = exhibit(("Mesa", None, "a"), ("Tucson", 82.0, "b"), key="")
    change = compare(view(THEN), now, "later program")
    assert [(each.name, each.now) for each in change.moved] == [
        ("The number", "not there"),
        ("Mesa, rate", "not there"),
        ("Tucson (2), rate", "not there"),
    ]
    assert "The program changed" in change.cause


def test_new_data_that_move_nothing_are_said_to_move_nothing() -> None:
    change = compare(view(THEN), replace(THEN, data_version="2"), "program")
    assert (change.moved, change.data_changed, change.any) == ((), True, True)
    assert change.cause == "The data changed; no number here moved."
    assert compare(view(THEN), THEN, "program").cause == "Nothing has changed since."
    assert not compare(view(THEN), THEN, "program").any


def test_both_causes_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = view(THEN)
    monkeypatch.setattr("exhibits.frozen.model_version", lambda: "2.0.0")
    change = compare(kept, replace(THEN, data_version="2", key_number="90%"), "program")
    assert change.cause.startswith("The data changed, and the loss model’s parameters changed (version ")


def test_loads_since_are_named_and_earlier_ones_are_not() -> None:
    def loaded(number: int, kind: str, name: str, moment: datetime) -> LoadRecord:
        return LoadRecord(number, kind, name, "", 1, moment, "", "", None, ())

    loads = (
        loaded(3, "unload", "new.csv", NOON + timedelta(days=2)),
        loaded(2, "losses", "new.csv", NOON + timedelta(days=1)),
        loaded(1, "catalog", "bundled catalog", NOON - timedelta(days=1)),
    )
    change = compare(view(THEN), replace(THEN, data_version="2"), "program", loads)
    assert change.cause == (
        "The data changed (new.csv on 4 December 2026 and new.csv taken back on 5 December 2026); no number here moved."
    )


def test_today_the_data_decide_again() -> None:
    assert parameters_today(view(THEN)) == {"place": "tucson"}


def test_the_day_is_arizonas() -> None:
    assert day_words(datetime(2027, 1, 1, 6, 59, tzinfo=UTC)) == "31 December 2026"


def test_a_frozen_desk_remembers_what_the_data_decided(real_shelf: Shelf) -> None:
    free = freeze(real_shelf.build("losses_total", {}), "/losses", real_shelf.reader, "program")
    assert free.content["data_decide"] == ["count", "price_year"]
    pinned = freeze(real_shelf.build("losses_total", {"count": "9000"}), "/losses", real_shelf.reader, "program")
    assert pinned.content["data_decide"] == ["price_year"]
    assert parameters_today(pinned)["count"] == "9000"
