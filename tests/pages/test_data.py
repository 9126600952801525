"""The data page: every measure with its record and file; what disagrees is there to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from exhibits.shelf import Shelf
from tests.running import all_words, nodes

Opened = Callable[..., Any]


def test_gilberts_conflict_is_shown_as_a_conflict(opened: Opened) -> None:
    said = all_words(opened("/data"))
    assert "$79,000,000 saved if halved, but half of the published total, about $139 million, is $69.5 million" in said
    assert "31 arithmetic checks on published figures; 2 do not hold" in said
    assert "fails the check: the printed figures give 69,500,000, printed is 79,000,000 (US dollars, " in said


def test_every_measure_has_its_record_and_a_file_that_is_there(
    opened: Opened, client: FlaskClient, shelf: Shelf
) -> None:
    page = opened("/data")
    said = all_words(page)
    files = [node["props"]["href"] for node in nodes(page) if str(node["props"].get("href", "")).startswith("/api/v1/")]
    for measure in shelf.reader.measures():
        assert measure.definition in said, measure.id
        assert (
            sum(f"measure={measure.id}" in each.split("&") or each.endswith(f"measure={measure.id}") for each in files)
            >= 2
        )
    for address in files:
        assert client.get(address).status_code == 200, address


def test_the_load_is_listed(opened: Opened, shelf: Shelf) -> None:
    assert shelf.reader.data_version()[:12] in all_words(opened("/data"))


def test_a_measure_is_opened_and_an_unknown_one_said(opened: Opened) -> None:
    assert any(node["props"].get("id") == "opened" for node in nodes(opened("/data", "?measure=acs5_median_age")))
    said = all_words(opened("/data", "?measure=median_agee"))
    assert "no measure has this id; did you mean" in said
