"""The comparison: its state is its address, every control answers, charts in answers stay closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.pages.comparing import move
from tests.pages.test_every_page import SLUGS, VIEWS, assert_closed
from tests.running import all_words, graphs, nodes

Opened = Callable[..., Any]
OTHER = "share_19_20_with_hs_diploma"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_answers_with_a_closed_chart(client: FlaskClient, view: str) -> None:
    found = move(client, "compare-view.value", ("tucson", "mesa"), view=view)
    body = found["compare-body"]["children"]
    assert_closed(body)
    assert len(graphs(body)) == (0 if view == "table" else 1)
    assert f"view={view}" in found["address"]["data"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_address_of_an_answer_opens_the_same_view(client: FlaskClient, opened: Opened, view: str) -> None:
    found = move(client, "compare-view.value", ("tucson", "mesa", "kearny"), view=view)
    parts = urlsplit(found["address"]["data"])
    page = opened(parts.path, f"?{parts.query}")
    body = next(node for node in nodes(page) if node["props"].get("id") == "compare-body")
    shown = [part for part in found["compare-body"]["children"] if part["props"].get("className") != "notice"]
    assert body["props"]["children"] == shown


def test_a_city_is_added_by_name_and_dropped_by_its_chip(client: FlaskClient) -> None:
    added = move(client, "compare-add.n_submit", ("tucson",), typed="  mesa ")
    assert added["compare-places"]["data"] == ["tucson", "mesa"]
    assert added["compare-add"]["value"] == ""
    assert [all_words(chip).partition(" ")[0] for chip in added["compare-chips"]["children"]] == ["Tucson", "Mesa"]
    gone = move(client, "", ("tucson", "mesa"), dropped="tucson")
    assert gone["compare-places"]["data"] == ["mesa"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Tuscon", "Did you mean Tucson"), ("tucson", "is already there"), ("<b>", "No city is called “<b>”")],
)
def test_a_name_that_cannot_be_added_is_said_and_kept(client: FlaskClient, typed: str, said: str) -> None:
    found = move(client, "compare-add-button.n_clicks", ("tucson",), typed=typed)
    assert said in found["compare-said"]["children"]
    assert "compare-add" not in found or "value" not in found["compare-add"], "what was typed stays"
    assert found["compare-places"]["data"] == ["tucson"]


def test_an_answer_to_another_control_leaves_what_is_typed(client: FlaskClient) -> None:
    found = move(client, "compare-view.value", ("tucson",), typed="Mes", view="change")
    assert "value" not in found.get("compare-add", {}), "a late answer must not clear the box"
    assert "compare-chips" not in found
    assert "compare-places" not in found


def test_another_measure_brings_its_own_periods(client: FlaskClient) -> None:
    found = move(client, "compare-measure.value", measure=OTHER, period="2022")
    options = [option["value"] for option in found["compare-period"]["options"]]
    assert found["compare-period"]["value"] in options
    assert dict(parse_qsl(urlsplit(found["address"]["data"]).query))["period"] == found["compare-period"]["value"]


@pytest.mark.parametrize(
    "controls",
    [
        {"measure": "nonsense"},
        {"measure": ["a"]},
        {"measure": {"a": 1}},
        {"measure": None, "period": "1801"},
        {"view": "pie"},
        {"view": 7, "period": {"a": "b"}},
        {"against": "<script>"},
        {"first": "x" * 5000},
        {"others": "maybe"},
    ],
)
def test_a_forged_value_is_answered(client: FlaskClient, controls: dict[str, Any]) -> None:
    found = move(client, "compare-measure.value", **controls)
    assert found["compare-body"]["children"]


def test_what_an_address_got_wrong_is_said(opened: Opened) -> None:
    page = opened("/compare", "?measure=nonsense&places=tucson,atlantis&period=1801&colour=red")
    said = next(all_words(node) for node in nodes(page) if node["props"].get("className") == "notice")
    for part in ("nonsense", "atlantis", "1801", "colour"):
        assert part in said
    assert len(graphs(page)) == 1


def notices(page: Any) -> str:
    return " ".join(all_words(node) for node in nodes(page) if node["props"].get("className") == "notice")


def chosen(page: Any) -> list[str]:
    return next(node["props"]["data"] for node in nodes(page) if node["props"].get("id") == "compare-places")


def test_an_unknown_city_leaves_the_others_and_links_to_near_names(opened: Opened) -> None:
    page = opened("/compare", "?places=tuscon,mesa&view=trend")
    assert chosen(page) == ["mesa"]
    assert "No city is called “tuscon”" in notices(page)
    links = {node["props"]["children"]: node["props"]["href"] for node in nodes(page) if node["type"] == "Link"}
    meant = urlsplit(links["Tucson"])
    assert chosen(opened(meant.path, f"?{meant.query}")) == ["mesa", "tucson"]
    assert "view=trend" in meant.query


def test_of_thirteen_cities_twelve_are_kept_and_it_is_said(opened: Opened) -> None:
    page = opened("/compare", f"?places={','.join(SLUGS[:13])}")
    assert chosen(page) == list(SLUGS[:12])
    assert "the first 12 are kept" in notices(page)


def test_a_forged_city_of_a_control_is_said(client: FlaskClient) -> None:
    found = move(client, "compare-view.value", ("tuscon", "mesa"))
    assert found["compare-places"]["data"] == ["mesa"]
    assert "No city is called “tuscon”" in all_words(found["compare-body"]["children"])


@pytest.mark.parametrize(
    ("view", "end"),
    [("ranked", "The latest is shown."), ("trend", "The trend shows them all."), ("change", "cannot be compared")],
)
def test_a_period_that_is_not_there_is_said_as_fits_the_view(opened: Opened, view: str, end: str) -> None:
    said = notices(opened("/compare", f"?period=1900&view={view}&measure={OTHER}"))
    assert "2019-2023 average" in said
    assert end in said
    assert ("The latest is shown" in said) == (view == "ranked")


def test_a_measure_without_two_comparable_periods_is_said_by_its_name(opened: Opened) -> None:
    page = opened("/compare", "?view=change&measure=acs5_median_household_income")
    said = next(all_words(node) for node in nodes(page) if node["props"].get("className") == "empty-state")
    assert said == "Median household income (survey): no two periods can be compared, so no change can be shown."


@pytest.mark.parametrize("period", ["2023", "2021"])
def test_looking_at_the_change_leaves_the_period_alone(client: FlaskClient, opened: Opened, period: str) -> None:
    found = move(client, "compare-view.value", ("tucson",), view="change", measure=OTHER, period=period)
    assert found["compare-period"]["value"] == period
    assert f"period={period}&" in found["address"]["data"]
    assert "2017-2021 average" in all_words(found["compare-body"]["children"])
    assert found["compare-first"]["options"], "the change has somewhere to start from"
    page = opened("/compare", found["address"]["data"].removeprefix("/compare"))
    select = next(node["props"] for node in nodes(page) if node["props"].get("id") == "compare-period")
    assert select["value"] == period
    back = move(client, "compare-view.value", ("tucson",), view="ranked", measure=OTHER, period=period)
    assert back["address"]["data"] == found["address"]["data"].replace("view=change", "view=ranked").replace(
        f"&first={found['compare-first']['value']}", ""
    )


def test_the_change_never_compares_across_a_break(opened: Opened) -> None:
    page = opened("/compare", f"?measure={OTHER}&view=change&period=2023")
    said = next(all_words(node) for node in nodes(page) if node["props"].get("className") == "notice")
    assert "cannot be compared with earlier years" in said
    assert len(graphs(page)) == 1
