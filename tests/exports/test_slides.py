"""Slides of every kind of exhibit: charts that hold the table's numbers, words where people look for them, notes that lead back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pptx.oxml.ns import qn
from pypdf import PdfReader

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Exhibit
from exhibits.shelf import KINDS, Shelf
from exports import slides
from exports.check_slides import FROM_THE_FIGURE
from exports.files import checked, checked_deck
from exports.origin import Origin
from exports.plain_text import clean
from exports.slides.kinds import DRAWN
from tests.exports.examples import DIPLOMA
from tests.exports.schema_order import BARS_STACKED, disorder
from tests.exports.slide_reading import alt_texts, charts, drawn, everything, figures, links, notes, slides_of

CHARTS = sorted(set(DRAWN) - {"profile", "map", "losses_total", "losses_break_even"})
SHOWN = sorted(name for name in KINDS if not name.startswith("released_"))


@pytest.fixture(scope="module")
def files(every_kind: dict[str, Exhibit], origin: Origin) -> dict[str, bytes]:
    return {name: checked("pptx", every_kind[name], origin) for name in SHOWN}


def numbers(exhibit: Exhibit) -> set[float]:
    """The numbers of its table."""
    values = [cell.value for row in exhibit.table.rows for cell in row]
    return {round(abs(float(value)), 6) for value in values if isinstance(value, (int, float))}


@pytest.mark.parametrize("name", SHOWN)
def test_title_footer_notes_and_alt_text(
    files: dict[str, bytes], every_kind: dict[str, Exhibit], origin: Origin, name: str
) -> None:
    exhibit = every_kind[name]
    for slide in slides_of(files[name]):
        assert slide.shapes.title.text_frame.text.startswith(clean(exhibit.title))
        foot = next(each.text_frame.text for each in slide.placeholders if each.placeholder_format.idx == 11)
        assert f"data version {exhibit.data_version[:12]} · as of 3 December 2026" in foot
        assert foot.startswith("Source: ")
        assert ("\nBasis: " in foot) == bool(exhibit.basis)
        assert all(clean(source.title) in notes(slide) for source in exhibit.sources)
        assert all(basis_line(basis) in notes(slide) for basis in exhibit.basis)
        assert links(slide) == [origin.link(exhibit)]
        assert all(text for _, text in alt_texts(slide)), alt_texts(slide)


@pytest.mark.parametrize("name", SHOWN)
def test_the_link_in_the_notes_restores_the_view(
    files: dict[str, bytes], every_kind: dict[str, Exhibit], real_shelf: Shelf, name: str
) -> None:
    found = urlsplit(links(slides_of(files[name])[0])[0])
    assert found.path == f"/exhibit/{name}"
    assert real_shelf.build(name, {key: value[0] for key, value in parse_qs(found.query).items()}) == every_kind[name]


@pytest.mark.parametrize("name", [name for name in CHARTS if name in SHOWN])
def test_a_chart_holds_the_numbers_of_the_table(
    files: dict[str, bytes], every_kind: dict[str, Exhibit], name: str
) -> None:
    (chart,) = charts(files[name])
    exhibit = every_kind[name]
    held = [round(abs(value), 6) for value in figures(chart)]
    assert held
    if name not in FROM_THE_FIGURE:
        assert set(held) <= numbers(exhibit)
    assert list(drawn(chart))
    assert disorder(chart.part._element) == []
    assert chart.part._element.find(qn("c:externalData")) is not None, "its data can be edited"


def test_the_rows_of_a_ranking_are_all_in_its_chart(files: dict[str, bytes], every_kind: dict[str, Exhibit]) -> None:
    held = {round(value, 6) for value in figures(charts(files["ranking"])[0])}
    rows = every_kind["ranking"].table.rows
    for place in (1, 2, 3):
        assert {round(float(row[place].value or 0), 6) for row in rows} <= held


def test_the_steps_of_a_waterfall_add_up_to_its_total(files: dict[str, bytes]) -> None:
    plots = charts(files["losses_waterfall"])[0].plots[0]
    _, adds, lowers, total, _ = (list(series.values) for series in plots.series)
    gained = sum(value for value in adds if value is not None) - sum(value for value in lowers if value is not None)
    assert total[-1] == pytest.approx(gained)
    assert plots.overlap == 100


def test_stacked_bars_have_labels_where_programs_allow_them(files: dict[str, bytes]) -> None:
    for name in ("loss_components", "losses_waterfall"):
        root = charts(files[name])[0].part._element
        assert {each.get("val") for each in root.iter(qn("c:dLblPos"))} <= BARS_STACKED


def test_bars_of_a_tornado_start_at_the_loss_as_it_stands(
    files: dict[str, bytes], every_kind: dict[str, Exhibit]
) -> None:
    chart = charts(files["losses_tornado"])[0]
    at = [float(each.get("val")) for each in chart.part._element.iter(qn("c:crossesAt"))]
    ends = [float(row[place].value or 0) for row in every_kind["losses_tornado"].table.rows for place in (2, 4)]
    standing = max({round(end, 2) for end in ends}, key=[round(end, 2) for end in ends].count)
    assert standing in at


def test_a_changed_assumption_opens_the_notes(files: dict[str, bytes], every_kind: dict[str, Exhibit]) -> None:
    said = [note for note in every_kind["losses_tornado"].notes if note.startswith(CHANGED)]
    assert said
    assert all(note in notes(slides_of(files["losses_tornado"])[0]) for note in said)
    assert "No assumption was changed." in notes(slides_of(files["losses_waterfall"])[0])


def test_a_year_without_a_figure_is_a_gap(files: dict[str, bytes]) -> None:
    chart = charts(files["graduation"])[0]
    values = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert values["2022"] is None
    assert values["2024"] == pytest.approx(82.4119, abs=1e-4)


def test_overlapping_periods_are_not_joined(files: dict[str, bytes]) -> None:
    for series in charts(files["trend"])[0].plots[0].series:
        assert series._element.find(f"{qn('c:spPr')}/{qn('a:ln')}/{qn('a:noFill')}") is not None
        spread = series._element.find(qn("c:errBars"))
        assert len(spread.find(qn("c:plus")).findall(f".//{qn('c:pt')}")) == len(list(series.values))


def test_a_long_table_goes_on_and_says_what_is_left(files: dict[str, bytes], every_kind: dict[str, Exhibit]) -> None:
    pages = slides_of(files["coverage"])
    assert len(pages) == 2
    shown = sum(len(list(shape.table.rows)) - 1 for page in pages for shape in page.shapes if shape.has_table)
    rest = len(every_kind["coverage"].table.rows) - shown
    assert rest > 0
    assert f"And {rest} more rows: see the workbook" in everything(pages[1])


def test_the_total_says_how_much_of_its_table_has_no_room(
    files: dict[str, bytes], every_kind: dict[str, Exhibit]
) -> None:
    (slide,) = slides_of(files["losses_total"])
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    rest = len(every_kind["losses_total"].table.rows) - (len(table.rows) - 1)
    assert rest > 0
    assert f"And {rest} more rows of its table: see the workbook" in everything(slide)


def test_the_map_is_shapes_in_one_group(files: dict[str, bytes]) -> None:
    (slide,) = slides_of(files["map"])
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    circles = [each for each in group.shapes if "Oval" in each.name]
    assert len(circles) == 91
    assert "Tucson" in everything(slide)


def test_a_map_of_four_places_has_a_colour_for_each(real_shelf: Shelf, origin: Origin) -> None:
    exhibit = real_shelf.build("map", {"measure": DIPLOMA, "places": "tucson,mesa,phoenix,yuma"})
    (slide,) = slides_of(checked("pptx", exhibit, origin))
    circles = slide.shapes._spTree.xpath(
        ".//p:sp[contains(p:nvSpPr/p:cNvPr/@name, 'Oval')]/p:spPr/a:solidFill/a:schemeClr"
    )
    assert {"accent1", "accent2", "tx1", "accent3"} < {colour.get("val") for colour in circles}


def test_cards_stand_with_their_numbers(files: dict[str, bytes]) -> None:
    said = everything(slides_of(files["profile"])[0])
    assert "579" in said.splitlines()
    assert "$222M" in said
    assert "not published" in said


def test_one_day_one_file(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    exhibit = every_kind["ranking"]
    assert slides.slide(exhibit, origin) == slides.slide(exhibit, origin)


def test_a_deck_has_an_opening_a_slide_each_and_the_sources(every_kind: dict[str, Exhibit], origin: Origin) -> None:
    chosen = [every_kind[name] for name in ("profile", "ranking", "losses_tornado")]
    made = slides_of(checked_deck(chosen, "Ten minutes on Tucson", origin, "For a room", ["Say this first."]))
    assert [slide.shapes.title.text_frame.text for slide in made] == [
        "Ten minutes on Tucson",
        *(clean(exhibit.title) for exhibit in chosen),
        *["Sources"] * 2,
    ], "more sources than fit on one slide"
    assert notes(made[1]).startswith("Say this first.")
    assert "Urban Institute" in everything(made[-1])


def test_nothing_of_a_slide_is_outside_it(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        for slide in slides_of(content):
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.top >= 0, (name, shape.name)
                assert shape.left + shape.width <= 12192000 + 12700, (name, shape.name)
                assert shape.top + shape.height <= 6858000 + 12700, (name, shape.name)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_a_deck(every_kind: dict[str, Exhibit], origin: Origin, tmp_path: Path) -> None:
    chosen = [every_kind[name] for name in SHOWN]
    (tmp_path / "deck.pptx").write_bytes(slides.deck(chosen, "All kinds", origin))
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "deck.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert len(pages) >= len(chosen) + 2
    lost = [exhibit.title for exhibit in chosen if _squeezed(exhibit.title) not in _squeezed(text)]
    assert lost == []


def _squeezed(text: Any) -> str:
    """Without blanks and dashes: a PDF breaks lines where it will."""
    return "".join(letter for letter in str(text) if letter.isalnum())


def test_places_with_one_year_are_marks_alone(real_shelf: Shelf, origin: Origin) -> None:
    exhibit = real_shelf.build("trend", {"measure": "acs5_median_household_income", "places": "tucson,mesa"})
    content = checked("pptx", exhibit, origin)
    assert len({round(value) for value in figures(charts(content)[0])}) == 2
    assert DIPLOMA not in content.decode("latin-1")


def test_a_timeline_has_a_mark_for_each_walk(every_kind: dict[str, Exhibit], files: dict[str, bytes]) -> None:
    (drawing,) = charts(files["walk_timeline"])
    marks = (every_kind["walk_timeline"].figure or {})["data"][0]
    assert sorted(figures(drawing)) == pytest.approx(sorted(marks["x"]))
    assert len(list(drawn(drawing))) > 2 * len(marks["x"])
    (slide,) = slides_of(files["walk_timeline"])
    assert any("diamonds its hollow ones" in each.text_frame.text for each in slide.shapes if each.has_text_frame)
