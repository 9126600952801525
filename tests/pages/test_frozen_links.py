"""Copied links: they show what was presented, whatever became of the data, and say why today differs."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from dash import Dash
from flask.testing import FlaskClient

from data_pipeline.load import load
from data_pipeline.template import COLUMNS, Kind
from database import writing
from database.frozen import ID, FrozenViews
from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from tests.read_only import read_only
from tests.running import all_words, body, its_pages, nodes, open_page, owner_client, told

BRIEF = {
    "edition": "2014",
    "data_year": "2012",
    "place": "arizona",
    "population": "non_completers",
    "source_title": "The Economic Losses from High School Dropouts and Disconnected Youth: Evidence from Across Arizona "
    "(policy brief, Belfield, May 2014)",
    "source_address": "https://p.pdfkul.com/belfieldazpolicybrief-5-30-14pdf_5b041e738ead0e708e8b4591.html",
}
NEW_COUNT = {
    **BRIEF,
    "measure": "count",
    "value": "20000",
    "unit": "persons",
    "location": "Highlights, bullet 1",
    "qualifier": "estimated",
}
DESK = "/losses?discount_rate=0.05"


def _copy(real_url: str, folder: Path) -> str:
    shutil.copyfile(real_url.removeprefix("sqlite:///"), folder / "mine.sqlite")
    return f"sqlite:///{folder / 'mine.sqlite'}"


@pytest.fixture(scope="module")
def kept_url(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the bundled catalog's database for the tests that load nothing."""
    return _copy(real_url, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def running(kept_url: str) -> Iterator[Dash]:
    with its_pages(kept_url) as app:
        yield app


@pytest.fixture
def url(real_url: str, tmp_path: Path) -> str:
    """A copy for this test alone, to load data into."""
    return _copy(real_url, tmp_path)


@pytest.fixture
def loaded(url: str) -> Iterator[FlaskClient]:
    """The app on that copy."""
    with its_pages(url) as app:
        yield owner_client(app)


def copied(client: FlaskClient, address: str) -> dict[str, Any]:
    """What the browser is told to copy."""
    asked = body(
        "keep-told.data",
        {"id": "keep-told", "property": "data"},  # type: ignore[arg-type]
        [told("keep-asked", "data", {"address": address, "number": 7})],
        changed="keep-asked.data",
    )
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = (answer.json or {})["response"]["keep-told"]["data"]
    assert found["number"] == 7
    return found


def opened(client: FlaskClient, address: str) -> Any:
    parts = urlsplit(address)
    return open_page(client, parts.path, f"?{parts.query}")


def part(layout: Any, style: str) -> str:
    """The words of the first element with a class."""
    found = [node for node in nodes(layout) if style in str(node["props"].get("className", "")).split()]
    return all_words(found[0]) if found else ""


def load_new_count(url: str, folder: Path) -> None:
    file = folder / "corrected.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [column.name for column in COLUMNS[Kind.LOSSES]])
        writer.writeheader()
        writer.writerow(NEW_COUNT)
    assert load(url, Kind.LOSSES, file, replace=True).corrected == 1


def with_query(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{urlencode({**dict(parse_qsl(parts.query)), **changed})}"


def test_a_link_is_readable_complete_and_the_same_twice(client: FlaskClient) -> None:
    first = copied(client, DESK)
    assert first["said"] == ""
    query = parse_qs(urlsplit(first["address"]).query)
    assert ID.fullmatch(query["link"][0])
    assert query["discount_rate"] == ["0.05"]
    for name in ("place", "population", "edition", "counted", "retire", "spill", "include", "count", "data", "model"):
        assert query[name] != [""], name
    assert copied(client, DESK) == first
    assert copied(client, first["address"]) == first


@pytest.mark.parametrize("address", [DESK, "/exhibit/losses_total?discount_rate=0.05", "/exhibit/profile?place=tucson"])
def test_opened_at_once_nothing_has_changed(client: FlaskClient, address: str) -> None:
    strip = part(opened(client, copied(client, address)["address"]), "frozen-strip")
    assert "As presented on" in strip
    assert "Nothing has changed since." in strip
    assert "As of today" not in strip
    assert "changed after it was copied" not in strip


@pytest.mark.parametrize("address", [DESK, "/exhibit/losses_total?discount_rate=0.05"])
def test_after_new_data_the_old_number_stands_beside_the_new_with_its_cause(
    loaded: FlaskClient, url: str, tmp_path: Path, address: str
) -> None:
    link = copied(loaded, address)["address"]
    load_new_count(url, tmp_path)
    page = opened(loaded, link)
    assert "$6.2 billion" in part(page, "frozen-then")
    assert "$6.8 billion" in part(page, "frozen-now")
    cause = part(page, "frozen-cause")
    assert re.search(r"The data changed \(corrected\.csv on \d+ \w+ \d{4}\)", cause)
    assert "the loss model" not in cause
    moved = part(page, "frozen-strip")
    assert "$6,196,748,108" in moved
    assert "$6,847,235,478" in moved
    rows = [all_words(node) for node in nodes(page) if node["type"] == "Tr" and "$6,847,235,478" in all_words(node)]
    assert len(rows) == 1
    assert rows[0].count("everyone counted") == 1
    assert "changed after it was copied" not in moved


def test_every_amount_of_the_strip_has_its_basis(loaded: FlaskClient, url: str, tmp_path: Path) -> None:
    link = copied(loaded, DESK)["address"]
    load_new_count(url, tmp_path)
    page = opened(loaded, link)
    for style in ("frozen-then", "frozen-now"):
        (node,) = [each for each in nodes(page) if each["props"].get("className") == style]
        assert "discount rate 5%" in node["props"]["data-basis"]
        assert "2013 dollars" in node["props"]["data-basis"]


def test_a_changed_model_is_named_and_no_number_need_move(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    link = copied(client, DESK)["address"]
    monkeypatch.setattr("exhibits.frozen.model_version", lambda: "9.9.9+new")
    cause = part(opened(client, link), "frozen-cause")
    assert "The loss model’s parameters changed" in cause
    assert "9.9.9+new now" in cause
    assert "no number here moved" in cause


def test_a_changed_program_is_blamed_where_nothing_else_changed(
    client: FlaskClient, running: Dash, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = copied(client, DESK)["address"]
    monkeypatch.setitem(running.server.extensions, "program_version", "9.9.9+later")
    monkeypatch.setattr("exhibits.losses_total.formats.money_words", lambda money: f"{money.amount:.3g} dollars")
    page = opened(client, link)
    assert "The program changed; the data and the loss model’s parameters did not." in part(page, "frozen-cause")


@pytest.mark.parametrize("path", ["/losses", "/exhibit/losses_total"])
@pytest.mark.parametrize("identifier", ["a" * 26, "nonsense", "<script>", "x" * 500])
def test_an_unknown_id_is_said(client: FlaskClient, path: str, identifier: str) -> None:
    said = part(opened(client, f"{path}?{urlencode({'link': identifier})}"), "frozen-notice")
    assert f"No view is kept under this link’s id, “{identifier[:60]}”" in said
    assert "as of today" in said


def test_an_unknown_id_says_what_changed_since(loaded: FlaskClient, url: str, tmp_path: Path) -> None:
    link = with_query(copied(loaded, DESK)["address"], link="b" * 26)
    assert "Data and model are as the address says" in part(opened(loaded, link), "frozen-notice")
    load_new_count(url, tmp_path)
    assert "What changed since: the data (version" in part(opened(loaded, link), "frozen-notice")


@pytest.mark.parametrize("address", [DESK, "/exhibit/losses_total?discount_rate=0.05"])
def test_a_link_with_other_parameters_says_so_and_shows_what_they_give(client: FlaskClient, address: str) -> None:
    link = copied(client, address)["address"]
    page = opened(client, with_query(link, discount_rate="0.02"))
    assert "discount rate is 0.02, not 0.05" in part(page, "frozen-changed")
    assert "$6.2 billion" in part(page, "frozen-then")
    below = all_words(page)
    assert "$9.7 billion" in below
    (back,) = [node for node in nodes(page) if node["props"].get("children") == "Open it as presented"]
    assert parse_qs(urlsplit(back["props"]["href"]).query) == parse_qs(urlsplit(link).query)
    assert "changed after it was copied" not in part(opened(client, link), "frozen-strip")


def test_a_link_on_another_page_says_so(client: FlaskClient) -> None:
    query = urlsplit(copied(client, DESK)["address"]).query
    assert "not /losses" in part(opened(client, f"/exhibit/losses_total?{query}"), "frozen-changed")


def test_without_permission_to_write_the_readable_address_is_copied_and_it_is_said(
    client: FlaskClient, kept_url: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    engine = read_only(kept_url)
    request.addfinalizer(engine.dispose)
    monkeypatch.setattr(writing, "writer", lambda _url, _kind: engine)
    answer = copied(client, "/losses?discount_rate=0.044")
    assert "may not write there" in answer["said"]
    query = parse_qs(urlsplit(answer["address"]).query)
    assert "link" not in query
    assert query["discount_rate"] == ["0.044"]
    said = part(opened(client, answer["address"]), "frozen-notice")
    assert "copied without its numbers" in said


def test_a_view_whose_exhibit_cannot_be_made_today_still_shows(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = copied(client, "/exhibit/profile?place=tucson")["address"]

    def gone(self: Shelf, name: str, parameters: object) -> Any:
        raise BadParameterError("place", "tucson", "the slug of a place")

    monkeypatch.setattr(Shelf, "build", gone)
    page = opened(client, link)
    assert "As of today this cannot be made any more" in part(page, "frozen-cause")
    assert "$222 million" in part(page, "frozen-then")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/",
            "/data",
            "/compare?places=tucson",
            "/exhibit/nothing",
            "/exhibit/ranking",
            "/exhibit/profile?place=tuscon",
        ),
        *("", "//evil.example/losses", "javascript:alert(1)", "x" * 20_000, "/exhibit/", "/exhibit/%00"),
    ],
)
def test_what_cannot_be_kept_is_copied_as_it_is(client: FlaskClient, running: Dash, address: str) -> None:
    answer = copied(client, address)
    assert answer["address"] == (address or "/")
    assert answer["said"] == ""


@pytest.mark.parametrize("sent", [None, 7, [], {}, {"address": None}, {"address": {"a": 1}}, "text"])
def test_any_body_is_answered(client: FlaskClient, sent: Any) -> None:
    asked = body(
        "keep-told.data",
        {"id": "keep-told", "property": "data"},  # type: ignore[arg-type]
        [told("keep-asked", "data", sent)],
        changed="keep-asked.data",
    )
    assert client.post("/_dash-update-component", json=asked).status_code == 200


def test_what_the_browser_says_of_its_numbers_is_not_kept(client: FlaskClient, running: Dash) -> None:
    address = copied(client, f"{DESK}&title=Nothing+is+lost&key_number=0")["address"]
    views = running.server.extensions["frozen"]
    assert isinstance(views, FrozenViews)
    view = views.load(parse_qs(urlsplit(address).query)["link"][0])
    assert view is not None
    assert "Nothing is lost" not in f"{view}"
    assert view.content["key_number"] == "$6.2 billion"
