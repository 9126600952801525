from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data_pipeline.load import load
from data_pipeline.template import COLUMNS, Kind
from database.reader import Reader
from intake import workbook
from intake.findings import Refused
from tests.data_pipeline.test_load import LOSS


def _xlsx(tmp_path: Path, *rows: dict[str, Any], sheet: str = "losses", name: str = "staff.xlsx") -> Path:
    file = tmp_path / name
    columns = [column.name for column in COLUMNS[Kind.LOSSES]]
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        form = book.add_worksheet(sheet)
        form.write_row(0, 0, columns)
        for number, row in enumerate(rows, start=1):
            for position, column in enumerate(columns):
                value = row.get(column, "")
                (form.write_formula if str(value).startswith("{=") else form.write)(number, position, value)
    return file


def test_a_workbook_is_read_by_content_whatever_its_name(url: str, tmp_path: Path, reader: Reader) -> None:
    numbers = {**LOSS, "edition": 2018, "data_year": 2015, "value": 1140.0}
    load(url, Kind.LOSSES, _xlsx(tmp_path, numbers, name="report.csv"))
    (loss,) = reader.losses("tucson", 2018)
    assert (loss.value, loss.data_year) == (1140, 2015)


def test_rows_of_a_workbook_are_counted_as_it_shows_them(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(url, Kind.LOSSES, _xlsx(tmp_path, LOSS, {}, {**LOSS, "place": "Atlantis"}))
    assert [(finding.row, finding.column) for finding in refused.value.findings] == [(4, "place")]


def test_a_formula_in_a_workbook_is_refused_with_its_cell(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="column F2: holds a formula"):
        load(url, Kind.LOSSES, _xlsx(tmp_path, {**LOSS, "value": "{=1+1}"}))


def _zip(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    file = tmp_path / "made.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _bomb(tmp_path: Path) -> Path:
    return _zip(tmp_path, {**_parts(_xlsx(tmp_path, LOSS)), "xl/media/filler.bin": bytes(70 * 1024 * 1024)})


def _lying_size(tmp_path: Path) -> Path:
    file = _zip(tmp_path, {**_parts(_xlsx(tmp_path, LOSS)), "xl/media/filler.bin": bytes(5000)})
    content = file.read_bytes()
    file.write_bytes(content.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    return file


def _entities(tmp_path: Path) -> Path:
    parts = _parts(_xlsx(tmp_path, LOSS))
    sheet = parts["xl/worksheets/sheet1.xml"]
    laughs = b'?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'
    return _zip(tmp_path, {**parts, "xl/worksheets/sheet1.xml": sheet.replace(b"?>", laughs, 1)})


def _macros(tmp_path: Path) -> Path:
    return _zip(tmp_path, {**_parts(_xlsx(tmp_path, LOSS)), "xl/vbaProject.bin": b"x"})


def _many_parts(tmp_path: Path) -> Path:
    return _zip(tmp_path, {**_parts(_xlsx(tmp_path, LOSS)), **{f"xl/media/{n}": b"" for n in range(600)}})


def _cut(tmp_path: Path) -> Path:
    file = _xlsx(tmp_path, LOSS)
    file.write_bytes(file.read_bytes()[:-100])
    return file


def _document(tmp_path: Path) -> Path:
    return _zip(tmp_path, {"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})


def _old_workbook(tmp_path: Path) -> Path:
    file = tmp_path / "old.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return file


def _wide(tmp_path: Path) -> Path:
    file = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("losses").write(1_000_000, 16_000, "far out")
    return file


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_bomb, "unpacks to far more than a table needs"),
        (_many_parts, "unpacks to far more than a table needs"),
        (_lying_size, "is a damaged workbook"),
        (_cut, "is a damaged workbook"),
        (_entities, "holds XML that must not be read"),
        (_macros, "holds macros"),
        (_document, "not an .xlsx workbook"),
        (_old_workbook, "is an old .xls"),
        (_wide, "delete the empty ones"),
    ],
)
def test_a_harmful_or_damaged_workbook_is_refused(
    url: str, tmp_path: Path, make: Callable[[Path], Path], says: str
) -> None:
    with pytest.raises(Refused) as refused:
        load(url, Kind.LOSSES, make(tmp_path))
    assert says in str(refused.value)
    assert len(refused.value.findings) == 1


def test_a_large_file_is_refused_unread(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_FILE", 10)
    with pytest.raises(Refused, match="is larger than"):
        load(url, Kind.LOSSES, _xlsx(tmp_path, LOSS))


def test_a_missing_file_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"none\.csv: is not there"):
        load(url, Kind.LOSSES, tmp_path / "none.csv")


def test_only_columns_of_the_form(url: str, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["edition", "place", "student_name"], ["2018", "Tucson", "x"]])
    file = tmp_path / "wrong.csv"
    file.write_text(text.getvalue())
    with pytest.raises(Refused) as refused:
        load(url, Kind.LOSSES, file)
    columns = {finding.column for finding in refused.value.findings}
    assert {"student_name", "measure", "value"} <= columns
    assert "data_year" not in columns
