"""Every page, file and answer says "published" and "printed" of printed figures alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from api.endpoints import ENDPOINTS
from exhibits.shelf import KINDS, Shelf
from tests.exports.examples import example
from tests.pages.test_every_page import SLUGS
from tests.printed_words import (
    Node,
    Printed,
    document,
    of_answer,
    of_csv,
    of_layout,
    of_page,
    of_slides,
    of_workbook,
)

Opened = Callable[..., Any]
STUDY = {"place": "gilbert", "counted": "published"}
DESK: tuple[dict[str, str], ...] = (
    {},
    {"place": "tucson"},
    STUDY,
    {"place": "mesa", "counted": "published", "discount_rate": "0.05"},
    {"place": "phoenix", "population": "disconnected_youth"},
    {"edition": "2018"},
)
PAGES = (
    "/",
    "/city",
    "/data",
    "/how-to-read",
    "/how-to-read?place=mesa",
    "/search?q=loss",
    "/walks",
    "/walks/2014-07-18-tusd-steps-to-success",
    "/walks/plan",
    "/walks/release",
    "/walks/import",
    "/walks/receive",
    "/convene",
    "/exhibit/published_losses",
    "/exhibit/losses_studies?place=tucson",
    *(f"/compare?view={view}&places=tucson,mesa" for view in ("ranked", "change", "trend", "scatter", "map", "table")),
    *(f"/losses?{urlencode(query)}" for query in DESK),
    "/city/tucson?counted=published",
    "/city/tucson?edition=2018",
    "/city/mesa?counted=published",
)
MODEL = ("/losses", "/losses/chance", "/losses/tornado")
IN_FILES = sorted(
    {name for name in KINDS if name.startswith(("losses", "walk"))} | {"profile", "published_losses", "loss_components"}
)


@pytest.fixture(scope="module")
def printed(real_url: str) -> Printed:
    from database.reader import Reader

    with Reader(real_url) as reader:
        return Printed(reader)


def test_every_page(opened: Opened, printed: Printed) -> None:
    for address in (*PAGES, *(f"/city/{slug}" for slug in SLUGS)):
        path, _, query = address.partition("?")
        assert list(of_layout(printed, opened(path, f"?{query}" if query else ""))) == [], address


def test_every_answer(client: FlaskClient, printed: Printed) -> None:
    for address, query in answers():
        got = client.get(f"/api/v1{address}", query_string=query)
        assert got.status_code == 200, (address, query, got.text[:200])
        assert list(of_answer(printed, json.loads(got.data))) == [], (address, query)
        if address in (*MODEL, "/published-losses"):
            csv = client.get(f"/api/v1{address}.csv", query_string=query)
            assert list(of_csv(printed, csv.data)) == [], (address, query)


def answers() -> Iterator[tuple[str, dict[str, str]]]:
    """Every address of the API; those of the model for each state of the desk."""
    for endpoint in ENDPOINTS:
        name = endpoint.path.removeprefix("/exhibits/")
        if endpoint.path in MODEL:
            yield from ((endpoint.path, query) for query in DESK)
        elif endpoint.path in ("/observations", "/district-observations", "/districts"):
            yield endpoint.path, {"place": "tucson"}
        else:
            yield endpoint.path, example(name) if name in KINDS else {}


def test_every_file(client: FlaskClient, printed: Printed) -> None:
    looked: dict[str, Callable[[Printed, bytes], Iterator[str]]] = {
        "csv": of_csv,
        "xlsx": of_workbook,
        "pptx": of_slides,
        "html": lambda words, content: of_page(words, document(content)),
    }
    for name in IN_FILES:
        for ending, look in looked.items():
            got = client.get(f"/export/{name}.{ending}", query_string=example(name))
            assert got.status_code == 200, (name, ending, got.text[:200])
            assert list(look(printed, got.data)) == [], (name, ending)


@pytest.mark.parametrize("slug", ["tucson", "mesa", "gilbert", "phoenix", "jerome"])
def test_briefs(client: FlaskClient, printed: Printed, slug: str) -> None:
    got = client.get(f"/brief/{slug}")
    assert got.status_code == 200
    assert list(of_page(printed, document(got.data))) == []


def _page(*parts: Node) -> Node:
    return Node("div", parts)


def _row(*cells: str) -> Node:
    return Node("tr", tuple(Node("th" if not place else "td", (text,)) for place, text in enumerate(cells)))


def test_the_search_finds_what_is_planted(shelf: Shelf, printed: Printed) -> None:
    """222 million is what the model makes of Tucson's class; 435 million is what the study prints."""
    facts = _page(Node("dt", ("printed in 2014",)), Node("dd", (Node("span", ("$222M",)),)))
    marked = _page(
        Node("dt", ("budgets",)), Node("dd", (Node("span", ("$222M",)), " ", Node("span", ("printed, 2014",))))
    )
    table = Node("table", (_row("Place", "Printed in 2014"), _row("Tucson", "$222,000,000")))
    for planted in (facts, marked, table, Node("p", ("As published, Tucson comes to $222 million",))):
        assert list(of_page(printed, _page(planted))), planted
    assert not list(of_page(printed, _page(Node("table", (_row("Place", "Printed"), _row("Tucson", "about $435M"))))))
    assert not list(of_page(printed, _page(Node("p", ("Tucson comes to $222 million; nothing is published",)))))
    row = {"status": "published", "unit": "USD", "value": 222_000_000.0}
    assert list(of_answer(printed, {"rows": [row]}))
    assert list(of_answer(printed, {"printed": [{"value": 222_000_000.0}]}))
    assert not list(of_answer(printed, {"rows": [row | {"status": "estimated"}]}))
    assert list(of_csv(printed, b"Place,Printed in 2014 (USD)\r\nTucson,222000000.0\r\n"))
    assert list(of_csv(printed, b"status,value,unit\r\npublished,222000000.0,USD\r\n"))
