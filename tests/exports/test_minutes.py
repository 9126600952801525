"""Minutes: numbers made anew from ids and parameters, whatever the browser says, and files that hold them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pydantic import ValidationError

from database.documents import Documents
from database.migrate import upgrade
from exhibits.shelf import Shelf
from exports import minutes_docx as writer
from exports.minutes import Minutes, MinutesError, MinutesLog, guessed, minutes
from exports.minutes_docx import minutes_docx
from exports.minutes_page import check_pdf, minutes_page
from exports.origin import Origin
from exports.paper_files import PaperFiles
from operations.agendas import Agenda, Question, Saved, new_item
from tests.exhibits.conftest import real_shelf, real_url

__all__ = ["real_shelf", "real_url"]
NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
ORIGIN = Origin("https://dashboards.example", date(2026, 11, 22))
LOSS = new_item("losses_total", {"place": "tucson"})
ASKED = new_item("graduation", {"place": "tucson"}).model_copy(update={"question": Question(text="What share?")})
SAVED = Saved("abcdef", 1, NOW, Agenda(title="A session", items=(LOSS, ASKED)))
FIVE = {"discount_rate": "0.05"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    url = f"sqlite:///{tmp_path_factory.mktemp('minutes') / 'kept.sqlite'}"
    upgrade(url)
    return Documents(url)


def entry(**more: Any) -> dict[str, Any]:
    return {"kind": "change", "at": NOW.isoformat(), "item": LOSS.id, **more}


@pytest.fixture(scope="module")
def made(real_shelf: Shelf, documents: Documents) -> Minutes:
    mesa = {**FIVE, "place": "mesa", "count": "", "rate": "", "price_year": ""}
    log = MinutesLog.model_validate(
        {
            "entries": [
                *({"kind": "guess", "at": NOW.isoformat(), "item": ASKED.id, "value": value} for value in (70, 75, 95)),
                entry(before={}, after=FIVE),
                entry(before=FIVE, after=mesa, undone=True),
            ],
            "scenarios": [{"name": "A", "item": LOSS.id}, {"name": "B", "item": LOSS.id, "after": FIVE}],
        }
    )
    return minutes(SAVED, log, real_shelf, documents, "1")


def test_every_number_is_made_here(made: Minutes, real_shelf: Shelf) -> None:
    first, second = made.items[0].changes
    expected = real_shelf.build("losses_total", {"place": "tucson", **FIVE})
    assert (first.number, first.result) == (expected.key_number, expected.title)
    assert first.what == "Discount rate: 3.5% to 5%"
    assert "Place: Tucson to Mesa" in second.what and second.undone
    assert made.items[1].guesses == "3 guesses, the middle one 75%; it is 82.4%: 7.4 points too low."
    planned, changed = made.scenarios
    assert planned.number != changed.number == expected.key_number
    assert changed.changed == ("Discount rate, 5% (baseline 3.5%).",)


def test_the_log_cannot_bring_a_number_or_a_text() -> None:
    for more in ({"number": "$1"}, {"title": "We win"}, {"name": "Best"}, {"after": {"discount_rate": "<b>"}}):
        with pytest.raises(ValidationError):
            MinutesLog.model_validate({"entries": [entry(**more)]})
    with pytest.raises(ValidationError):
        MinutesLog.model_validate({"entries": [entry(kind="guess", value=float("nan"))]})
    with pytest.raises(ValidationError):
        MinutesLog.model_validate({"entries": [entry()] * 1001})


@pytest.mark.parametrize(
    ("more", "said"),
    [({"after": {"discount_rate": "9"}}, "cannot be made"), ({"item": "zzzzzz"}, "does not have any more")],
)
def test_what_cannot_be_made_is_refused(
    real_shelf: Shelf, documents: Documents, more: dict[str, Any], said: str
) -> None:
    log = MinutesLog.model_validate({"entries": [entry(**more)]})
    with pytest.raises(MinutesError, match=said):
        minutes(SAVED, log, real_shelf, documents, "1")


def test_guesses_of_dollars_and_of_nobody(made: Minutes) -> None:
    assert guessed([], None) == ""
    assert made.items[0].guesses == ""


def test_the_word_document_holds_all_of_it(made: Minutes) -> None:
    read = Document(io.BytesIO(minutes_docx(made, ORIGIN)))
    words = "\n".join(paragraph.text for paragraph in read.paragraphs)
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert read.core_properties.title == "A session"
    assert "10:30" in cells  # in Arizona
    assert "Discount rate: 3.5% to 5%" in cells
    assert [text for text in cells if text.endswith("(taken back)")]
    assert {"A", "B"} <= set(cells)
    assert "Social loss" in words and "Source: " in words
    links = [each.target_ref for each in read.part.rels.values() if each.is_external]
    assert all(link.startswith("https://dashboards.example/exhibit/") for link in links)
    assert any("discount_rate=0.05" in link for link in links)


def test_charts_are_native_with_their_numbers_inside(made: Minutes) -> None:
    graduation = made.items[1].exhibit
    assert graduation is not None
    with zipfile.ZipFile(io.BytesIO(minutes_docx(made, ORIGIN))) as archive:
        charts = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
        (workbook,) = [name for name in archive.namelist() if name.startswith("word/embeddings/")]
        sheet = load_workbook(io.BytesIO(archive.read(workbook))).active
        chart, document = archive.read(charts[0]).decode(), archive.read("word/document.xml").decode()
    assert len(charts) == 1
    assert sheet is not None
    inside = {cell for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if isinstance(cell, float)}
    column = next(at for at, each in enumerate(graduation.table.columns) if each.unit == "percent")
    rates = {row[column].value for row in graduation.table.rows}
    assert rates <= inside
    assert all(f"<c:v>{rate}</c:v>" in chart for rate in rates)
    assert "schemeClr" not in chart
    assert f'descr="{graduation.title}' in document


def test_a_document_that_lacks_something_is_not_handed_over(made: Minutes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_changes", lambda document, changes: None)
    with pytest.raises(MinutesError, match="lacks"):
        minutes_docx(made, ORIGIN)


def test_the_page_holds_it_too_and_a_blank_pdf_is_refused(made: Minutes, root: Path, packages: Path) -> None:
    page = minutes_page(made, ORIGIN, PaperFiles.find(root / "nowhere", root), alone=False).decode()
    assert "Discount rate: 3.5% to 5%" in page and "Scenarios side by side" in page
    with pytest.raises(MinutesError, match="read back"):
        check_pdf(b"not a PDF", made)
