"""Every address of every page: it stands, says nothing that is nothing, and its charts stay closed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from data_pipeline.check import CATALOG
from exhibits.shelf import KINDS, Shelf
from exhibits.walk_record import walks
from tests.running import all_words, graphs, nodes, stored_figures

NOT_SAID = re.compile(r"\b(None|nan|NaN|undefined|null)\b")
Opened = Callable[..., Any]
SLUGS = tuple(
    line.split(",")[1]
    for line in (CATALOG / "place.csv").read_text(encoding="utf-8").splitlines()[1:]
    if line.split(",")[4] in ("city", "town")
)
VIEWS = ("ranked", "change", "trend", "scatter", "map", "table")
ADDRESSES = (
    ("/", ""),
    ("/city", ""),
    ("/data", ""),
    ("/data", "?measure=share_25_54_employed"),
    ("/search", "?q=tus"),
    ("/search", ""),
    ("/compare", ""),
    *(("/compare", f"?view={view}&places=tucson,mesa,kearny") for view in VIEWS),
    *(("/compare", f"?view={view}&measure=share_19_20_with_hs_diploma") for view in VIEWS),
)


def assert_closed(tree: Any) -> None:
    for graph in graphs(tree):
        config = graph["config"]
        assert config["showSendToCloud"] is False
        assert config["plotlyServerURL"] == ""
        assert config["displayModeBar"] is False
        assert config["showLink"] is False
    for figure in stored_figures(tree):
        assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
        assert "<a " not in json.dumps(figure)


def assert_stands(tree: Any) -> None:
    said = all_words(tree)
    assert not NOT_SAID.search(said), NOT_SAID.findall(said)
    headings = [node for node in nodes(tree) if node["type"] == "H1"]
    assert len(headings) == 1, "one first heading a page"
    assert all_words(headings[0]).strip()
    ids = [json.dumps(node["props"]["id"], sort_keys=True) for node in nodes(tree) if "id" in node["props"]]
    assert len(ids) == len(set(ids)), "an id twice breaks labels and callbacks"
    assert_closed(tree)


def test_the_list_of_slugs_is_the_91() -> None:
    assert len(SLUGS) == 91


@pytest.mark.parametrize("slug", SLUGS)
def test_every_city_has_its_page(client: FlaskClient, opened: Opened, slug: str) -> None:
    assert client.get(f"/city/{slug}").status_code == 200
    tree = opened(f"/city/{slug}")
    assert_stands(tree)
    assert "What is missing here, and why" in all_words(tree) or slug == "phoenix"
    assert not [node for node in nodes(tree) if node["props"].get("className") == "notice"]


@pytest.mark.parametrize(("path", "search"), ADDRESSES)
def test_every_other_page(client: FlaskClient, opened: Opened, path: str, search: str) -> None:
    assert client.get(f"{path}{search}").status_code == 200
    assert_stands(opened(path, search))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_exhibit_alone(opened: Opened, shelf: Shelf, name: str) -> None:
    needed = {
        "walk": walks(shelf.reader)[0].id,
        "place": "tucson",
        "measure": "share_25_54_employed",
        "x": "acs5_median_age",
        "y": "share_25_54_employed",
    }
    fields = KINDS[name].parameters.model_fields
    found = shelf.build(name, {key: needed[key] for key, field in fields.items() if field.is_required()})
    tree = opened(f"/exhibit/{name}", f"?{found.query}")
    assert_stands(tree)
    assert found.title in all_words(tree)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/city/tuscon", 404),
        ("/city/tucson/more", 404),
        ("/exhibit/nonsense", 404),
        ("/nowhere", 404),
        ("/city/tucson", 200),
        ("/exhibit/ranking", 200),
        ("/exhibit/coverage", 200),
    ],
)
def test_status(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    assert client.get(path, headers={"Accept": "text/html"}).mimetype == "text/html", "the app's document all the same"


def test_all_charts_have_one_config(opened: Opened) -> None:
    seen = [
        json.dumps(graph["config"], sort_keys=True)
        for path, search in ADDRESSES
        for graph in graphs(opened(path, search))
    ]
    assert len(seen) > 10
    assert len(set(seen)) == 1


def test_the_check_of_charts_can_fail() -> None:
    open_chart = {"type": "Graph", "namespace": "dash_core_components", "props": {"config": {"showSendToCloud": True}}}
    with pytest.raises((AssertionError, KeyError)):
        assert_closed([open_chart])
