"""The district's own walks on the pages, in process: whole, private, and not there at all on the Roundtable's server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from components.frozen_strip import keep
from exhibits.shelf import OWN, Shelf
from operations.district.side import DistrictSide
from tests.operations.district.own_district import DISTRICT_KEYS, WALK, own_district
from tests.running import all_words, body, nodes, stored_figures, told

Opened = Callable[..., Any]
PATH = f"/walks/{WALK.slug}"
SETS = ("anyway", "finishing", "cash", "volunteer_hours", "volunteer_rate", "staff_hours", "staff_rate", "place")
TYPED = ("key", "attempt", "outcome", "who", "why")


@pytest.fixture
def side(running: Dash, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DistrictSide]:
    """The app as the made-up district has it."""
    with own_district(tmp_path) as made:
        use(running, monkeypatch, made)
        yield made


def use(running: Dash, monkeypatch: pytest.MonkeyPatch, side: DistrictSide) -> None:
    extensions = running.server.extensions
    monkeypatch.setitem(extensions, "district", side)
    monkeypatch.setitem(extensions, "shelf", Shelf(extensions["reader"], district=side))


def answered(client: FlaskClient, outputs: list[tuple[str, str]], question: dict[str, Any]) -> dict[str, Any]:
    asked = body(f"..{'...'.join('.'.join(each) for each in outputs)}..", [], **question)
    asked["outputs"] = [{"id": identity, "property": prop} for identity, prop in outputs]
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200, answer.text
    response: dict[str, Any] = json.loads(answer.data)["response"]
    return response


def callback_outputs(client: FlaskClient, first: str) -> list[tuple[str, str]]:
    """The outputs of the callback that writes to ``first``, as the app names them."""
    known = json.loads(client.get("/_dash-dependencies").data)
    found = next(each["output"] for each in known if first in each["output"])
    return [tuple(part.rsplit(".", 1)) for part in found.strip(".").split("...")]  # type: ignore[misc]


def test_the_list_of_walks_begins_with_what_to_do(opened: Opened, side: DistrictSide) -> None:
    tree = opened("/walks")
    said = all_words(tree)
    assert "1 follow-up overdue |  from the walk of 5 August 2024" in said
    assert "4 of 9 students verified, within 60 days of the walk" in said
    assert "22% in Utah and 31% in San Bernardino" in said
    assert "Not for publication".lower() in said.lower()
    assert (
        said.index("Our walks")
        < said.index("What to do next")
        < said.index("Walk by walk")
        < said.index("Published walks")
    )
    links = {node["props"].get("href") for node in nodes(tree)}
    assert {"/walks/import", "/walks/release", "/walks/plan", PATH} <= links


def test_an_old_export_asks_for_a_new_one(opened: Opened, side: DistrictSide, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "load a new export" not in all_words(opened("/walks"))
    today = side.today()
    monkeypatch.setattr(side, "today", lambda: today.replace(year=2025))
    assert "load a new export" in all_words(opened("/walks"))


def test_where_nothing_is_loaded_the_way_leads_to_import(
    opened: Opened, running: Dash, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with own_district(tmp_path, visits=False) as bare:
        use(running, monkeypatch, bare)
        tree = opened("/walks")
    assert "No walk is loaded yet" in all_words(tree)
    assert "/walks/import" in {node["props"].get("href") for node in nodes(tree)}


def test_one_walk_from_top_to_bottom(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    assert client.get(PATH).status_code == 200
    tree = opened(PATH)
    said = all_words(tree)
    titles = ["What to do now", "Of 10 listed", "44% of those verified", "worth", "Correct an outcome"]
    places = [said.index(title) for title in titles]
    assert places == sorted(places)
    assert len([node for node in nodes(tree) if node["type"] == "H1"]) == 1
    assert len(stored_figures(tree)) == 2 * 7, "all but the comparison, which has nobody"
    assert "3 doors to try again, 1 past the day agreed" in said


def test_no_page_shows_a_number_or_key_of_the_district(opened: Opened, side: DistrictSide) -> None:
    own_numbers = {visit.student for visit in side.visits()}
    keys = set(side.walk_key_of(WALK).values())
    for path in ("/walks", PATH):
        tree = opened(path)
        sent = json.dumps(tree)
        assert not [key for key in DISTRICT_KEYS if key in sent]
        cells = {all_words(node) for node in nodes(tree) if node["props"].get("scope") == "row"}
        assert not cells & own_numbers - {str(number) for number in range(20)}
        shown = {key for key in keys if key in sent}
        assert len(shown) == (4 if path == PATH else 0), "the doors to try again, and who came and stopped"


def test_what_an_address_gets_wrong_is_said(opened: Opened, side: DistrictSide) -> None:
    said = all_words(opened(PATH, "?anyway=2&cash=2,000&volunteer_rate=0&nonsense=1"))
    assert "“2” cannot be used for come back with no walk" in said
    assert "has “nonsense”" in said
    assert "against a cost of $2,000" in said


def test_a_slider_changes_value_and_address(client: FlaskClient, side: DistrictSide) -> None:
    outputs = callback_outputs(client, "walk-value-answer")
    now = dict(zip(SETS, (100, 15, "1,000", "40", "0", "0", "0", "arizona"), strict=True))
    inputs = [told(f"walk-value-{name}", "value", value) for name, value in now.items()]
    state = [told("walk-value-asked", "data", {"walk": WALK.slug, "query": {"discount_rate": "0.05"}})]
    found = answered(client, outputs, {"inputs": inputs, "state": state, "changed": "walk-value-anyway.value"})
    assert "worth nothing" in all_words(found["walk-value-answer"]["children"])
    assert found["walk-value-anyway-said"]["children"] == "100%"
    (address,) = (value["data"] for name, value in found.items() if name.startswith("address"))
    assert address.startswith(f"{PATH}?anyway=1&finishing=0.15")
    assert "discount_rate=0.05" in address, "what the desk changed stays"


def correction(client: FlaskClient, typed: tuple[Any, ...]) -> dict[str, Any]:
    outputs = [("walk-correct-said", "children"), ("walk-corrections", "children")]
    state = [told("walk-correct-walk", "data", WALK.slug)]
    state += [told(f"walk-correct-{name}", "value", value) for name, value in zip(TYPED, typed, strict=True)]
    question = {
        "inputs": [told("walk-correct-act", "n_clicks", 1)],
        "state": state,
        "changed": "walk-correct-act.n_clicks",
    }
    return answered(client, outputs, question)


def test_a_correction_is_appended(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    key = next(iter(side.walk_key_of(WALK).values()))
    found = correction(client, (key, 1, "DECLINED", "D. Clerk", "typed wrong"))
    assert "The correction is kept" in all_words(found["walk-correct-said"]["children"])
    assert "typed wrong" in all_words(found["walk-corrections"]["children"])
    assert len(side.store.corrections()) == 1
    assert "typed wrong" in all_words(opened(PATH))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("0" * 16, 1, "DECLINED", "D. Clerk", "typed wrong"), "no attempt 1"),
        (("short", 1, "DECLINED", "D. Clerk", "typed wrong"), "Key: as in the list above"),
        ((None, None, None, None, None), "Why: for what reason"),
        (("0" * 16, 1, ["x"], "D. Clerk", {"a": 1}), "Outcome: what should have been entered"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    client: FlaskClient, side: DistrictSide, typed: tuple[Any, ...], said: str
) -> None:
    assert said in all_words(correction(client, typed)["walk-correct-said"]["children"])
    assert not side.store.corrections()


def test_from_elsewhere_nothing_is_corrected(client: FlaskClient, side: DistrictSide) -> None:
    client.environ_base["REMOTE_ADDR"] = "10.0.0.5"
    key = next(iter(side.walk_key_of(WALK).values()))
    found = correction(client, (key, 1, "DECLINED", "D. Clerk", "typed wrong"))
    assert "on the machine itself only" in all_words(found["walk-correct-said"]["children"])
    assert not side.store.corrections()


def test_private_exhibits_have_no_link_to_copy(opened: Opened, running: Dash, side: DistrictSide) -> None:
    own = {node["props"]["data-exhibit"]: node for node in nodes(opened(PATH)) if "data-exhibit" in node["props"]}
    assert len([name for name in own if name.startswith("own_")]) == 8
    for name, node in own.items():
        copies = [each for each in nodes(node) if "data-copy" in each["props"]]
        assert bool(copies) is not name.startswith("own_"), name
    address = f"/exhibit/own_rates?walk={WALK.slug}"
    with running.server.test_request_context():
        assert keep(address)["address"] == address, "as it was: nothing is kept with it"


def test_a_private_exhibit_alone(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    address = f"/exhibit/own_rates?walk={WALK.slug}"
    assert client.get(address).status_code == 200
    assert "44% of those verified" in all_words(opened("/exhibit/own_rates", f"?walk={WALK.slug}"))


def test_the_roundtable_knows_nothing_of_them(client: FlaskClient, opened: Opened) -> None:
    assert client.get(PATH).status_code == 404
    assert "Our walks" not in all_words(opened("/walks"))
    listed = client.get("/api/v1/exhibits").text
    for module in OWN:
        assert client.get(f"/exhibit/{module.NAME}?walk={WALK.slug}").status_code == 404
        assert client.get(f"/api/v1/exhibits/{module.NAME}?walk={WALK.slug}").status_code == 404
        assert client.get(f"/api/v1/exhibits/{module.NAME}.csv?walk={WALK.slug}").status_code == 404
        assert module.NAME not in listed
        assert "No exhibit called" in all_words(opened(f"/exhibit/{module.NAME}", f"?walk={WALK.slug}"))
