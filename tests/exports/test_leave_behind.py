"""The file to hand out: everything inside, nothing that runs from a name, and no file where there is nothing to show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from database.reader import Reader
from exhibits.basis_words import basis_line
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from exports.leave_behind import LeaveBehindError, leave_behind
from exports.origin import Origin
from exports.paper_files import PaperFiles
from tests.conftest import ROOT
from tests.real_catalog import real_url

__all__ = ["real_url"]
ORIGIN = Origin("https://dashboards.example", date(2026, 12, 3))
LIBRARY_AND_FONTS = 2_500_000
HOSTILE = "</script><img src=x onerror=alert(1)><!-- {y}"


@pytest.fixture(scope="module")
def exhibits(real_url: str) -> list[Exhibit]:
    shelf = Shelf(Reader(real_url))
    names = ("profile", "graduation", "loss_components", "districts")
    return [shelf.build(name, {"place": "tucson"}) for name in names]


@pytest.fixture(scope="module")
def files() -> PaperFiles:
    return PaperFiles.find(ROOT / "build" / "none", ROOT)


def body(made: bytes) -> str:
    """The document without style, chart library and drawing script."""
    said = made.decode().partition("</style>")[2]
    return re.sub(r"<script>.*?</script>", "", said, flags=re.S)


def test_it_holds_all_of_every_exhibit(exhibits: list[Exhibit], files: PaperFiles) -> None:
    made = leave_behind(exhibits, "City in ten minutes", "Shown in Tucson.", ORIGIN, files, ["", "Say this aloud."])
    said = body(made)
    assert len(made) < LIBRARY_AND_FONTS
    assert "City in ten minutes" in said
    assert "Say this aloud." in said
    for exhibit in exhibits:
        assert exhibit.credit in said
        assert ORIGIN.link(exhibit).replace("&", "&amp;") in said
        assert all(basis_line(each) in said for each in exhibit.basis)
        assert all(f">{cell.text}<" in said for row in exhibit.table.rows for cell in row if "&" not in cell.text)
    assert said.count("data-chart=") == sum(exhibit.figure is not None for exhibit in exhibits)
    assert said.count("Data version") == len(exhibits)


def test_nothing_is_asked_of_the_network(exhibits: list[Exhibit], files: PaperFiles) -> None:
    made = leave_behind(exhibits[:1], "Title", "", ORIGIN, files).decode()
    assert not re.search(r"<(script|img|iframe|source)[^>]+src=", body(made.encode()))
    assert not re.search(r'<link[^>]+href="(?!data:)', made)
    assert set(re.findall(r"url\((\w+):", made.partition("</style>")[0])) == {"data"}


def test_a_name_stays_text(exhibits: list[Exhibit], files: PaperFiles) -> None:
    figure = {"data": [{"name": HOSTILE}], "layout": {"title": HOSTILE}}
    hostile = replace(exhibits[0], title=HOSTILE, subtitle=HOSTILE, sentence=HOSTILE, figure=figure, credit=HOSTILE)
    said = body(leave_behind([hostile], HOSTILE, HOSTILE, ORIGIN, files, [HOSTILE]))
    assert "<img" not in said
    assert "<!--" not in said
    assert said.count("<script") == said.count("</script>") == 1, "the figure's own"


def test_a_private_exhibit_says_so_and_leads_nowhere(exhibits: list[Exhibit], files: PaperFiles) -> None:
    private = replace(exhibits[1], private=True, made_up=True)
    said = body(leave_behind([private], "For the district", "", ORIGIN, files))
    assert said.count("not for publication") == 2
    assert "Made-up" in said
    assert private.address not in said


def test_nothing_to_show_is_refused_by_name(exhibits: list[Exhibit], files: PaperFiles) -> None:
    empty = replace(exhibits[1], figure=None, table=replace(exhibits[1].table, rows=()), empty="")
    with pytest.raises(LeaveBehindError, match="graduation has nothing to show"):
        leave_behind([exhibits[0], empty], "Title", "", ORIGIN, files)
    with pytest.raises(LeaveBehindError, match="no exhibit"):
        leave_behind([], "Title", "", ORIGIN, files)
