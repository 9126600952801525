"""Whatever a small sheet holds, every row is accounted for, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from operations.district.importing import NotLoaded, check_file, load_file, rejected_file, undo_load
from operations.district.side import DistrictSide
from tests.operations.district.bringing import district_side, text, workbook
from tests.walks.importing.sheets import SPELL, SPELL_HEADER, VISIT, VISIT_HEADER
from walks.importing import FileKind

FORMS = {FileKind.VISITS: (VISIT_HEADER, VISIT), FileKind.SPELLS: (SPELL_HEADER, SPELL)}
letters = some.text(some.characters(codec="cp1252", exclude_characters="\0"), max_size=8)


def sheets(kind: FileKind) -> some.SearchStrategy[list[tuple[Any, ...]]]:
    """Rows much like the example's, with cells exchanged, added and left out."""
    example = FORMS[kind][1]
    cell = [some.sampled_from(example) | letters | some.sampled_from(["", value, value, value]) for value in example]
    keyed = some.tuples(*cell) | some.tuples(*cell[:5]) | some.tuples(*cell, letters)
    return some.lists(keyed, max_size=7)


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DistrictSide]:
    with district_side(tmp_path_factory.mktemp("district")) as opened:
        yield opened


@pytest.mark.parametrize("kind", list(FORMS))
@given(data=some.data(), encoding=some.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_accounted_for(side: DistrictSide, kind: FileKind, data: some.DataObject, encoding: str) -> None:
    rows = data.draw(sheets(kind))
    checked = check_file(side, kind, "a.csv", text(FORMS[kind][0], *rows, encoding=encoding))
    assert checked.reconcile
    assert checked.findings or checked.kept or checked.blank
    if checked.imported is not None:
        assert checked.rows_read == len(rows)
        assert len({row.row for row in checked.imported.rejected}) == checked.rejected
    rejected_file(checked).decode("utf-8-sig")


@given(rows=sheets(FileKind.VISITS))
@settings(max_examples=25)
def test_what_may_be_loaded_is_loaded_whole_and_goes_whole(side: DistrictSide, rows: list[tuple[Any, ...]]) -> None:
    content = workbook(VISIT_HEADER, *[tuple(str(cell).replace("{=", "") for cell in row) for row in rows])
    checked = check_file(side, FileKind.VISITS, "a.xlsx", content)
    if not checked.may_load:
        with pytest.raises(NotLoaded):
            load_file(side, FileKind.VISITS, "a.xlsx", content)
        assert side.store.visits() == ()
        return
    loaded = load_file(side, FileKind.VISITS, "a.xlsx", content)
    assert len(side.store.visits()) == loaded.kept == checked.kept
    assert undo_load(side, loaded.load_id) == loaded.kept
    assert side.store.visits() == ()
