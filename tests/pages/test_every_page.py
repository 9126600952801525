"""Every address of every page: it stands, says nothing that is nothing, and its charts stay closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import dash
import pytest
from dash import Dash
from flask.testing import FlaskClient

from data_pipeline.check import CATALOG
from exhibits.shelf import KINDS, Shelf
from exhibits.walk_record import walks
from tests.page_examples import addresses, documents, open_addresses
from tests.pages.standing import assert_closed, assert_stands
from tests.running import all_words, graphs, nodes

Opened = Callable[..., Any]
SLUGS = tuple(
    line.split(",")[1]
    for line in (CATALOG / "place.csv").read_text(encoding="utf-8").splitlines()[1:]
    if line.split(",")[4] in ("city", "town")
)
VIEWS = ("ranked", "change", "trend", "scatter", "map", "table")
ADDRESSES = (
    *((path, mark + search) for path, mark, search in (each.partition("?") for each in open_addresses())),
    ("/data", "?measure=share_25_54_employed"),
    ("/search", "?q=tus"),
    ("/search", ""),
    ("/compare", ""),
    *(("/compare", f"?view={view}&places=tucson,mesa,kearny") for view in VIEWS),
    *(("/compare", f"?view={view}&measure=share_19_20_with_hs_diploma") for view in VIEWS),
)


def test_every_page_and_document_has_an_example(running: Dash) -> None:
    assert set(open_addresses()) < set(addresses(dash.page_registry))
    with pytest.raises(AssertionError, match=r"without an example address in tests.page_examples: \['/new/<what>'\]"):
        addresses({**dash.page_registry, "pages.new": {"path": "/new/none", "path_template": "/new/<what>"}})
    with pytest.raises(AssertionError, match="pages there are no more"):
        addresses({name: page for name, page in dash.page_registry.items() if page["path"] != "/data"})
    assert set(documents(running)) == {"/brief/tucson", "/convene/none/present", "/follow", "/follow/ABCDEF"}


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
