"""Workbooks read back: typed numbers, words for what is missing, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exhibits.model import CHANGED, Cell, Column, Exhibit
from exhibits.shelf import KINDS
from exports.citation import citation
from exports.origin import Origin
from exports.xlsx_file import exhibit_xlsx
from tests.exports.examples import HOSTILE, made, number, word

SHEETS = ["Data", "Sources", "Assumptions and basis"]
SHOWN = sorted(name for name in KINDS if not name.startswith("released_"))


def opened(exhibit: Exhibit, origin: Origin) -> Any:
    return load_workbook(io.BytesIO(exhibit_xlsx(exhibit, origin)))


@pytest.mark.parametrize("name", SHOWN)
def test_numbers_are_numbers_and_all_there(every_kind: dict[str, Exhibit], origin: Origin, name: str) -> None:
    exhibit = every_kind[name]
    book = opened(exhibit, origin)
    assert book.sheetnames == SHEETS
    page = book["Data"]
    assert page.freeze_panes == "A2"
    read = [
        cell.value
        for row in page.iter_rows(min_row=2)
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]
    meant = [cell.value for row in exhibit.table.rows for cell in row if isinstance(cell.value, (int, float))]
    assert read == pytest.approx(meant)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_units_stand_in_the_head_and_formats_read_as_the_page(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    page = opened(every_kind["ranking"], origin)["Data"]
    heads = {str(cell.value): cell.column for cell in page[1]}
    share = next(column for head, column in heads.items() if head.endswith("(percent)"))
    assert page.cell(2, share).number_format == '0"%"'
    dollars = opened(every_kind["losses_waterfall"], origin)["Data"].cell(2, 2)
    assert dollars.number_format.startswith('"$"#,##0')
    assert opened(every_kind["graduation"], origin)["Data"].cell(2, 1).number_format == "0", "a year has no comma"


def test_what_is_missing_is_a_word(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    page = opened(every_kind["profile"], origin)["Data"]
    assert page.cell(3, 2).value == "not published"


def test_what_the_page_says_beside_a_number_is_kept(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    page = opened(every_kind["walk_totals"], origin)["Data"]
    heads = [cell.value for cell in page[1]]
    at = heads.index("As published, as shown")
    assert "more than 230" in [row[at].value for row in page.iter_rows(min_row=2)]


def test_assumptions_basis_parameters_and_how_to_come_back(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    exhibit = every_kind["losses_tornado"]
    lines = [
        (row[0].value, row[1].value) for row in opened(exhibit, origin)["Assumptions and basis"].iter_rows(min_row=2)
    ]
    changed = [note.removeprefix(CHANGED) for note in exhibit.notes if note.startswith(CHANGED)]
    assert [text for what, text in lines if what == "Assumptions changed"] == changed
    assert ("This view, live", origin.link(exhibit)) in lines
    assert ("Made on", "3 December 2026") in lines
    assert ("Parameter: finish_later", "0.2") in lines
    assert ("To quote it", citation(exhibit, origin)) in lines
    assert any(what == "Basis of the dollars" for what, _ in lines)


def test_one_day_one_file(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    assert exhibit_xlsx(every_kind["ranking"], origin) == exhibit_xlsx(every_kind["ranking"], origin)


@settings(max_examples=20)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)), min_size=1, max_size=6))
def test_text_stays_text(origin: Origin, names: list[str]) -> None:
    exhibit = made(
        tuple((word(name), number(float(place))) for place, name in enumerate(names)),
        (Column("place", names[0]), Column("value", "Share", "percent")),
        title=names[0],
    )
    book = opened(exhibit, origin)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "inlineStr"}, cell.value
                assert cell.hyperlink is None
    assert [row[1].value for row in book["Data"].iter_rows(min_row=2)] == list(range(len(names)))


def test_a_private_table_says_so_on_each_row(origin: Origin) -> None:
    rows = ((word("A"), number(12.0)), (word("B"), Cell(None, "", "hidden for privacy")))
    page = opened(made(rows, private=True), origin)["Data"]
    assert page.cell(1, 3).value == "Not for publication"
    assert [page.cell(line, 3).value for line in (2, 3)] == [
        "True counts: for the district only, not for publication"
    ] * 2
    assert page.cell(3, 2).value == "hidden for privacy"
