"""A file that is not what it should be is refused, and the refusal says which exhibit and why."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibits.model import Cell, Exhibit, Table
from exports import files
from exports.check import RefusedFileError, faults
from exports.check_slides import deck_faults
from exports.files import checked, checked_deck
from exports.origin import Origin
from exports.slides import slide
from exports.xlsx_file import exhibit_xlsx
from tests.exports.examples import HOSTILE, made, number, word
from tests.exports.slide_reading import alt_texts, charts, everything, notes, slides_of, workbook

SMALL = made(((word("A"), number(12.5)), (word("B"), number(48.0)), (word("C"), number(90.25))))


def with_value(exhibit: Exhibit, value: float) -> Exhibit:
    """The same exhibit with another first number."""
    first, *rest = exhibit.table.rows
    changed = (first[0], Cell(value, f"{value:g}%"), *first[2:])
    return replace(exhibit, table=replace(exhibit.table, rows=(changed, *rest)))


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for each in before.infolist():
            held = before.read(each)
            after.writestr(each, change(held) if each.filename == part else held)
    return written.getvalue()


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "csv"])
def test_a_number_that_is_not_the_exhibits_is_seen(origin: Origin, ending: str) -> None:
    other = with_value(SMALL, 13.5)
    content = files.WRITERS[ending](other, origin)
    assert faults(ending, content, other, origin) == ()
    assert faults(ending, content, SMALL, origin) != ()


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "csv"])
def test_a_broken_or_empty_file_is_seen(origin: Origin, ending: str) -> None:
    content = files.WRITERS[ending](SMALL, origin)
    for broken in (b"", content[: len(content) // 2], b"PK\x03\x04 not a file"):
        assert faults(ending, broken, SMALL, origin) != ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda xml: xml.replace(b'descr="Dots of made-up figures."', b'descr=""'), "has no alternative text"),
        (
            lambda xml: xml.replace(b"<a:t>A finding</a:t>", b"<a:t>Something else</a:t>"),
            "the title is not the finding",
        ),
        (lambda xml: xml.replace(b"as of 3 December 2026", b""), "the footer lacks the day"),
        (lambda xml: xml.replace(b"Source: Publisher (2025)", b""), "the footer lacks the source"),
    ],
)
def test_what_a_slide_lacks_is_named(origin: Origin, change: Callable[[bytes], bytes], said: str) -> None:
    spoiled = rewritten(slide(SMALL, origin), "ppt/slides/slide1.xml", change)
    assert any(said in fault for fault in faults("pptx", spoiled, SMALL, origin))


def test_a_mark_that_is_not_in_the_workbook_inside_is_seen(origin: Origin) -> None:
    content = slide(SMALL, origin)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = next(name for name in archive.namelist() if name.startswith("ppt/charts/chart"))
    spoiled = rewritten(content, part, lambda xml: xml.replace(b"<c:v>12.5</c:v>", b"<c:v>21.5</c:v>"))
    assert any("is drawn where the workbook inside has" in fault for fault in faults("pptx", spoiled, SMALL, origin))


def test_json_with_another_title_or_number_is_seen(origin: Origin) -> None:
    from api.export_routes import as_json

    content = as_json(SMALL, origin)
    assert faults("json", content, SMALL, origin) == ()
    said = json.loads(content)
    assert faults("json", json.dumps(said | {"title": "x"}).encode(), SMALL, origin) == ("its title is another",)
    said["table"]["rows"][0]["value"] = 0
    assert faults("json", json.dumps(said).encode(), SMALL, origin) != ()


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "csv"])
def test_nothing_is_no_file(origin: Origin, ending: str) -> None:
    empty = replace(SMALL, table=Table(SMALL.table.columns, ()), empty="Nobody publishes it yet.")
    with pytest.raises(RefusedFileError, match="Nobody publishes it yet"):
        checked(ending, empty, origin)


def test_private_counts_are_never_slides(origin: Origin) -> None:
    private = replace(SMALL, private=True)
    with pytest.raises(RefusedFileError, match=r"A finding.*not for publication"):
        checked("pptx", private, origin)
    with pytest.raises(RefusedFileError, match=r"A finding.*not for publication"):
        checked_deck([SMALL, private], "A deck", origin)
    assert b"Not for publication" in checked("csv", private, origin)
    assert checked("xlsx", private, origin)


def test_a_deck_names_the_exhibit_that_is_wrong(origin: Origin) -> None:
    other = replace(with_value(SMALL, 1.5), parameters={"measure": "another"}, title="Another finding")
    content = files.deck([SMALL, other], "Two", origin)
    assert deck_faults(content, [SMALL, other], origin) == [(), ()]
    spoiled = with_value(other, 2.5)
    first, second = deck_faults(content, [SMALL, spoiled], origin)
    assert first == ()
    assert second


def test_a_workbook_without_its_sources_is_refused(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = replace(SMALL, sources=())
    monkeypatch.setitem(files.WRITERS, "xlsx", lambda exhibit, origin: exhibit_xlsx(bare, origin))
    with pytest.raises(RefusedFileError, match=r"“A finding” cannot be had as Excel: sources are missing"):
        checked("xlsx", SMALL, origin)


@settings(max_examples=10)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30)), min_size=1, max_size=5))
def test_hostile_names_stay_text_on_slides(origin: Origin, names: list[str]) -> None:
    rows = tuple((word(name), number(10.0 + place)) for place, name in enumerate(names))
    for name in ("ranking", "anything"):
        exhibit = made(rows, name=name, title=f"Named {names[0]}")
        content = checked("pptx", exhibit, origin)
        (page,) = slides_of(content)
        said = everything(page) + notes(page) + str([workbook(chart) for chart in charts(content)])
        assert "\x00" not in said
        assert "\u202e" not in said
        assert all(text for _, text in alt_texts(page))
        for chart in charts(content):
            assert [row[1] for row in workbook(chart)[1:] if row[1] is not None] == [row[1].value for row in rows]
