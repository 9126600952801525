"""The frame of an exhibit: finding first, chart with a name and words, table, sources and file beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from dash import dcc

from components.frame import frame
from components.graph import BLANK, CONFIG, graph, short_id
from exhibits.model import Cell, Column, Exhibit, SourceLine, Table
from tests.running import all_words, nodes

EXHIBIT = Exhibit(
    name="ranking",
    parameters={"measure": "diploma", "places": "tucson,mesa"},
    title="85% of <b>Tucson</b>",
    subtitle="What is drawn",
    sentence="Tucson is 2nd.",
    summary="Dots: Tucson 85%.",
    table=Table(
        (Column("place", "City or town"), Column("value", "Diploma", "percent")),
        (
            (Cell("Tucson", "Tucson"), Cell(85.0, "85%")),
            (Cell("Jerome", "Jerome"), Cell(None, "not published", "not published")),
        ),
        "Diploma by city",
    ),
    sources=(
        SourceLine("a", "Bureau", "Survey", "https://example.org/a", "2023", "figures"),
        SourceLine("b", "Paper", "Story", "javascript:alert(1)", None),
    ),
    credit="Bureau; Paper",
    data_version="0123456789abcdef",
    figure={"data": [], "layout": {}},
    narrow_figure={"data": [], "layout": {}},
    notes=("A caution.",),
)


def plain(component: Any) -> Any:
    """A component as the browser gets it."""
    return json.loads(json.dumps(component.to_plotly_json(), default=lambda each: each.to_plotly_json()))


def found(tree: Any, kind: str) -> list[dict[str, Any]]:
    return [node["props"] for node in nodes(tree) if node["type"] == kind]


def test_a_chart_has_a_name_and_is_said_in_words() -> None:
    tree = plain(frame(EXHIBIT))
    image = next(node["props"] for node in nodes(tree) if node["props"].get("role") == "img")
    ids = {node["props"]["id"]: all_words(node) for node in nodes(tree) if isinstance(node["props"].get("id"), str)}
    assert ids[image["aria-labelledby"]] == EXHIBIT.title
    assert ids[image["aria-describedby"]] == EXHIBIT.summary


def test_the_table_can_be_walked_and_says_what_is_missing() -> None:
    tree = plain(frame(EXHIBIT))
    heads = found(tree, "Th")
    assert [head["scope"] for head in heads] == ["col", "col", "row", "row"]
    assert all_words(found(tree, "Caption")[0]["children"]) == "Diploma by city"
    missing = [props for props in found(tree, "Td") if "missing" in str(props)]
    assert [all_words(props["children"]) for props in missing] == ["not published"]


@pytest.mark.parametrize("opened", [False, True])
def test_each_panel_has_one_button_that_says_whether_it_is_open(opened: bool) -> None:
    tree = plain(frame(EXHIBIT, open_table=opened))
    buttons = {all_words(each.get("children")): each for each in found(tree, "Button")}
    assert {"Table", "Sources", "Copy link"} <= set(buttons)
    panel = buttons["Table"]["aria-controls"]
    shown = next(node["props"] for node in nodes(tree) if node["props"].get("id") == panel)
    assert buttons["Table"]["aria-expanded"] == ("true" if opened else "false")
    assert bool(shown.get("hidden")) != opened


def test_link_and_file_are_those_of_the_exhibit() -> None:
    tree = plain(frame(EXHIBIT))
    copied = [each["data-copy"] for each in found(tree, "Button") if "data-copy" in each]
    assert copied == ["/exhibit/ranking?measure=diploma&places=tucson%2Cmesa"]
    assert f"/export/ranking.csv?{EXHIBIT.query}" in [each["href"] for each in found(tree, "A")]


def test_only_web_addresses_become_links() -> None:
    tree = plain(frame(EXHIBIT))
    links = [each["href"] for each in found(tree, "A")]
    assert "https://example.org/a" in links
    assert not any(str(link).startswith("javascript") for link in links)
    assert "Story" in all_words(tree), "the source is named all the same"


def test_an_exhibit_without_rows_has_no_table_and_no_file() -> None:
    empty = replace(
        EXHIBIT, figure=None, narrow_figure=None, table=replace(EXHIBIT.table, rows=()), empty="Nothing yet."
    )
    tree = plain(frame(empty))
    assert found(tree, "Table") == []
    assert "Nothing yet." in all_words(tree)
    assert [each["href"] for each in found(tree, "A") if "/export" in str(each.get("href"))] == [
        f"/export/ranking.json?{EXHIBIT.query}"
    ], "programs may ask for it; there is no table to hand over"


def test_every_chart_is_closed() -> None:
    tree = plain(graph(EXHIBIT))
    chart, store = found(tree, "Graph")[0], found(tree, "Store")[0]
    assert chart["config"] == CONFIG
    assert (CONFIG["showSendToCloud"], CONFIG["plotlyServerURL"], CONFIG["displayModeBar"]) == (False, "", False)
    assert chart["figure"] == BLANK
    assert set(store["data"]) == {"wide", "narrow"}
    assert chart["id"]["exhibit"] == store["id"]["exhibit"] == short_id(EXHIBIT)


def test_equal_parameters_equal_id() -> None:
    assert short_id(EXHIBIT) == short_id(replace(EXHIBIT, parameters={"places": "tucson,mesa", "measure": "diploma"}))
    assert short_id(EXHIBIT) != short_id(replace(EXHIBIT, parameters={"measure": "diploma"}))
    assert isinstance(graph(EXHIBIT).children[0], dcc.Store)
