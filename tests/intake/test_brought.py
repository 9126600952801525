"""Files a district brings become a header and rows as they came."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from intake import brought
from intake.brought import Brought, read_brought
from intake.findings import Refused
from tests.operations.district.bringing import repacked, text, workbook


def test_text_is_kept_as_it_came() -> None:
    content = b'\xef\xbb\xbf Key ,When\r\n007,"a\nb"\r\n\r\nshort\r\nlong,1,2\r\n'
    expected = Brought(("Key", "When"), (("007", "a\nb"), (), ("short",), ("long", "1", "2")), "")
    read = read_brought("a.csv", content)
    assert (read.header, read.rows) == (expected.header, expected.rows)
    assert read.form == "text in UTF-8, commas between"


@pytest.mark.parametrize(("separator", "words"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
@pytest.mark.parametrize(("encoding", "called"), [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")])
def test_separators_and_encodings(separator: str, words: str, encoding: str, called: str) -> None:
    read = read_brought("a", text(("a,b;c\td", "años"), ("x", "ñ"), separator=separator, encoding=encoding))
    assert (read.header, read.rows) == (("a,b;c\td", "años"), (("x", "ñ"),))
    assert read.form == f"text in {called}, {words} between"


def test_one_column_needs_no_separator() -> None:
    assert read_brought("a", b"key\nx\n").rows == (("x",),)


def test_a_workbook_keeps_its_types() -> None:
    row = ("007", 7, 7.5, date(2016, 1, 15), datetime(2016, 1, 15, 8, 30), True, "", "x")
    read = read_brought("a.csv", workbook([" a ", *"bcdefgh"], row))
    assert read.header[0] == "a"
    assert read.rows[0][:3] == ("007", 7, 7.5)
    assert read.rows[0][5:] == (True, None, "x")
    assert str(read.rows[0][3])[:10] == "2016-01-15"
    assert isinstance(read.rows[0][3], date)
    assert read.form == "an Excel workbook"


def test_times_and_other_cells_become_text() -> None:
    assert brought._typed(time(8, 30)) == "08:30:00"
    assert brought._typed(None) is None


def test_the_named_sheet_is_read_else_the_first() -> None:
    assert read_brought("a", workbook(["a"], ("1",), name="visits"), "visits").header == ("a",)
    assert read_brought("a", workbook(["a"], ("1",), name="other"), "visits").header == ("a",)


@pytest.mark.parametrize("part", ["xl__sharedStrings_dot_xml", "xl__workbook_dot_xml", "xl__styles_dot_xml"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    spoiled = b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
    with pytest.raises(Refused, match="must not be read"):
        read_brought("a", repacked(workbook(["a"], ("1",)), **{part: spoiled}))


def test_a_formula_is_named_by_its_cell() -> None:
    with pytest.raises(Refused) as refused:
        read_brought("a", workbook(["a", "b"], ("1", "{=1+1}"), ("{=1+1}", "2")))
    assert [(found.row, found.column) for found in refused.value.findings] == [(2, "B2"), (3, "A3")]


def test_an_error_holds_nothing_of_the_file() -> None:
    with pytest.raises(Refused) as refused:
        read_brought("a", b"key\nAna Quiroz\x81\n")
    error: BaseException | None = refused.value
    assert error is not None
    assert error.__suppress_context__
    assert "Quiroz" not in str(error)


def _stream_spoiled(content: bytes) -> bytes:
    """The same workbook, the packed bytes of its first sheet turned over."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    packed = bytes(255 - byte for byte in content[start : start + part.compress_size])
    return content[:start] + packed + content[start + part.compress_size :]


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (_stream_spoiled, "is a damaged workbook"),
        (lambda book: repacked(book, xl__workbook_dot_xml=b"<workbook/>"), "without a sheet"),
        (
            lambda book: repacked(book, xl__worksheets__sheet1_dot_xml=b'<?xml version="1.0" encoding="nope"?><a/>'),
            "is a damaged workbook",
        ),
        (
            lambda book: repacked(
                book, xl__worksheets__sheet1_dot_xml=b'<?xml version="1.0" encoding="shift_jis"?><a/>'
            ),
            "is a damaged workbook",
        ),
    ],
    ids=["packed bytes", "no sheet", "unknown encoding", "encoding of many bytes"],
)
def test_a_damaged_workbook_is_refused_in_words(spoiled: Callable[[bytes], bytes], rule: str) -> None:
    with pytest.raises(Refused, match=rule):
        read_brought("a", spoiled(workbook(["a"], ("1",))))


def test_a_header_of_endless_length_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="row 1: the row cannot be read"):
        read_brought("a", b"a" * 200_000 + b"\n1\n")
