"""A leave-behind with one thing wrong is refused, and says what."""

from __future__ import annotations

from datetime import date

import pytest

from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from exports.check_html import document_faults, html_faults
from exports.leave_behind import leave_behind
from exports.origin import Origin
from exports.paper_files import PaperFiles
from tests.conftest import ROOT
from tests.real_catalog import real_url

__all__ = ["real_url"]
ORIGIN = Origin("https://dashboards.example", date(2026, 12, 3))


@pytest.fixture(scope="module")
def exhibits(real_url: str) -> list[Exhibit]:
    shelf = Shelf(Reader(real_url))
    return [shelf.build(name, {"place": "tucson"}) for name in ("graduation", "loss_components")]


@pytest.fixture(scope="module")
def made(exhibits: list[Exhibit]) -> bytes:
    return leave_behind(exhibits, "Tucson", "", ORIGIN, PaperFiles.find(ROOT / "none", ROOT))


def test_a_whole_file_has_no_fault(exhibits: list[Exhibit], made: bytes) -> None:
    assert list(document_faults(made, exhibits, ORIGIN)) == []


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        (
            b'<td class="number">3,292</td>',
            b'<td class="number">3,293</td>',
            "its tables are not what the exhibits show",
        ),
        (b'"wide":{"data":[{', b'"wide":{"data":[{"x":1},{', "its charts are not those of the exhibits"),
        (b"Source: Arizona Department", b"Source: Department", "it lacks “Arizona Department of Education (2024)”"),
        (b"2013 dollars", b"dollars", "it lacks “Social loss · did not finish"),
        (
            b"<main>",
            b'<main><img src="https://elsewhere.example/x.png">',
            "it would ask the network for https://elsewhere",
        ),
        (
            b'<a href="https://dashboards.example/exhibit/graduation',
            b'<a href="/exhibit/graduation',
            "the link to its live",
        ),
    ],
)
def test_one_thing_wrong_is_said(exhibits: list[Exhibit], made: bytes, find: bytes, put: bytes, fault: str) -> None:
    assert find in made
    found = list(document_faults(made.replace(find, put), exhibits, ORIGIN))
    assert [each for each in found if each.startswith(fault)], found


def test_another_exhibit_is_not_taken_for_it(exhibits: list[Exhibit], made: bytes) -> None:
    assert "its charts are not those of the exhibits" in list(html_faults(made, exhibits[0], ORIGIN))
