"""The real app in this process, on the bundled catalog: asked as a browser asks, without one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import dash
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from access import Owners, Permission

ROUTER = ".._pages_content.children..._pages_store.data.."
ROUTED = [("_pages_content", "children"), ("_pages_store", "data")]


@cache
def the_app(url: str) -> tuple[Dash, dict[str, Any]]:
    """The app on a database, and its pages. Dash keeps pages in one table of the process: it is put back as it was."""
    with _as_it_was():
        dash.page_registry.clear()
        from app import create_app
        from settings import Settings

        # importing the module made an app of its own
        dash.page_registry.clear()
        app = create_app(Settings(database_url=url))
        pages = dict(dash.page_registry)
        # callbacks are taken in with the first request, while the table is this app's
        assert app.server.test_client().get("/_dash-dependencies").status_code == 200
        return app, pages


def owner_client(app: Dash) -> FlaskClient:
    """A browser that opened a one-time link of this app; ``app.server.test_client()`` is a stranger's."""
    client = app.server.test_client()
    permission: Permission = app.server.extensions["permission"]
    assert client.get(f"/owner/{permission.owners.new_link()}").status_code == 303
    return client


def owner_cookie(app: Dash) -> dict[str, str]:
    """The headers of such a browser, for requests that are made without a client."""
    owners: Owners = app.server.extensions["permission"].owners
    return {"Cookie": f"{owners.cookie}={owners.open_link(owners.new_link())}"}


@contextmanager
def its_pages(url: str) -> Iterator[Dash]:
    """The app, with its own pages in Dash's table until the end of the block."""
    app, pages = the_app(url)
    with _as_it_was():
        dash.page_registry.clear()
        dash.page_registry.update(pages)
        yield app


@contextmanager
def _as_it_was() -> Iterator[None]:
    kept = dict(dash.page_registry)
    try:
        yield
    finally:
        dash.page_registry.clear()
        dash.page_registry.update(kept)


def body(output: str, outputs: list[Any], inputs: list[Any], state: list[Any] | None = None, changed: str = "") -> Any:
    """A callback's body as the browser sends it."""
    return {
        "output": output,
        "outputs": outputs,
        "inputs": inputs,
        "state": state or [],
        "changedPropIds": [changed] if changed else [],
    }


def told(identity: Any, prop: str, value: Any) -> dict[str, Any]:
    """One input or state."""
    return {"id": identity, "property": prop, "value": value}


def open_page(client: FlaskClient, path: str, search: str = "") -> Any:
    """What the router puts on the page at an address, as JSON. Fails with the server's words."""
    asked = body(
        ROUTER,
        [{"id": identity, "property": prop} for identity, prop in ROUTED],
        [told("_pages_location", "pathname", path), told("_pages_location", "search", search)],
        changed="_pages_location.pathname",
    )
    answer: TestResponse = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200, (path, search, answer.text)
    return json.loads(answer.data)["response"]["_pages_content"]["children"]


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every component of a layout as sent: ``{"type", "namespace", "props"}``."""
    if isinstance(tree, dict):
        if "props" in tree and "namespace" in tree:
            yield tree
        yield from (found for part in tree.values() for found in nodes(part))
    elif isinstance(tree, list):
        yield from (found for part in tree for found in nodes(part))


def words(tree: Any) -> Iterator[str]:
    """Every text a reader of a layout meets: children and labels, not ids."""
    if isinstance(tree, (str, int, float)) and not isinstance(tree, bool):
        yield str(tree)
    elif isinstance(tree, list):
        yield from (text for part in tree for text in words(part))
    elif isinstance(tree, dict) and "props" in tree:
        props = tree["props"]
        for name in ("children", "title", "placeholder", "options", "label"):
            yield from words(props.get(name))
    elif isinstance(tree, dict):
        yield from words(tree.get("label"))


def all_words(tree: Any) -> str:
    """The texts of a layout, joined."""
    return " | ".join(words(tree))


def graphs(tree: Any) -> list[dict[str, Any]]:
    """The charts of a layout."""
    return [node["props"] for node in nodes(tree) if node["type"] == "Graph"]


def stored_figures(tree: Any) -> list[dict[str, Any]]:
    """The figures that the browser draws: wide and narrow of each chart."""
    return [
        figure
        for node in nodes(tree)
        if node["type"] == "Store" and isinstance(node["props"].get("id"), dict)
        for figure in (node["props"].get("data") or {}).values()
        if isinstance(figure, dict) and "layout" in figure
    ]
