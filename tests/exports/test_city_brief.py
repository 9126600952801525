"""The briefs of all 91 cities and towns: whole, worded by their exhibits, and claiming no change without support."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from database.reader import Reader
from exhibits.comparison import Verdict, change
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Shelf
from exports.city_brief import CHARTS, CityBrief, city_brief, faults
from exports.city_brief_page import brief_document
from exports.origin import Origin
from exports.paper_files import PaperFiles
from tests.conftest import ROOT
from tests.real_catalog import real_url

__all__ = ["real_url"]
ORIGIN = Origin("https://dashboards.example", date(2026, 12, 3))
FIGURES = re.compile(r'<script type="application/json">(.*?)</script>', re.S)
MOVED = re.compile(r"\b(up|down|rose|fell|more|fewer|grew|shrank|increased|decreased)\b")
NOT_SAID = re.compile(r"\b(None|nan|NaN|undefined|null)\b")
SHEETS = 2


@pytest.fixture(scope="module")
def shelf(real_url: str) -> Shelf:
    return Shelf(Reader(real_url))


@pytest.fixture(scope="module")
def briefs(shelf: Shelf) -> tuple[CityBrief, ...]:
    return tuple(city_brief(shelf, place.slug) for place in shelf.reader.places())


@cache
def files() -> PaperFiles:
    return PaperFiles.find(ROOT / "build" / "none", ROOT)


def page(brief: CityBrief) -> str:
    return brief_document(brief, files(), ORIGIN, alone=False).decode()


def test_every_city_has_a_whole_brief(briefs: tuple[CityBrief, ...]) -> None:
    assert len(briefs) == 91
    assert {brief.place.name: faults(brief) for brief in briefs if faults(brief)} == {}
    assert {len(brief.items) for brief in briefs} == {CHARTS}
    assert sum(brief.walk is not None for brief in briefs) == 1, "Tucson’s walks alone have published stages"


def test_no_page_has_a_blank(briefs: tuple[CityBrief, ...]) -> None:
    for brief in briefs:
        html = page(brief)
        said = re.sub(r"<[^>]+>", " ", FIGURES.sub("", html.partition("</style>")[2]))
        assert not NOT_SAID.search(said), (brief.place.name, NOT_SAID.findall(said))
        assert html.count('class="sheet"') == SHEETS
        figures = [json.loads(found) for found in FIGURES.findall(html)]
        assert len(figures) == len(brief.drawn)
        assert all(figure["narrow"]["data"] for figure in figures)
        assert f"https://dashboards.example/city/{brief.place.slug}" in html
        assert f"Data version {brief.lead.data_version[:12]}" in html


def test_every_sentence_is_an_exhibits_own(briefs: tuple[CityBrief, ...]) -> None:
    for brief in briefs:
        for item in brief.drawn:
            own = (item.exhibit.subtitle, item.exhibit.sentence)
            assert item.exhibit.title.strip()
            assert all(any(remark.rstrip(".") in words for words in own) for remark in item.remarks)


def supported(exhibit: Exhibit) -> bool:
    """Whether the numbers of an exhibit's own table bear the change its title names."""
    columns = [column.id for column in exhibit.table.columns]
    if exhibit.name == "graduation":
        counts = [
            (row[columns.index("graduates")].value, row[columns.index("cohort")].value) for row in exhibit.table.rows
        ]
        first, last = ((float(str(done)), float(str(all_))) for done, all_ in (counts[0], counts[-1]))
        wanted = {Verdict.ABOVE: ", up from", Verdict.BELOW: ", down from"}.get(change(first, last), "no clear change")
        return wanted in exhibit.title
    if exhibit.name == "slope":
        said = next(
            row[columns.index("change")].text for row in exhibit.table.rows if exhibit.title.startswith(row[0].text)
        )
        return exhibit.title.endswith(said)
    if exhibit.name == "trend":
        return exhibit.parameters["measure"] == "population_census"  # counted, not sampled
    # more than a sum: a count of runs, no change
    return exhibit.name == "losses_chance"


def test_no_change_is_claimed_without_support(briefs: tuple[CityBrief, ...]) -> None:
    claims = {
        (brief.place.slug, item.exhibit.name): supported(item.exhibit)
        for brief in briefs
        for item in brief.drawn
        if MOVED.search(item.exhibit.title)
    }
    assert [claim for claim, held in claims.items() if not held] == []
    assert {name for _, name in claims} >= {"graduation", "trend", "losses_chance"}
    # "up to" is the hedge of a printed loss per person, no change
    assert not any(MOVED.search(brief.lead.title.replace("up to", "")) for brief in briefs)


def test_the_losses_of_one_brief_are_of_one_edition(briefs: tuple[CityBrief, ...]) -> None:
    for brief in briefs:
        editions = {
            item.exhibit.parameters.get("edition") for item in brief.drawn if "edition" in item.exhibit.parameters
        }
        assert editions <= {brief.lead.parameters["edition"]}, brief.place.name


def test_a_fault_is_named_with_its_exhibit(briefs: tuple[CityBrief, ...]) -> None:
    brief = next(each for each in briefs if each.place.slug == "tucson")
    item = brief.items[0]
    broken = replace(item, exhibit=replace(item.exhibit, figure={"data": [], "layout": {}}, sources=(), credit=""))
    found = faults(replace(brief, items=(broken, *brief.items[1:])))
    assert found == ("loss_components lacks sources", "loss_components has an empty chart")
    private = replace(brief, lead=replace(brief.lead, private=True))
    assert faults(private) == ("profile lacks public figures",)


@pytest.mark.parametrize("slug", ["arizona", "maricopa-county", "tucsan", ""])
def test_only_cities_and_towns_have_briefs(shelf: Shelf, slug: str) -> None:
    with pytest.raises(BadParameterError):
        city_brief(shelf, slug)


def test_a_name_stays_text(briefs: tuple[CityBrief, ...]) -> None:
    hostile = '</script><script>alert("1")</script><!--'
    brief = briefs[0]
    item = brief.items[0]
    traced = replace(
        item.exhibit, title=hostile, figure={"data": [{"text": [hostile]}], "layout": {}}, narrow_figure=None
    )
    html = page(
        replace(
            brief, place=replace(brief.place, name=hostile), items=(replace(item, exhibit=traced), *brief.items[1:])
        )
    )
    assert "alert(" in html
    assert "<script>" not in html
    assert "<!--" not in html.partition("</style>")[2]
    assert json.loads(FIGURES.findall(html)[0])["wide"]["data"][0]["text"] == [hostile]
