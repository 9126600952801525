from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from database.contents import catalog_columns, content_hash, contents, data_tables, data_version
from database.engine import writer
from database.models import Base
from database.values import LoadTableRecord

CELLS = st.one_of(st.none(), st.text(), st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
ROWS = st.lists(st.tuples(CELLS, CELLS))


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[tuple[object, ...]], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert content_hash(shuffled) == content_hash(rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("a", "b")], [("ab", "")]),
        ([(None,)], [("",)]),
        ([(None,)], [(0,)]),
        ([("1",)], [(1,)]),
        ([(1,)], [(1,), (1,)]),
        ([(0.1,)], [(0.1 + 2e-17,)]),
        ([("a",), ("b",)], [("a", "b")]),
    ],
)
def test_different_rows_have_different_hashes(one: list[tuple[object]], other: list[tuple[object]]) -> None:
    assert content_hash(one) != content_hash(other)


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert content_hash([("0477000", 1.5, None, True), ("é", -2, "", False)]) == (
        2,
        "0b32cad5470c09f5eadc0177aeba385c0189aea54ebccfd13acfceb67a94ec68",
    )


def test_the_version_names_tables_and_their_content_only() -> None:
    one = LoadTableRecord("a", 1, "x"), LoadTableRecord("b", 2, "y")
    assert data_version(one) == data_version(reversed(one))
    assert data_version(one) != data_version((LoadTableRecord("a", 1, "y"), LoadTableRecord("b", 2, "x")))
    assert len(data_version(one)) == 16


def test_row_numbers_and_load_ids_are_no_content(url: str) -> None:
    with writer(url).begin() as connection:
        before = contents(connection)
        connection.execute(text("UPDATE observation SET id = id + 1000"))
        connection.execute(text("UPDATE source SET load_id = 1"))
        assert contents(connection) == before
        connection.execute(text("UPDATE observation SET superseded_by = 1 WHERE id = 1001"))
        assert contents(connection) != before


def test_catalog_columns_leave_out_what_the_database_fills() -> None:
    assert "id" not in catalog_columns(Base.metadata.tables["observation"])
    assert "load_id" not in catalog_columns(Base.metadata.tables["observation"])
    assert "id" in catalog_columns(Base.metadata.tables["source"])
    history = {"load", "load_table", "load_hash", "frozen_view", "link_opening", "document", "row_hash", "act"}
    history |= {"release", "release_withdrawal", "release_audit"}
    assert {table.name for table in data_tables()} == set(Base.metadata.tables) - history
