"""Other studies beside ours, and how to read it all: printed figures as printed, ours apart, nothing added to them."""

from __future__ import annotations

import re

import pytest

from database.reader import Reader
from exhibits.lookup import place_or_error
from exhibits.reading import reading
from exhibits.shelf import Shelf
from exports.files import checked
from exports.origin import Origin
from tests.exhibits.looking import column
from tests.exports.slide_reading import charts, figures
from tests.printed_words import Printed


def test_the_table_is_the_catalogs_figures_and_none_of_ours(real_shelf: Shelf) -> None:
    """392,000 a person in California, from the page of the study; what we compute is in no row."""
    made = real_shelf.build("losses_studies", {"place": "tucson"})
    printed = sorted(float(each.value or 0.0) for each in real_shelf.reader.context_figures())
    assert sorted(float(cell.value or 0.0) for cell in column(made, "value")) == printed
    assert 392_000.0 in printed
    assert not any("Tucson" in cell.text for cell in column(made, "study"))


def test_one_footing_is_drawn_and_ours_is_marked(real_shelf: Shelf) -> None:
    made = real_shelf.build("losses_studies", {"place": "tucson"})
    assert made.title == "Other studies: $300K to $476K a person; here $383K"
    drawn = str(made.figure)
    assert "<b>Tucson, 2014 edition</b>" in drawn
    assert "$354K to $476K" in drawn, "a range over groups is a range"
    assert "about $300K" in drawn, "the hedge of the source"
    moved = real_shelf.build("losses_studies", {"place": "tucson", "discount_rate": "0.05"})
    assert "under your assumptions" in str(moved.figure)
    youth = real_shelf.build("losses_studies", {"population": "disconnected_youth"})
    assert youth.figure is None, "no study is on the same footing"


def test_its_slide_is_a_chart_of_the_same_marks(real_shelf: Shelf, origin: Origin) -> None:
    made = real_shelf.build("losses_studies", {"place": "tucson"})
    (chart,) = charts(checked("pptx", made, origin))
    ours = made.basis[0] and real_shelf.build("losses_total", {"place": "tucson"}).table.rows[0][1].value
    assert {392_000.0, 300_000.0, 354_000.0, 476_000.0} <= set(figures(chart))
    assert ours in figures(chart)
    youth = real_shelf.build("losses_studies", {"population": "disconnected_youth"})
    assert charts(checked("pptx", youth, origin)) == [], "nothing is drawn on the page either"


@pytest.mark.parametrize("slug", ["arizona", "tucson", "mesa", "gilbert", "jerome"])
def test_how_to_read_says_printed_of_printed_figures_alone(real_shelf: Shelf, slug: str) -> None:
    reader: Reader = real_shelf.reader
    found = reading(reader, slug)
    said = [line for point in found.points for line in (*point.means, point.does_not)]
    assert list(Printed(reader).clauses(said)) == []
    assert found.place == place_or_error(reader, slug).name
    assert all(point.does_not for point in found.points), "each point says how not to read it"
    everything = " ".join(said)
    assert re.search(r"median \$[\d.]+ \w+, 5-95% \$[\d.]+ \w+ to", everything)
    assert "Adding the two sums counts the same person twice." in everything


def test_how_to_read_has_tucsons_numbers_of_both(real_shelf: Shelf) -> None:
    said = " ".join(line for point in reading(real_shelf.reader, "tucson").points for line in point.means)
    assert "is $222 million" in said
    assert "The 2014 study prints about $435 million." in said
    assert "The 2018 study prints no total for Tucson" in said


@pytest.fixture
def origin() -> Origin:
    from datetime import date

    return Origin("https://dashboards.example", date(2026, 12, 3))
