"""Decks, slides, answers and sessions as JSON: what the room may have, what it may not, and hostile requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import present
from api.present import MOST_BYTES, ROOT, TOKEN
from database.documents import Documents
from database.migrate import upgrade
from exhibits.shelf import Shelf
from operations.agendas import Agenda, Agendas, Question, new_item
from operations.live import LiveSessions
from operations.sharing import Shares
from tests.exhibits.conftest import real_shelf, real_url

__all__ = ["real_shelf", "real_url"]
ANSWER, EXACT = "82.4", "82.41190"
NOTE, LINE = "A private note.", "A spoken line."


class Room:
    """A server with one agenda: a plain item, one with a question, one that cannot be made."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        url = f"sqlite:///{folder / 'kept.sqlite'}"
        upgrade(url)
        documents = self.documents = Documents(url)
        plain = new_item("losses_total", {"place": "tucson"}, LINE).model_copy(update={"notes": NOTE})
        asked = new_item("graduation", {"place": "tucson"}, LINE).model_copy(
            update={"question": Question(text="What share?"), "notes": NOTE}
        )
        lost = new_item("profile", {"place": "atlantis"})
        private = new_item("own_funnel", {})
        self.items = (plain, asked, lost, private)
        self.agenda = Agendas(documents).create(Agenda(title="In the room", items=self.items)).id
        server = Flask("room", static_folder=None)
        present.register(server, shelf, documents, LiveSessions(folder / "live"), lambda: self.is_owner)
        self.is_owner = True
        self.client: FlaskClient = server.test_client()

    def get(self, path: str) -> Any:
        return self.client.get(f"{ROOT}{path}")

    def start(self) -> dict[str, Any]:
        answer = self.client.post(f"{ROOT}/live", json={"agenda": self.agenda})
        assert answer.status_code == 201
        return dict(answer.json)

    def put(self, session: dict[str, Any], state: dict[str, Any], token: str | None = None) -> Any:
        headers = {TOKEN: session["token"] if token is None else token}
        return self.client.post(f"{ROOT}/live/{session['code']}", json=state, headers=headers)


@pytest.fixture(scope="module")
def room(real_shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(real_shelf, tmp_path_factory.mktemp("room"))


def test_the_audience_has_nothing_private_and_no_answer(room: Room) -> None:
    answer = room.get(f"/agendas/{room.agenda}/deck")
    text = answer.get_data(as_text=True)
    for private in (NOTE, LINE, ANSWER, EXACT, '"minutes"', '"moved"'):
        assert private not in text, private
    plain, asked, lost, private_item = answer.json["items"]
    assert plain["slide"]["title"] and plain["slide"]["figure"] is None and plain["slide"]["table"]["rows"]
    assert (asked["question"], asked["slide"], asked["controls"], asked["unit"]) == ("What share?", None, [], "percent")
    assert "graduation" not in json.dumps(asked)
    assert lost["slide"] is None and "atlantis" in lost["problem"]
    assert private_item["slide"] is None and "district only" in private_item["problem"]


def test_the_presenter_has_lines_notes_and_answers(room: Room) -> None:
    items = room.get(f"/agendas/{room.agenda}/deck?view=presenter").json["items"]
    assert (items[0]["line"], items[0]["notes"], items[0]["minutes"]) == (LINE, NOTE, 2)
    assert items[1]["answer"]["text"].startswith(ANSWER)
    assert items[1]["answer"]["value"] == pytest.approx(82.4119, abs=1e-4)
    names = {control["name"]: control for control in items[0]["controls"]}
    rate = names["discount_rate"]
    assert (rate["least"], rate["central"], rate["most"]) == (0, 0.035, 0.1)
    assert names["place"]["drops"] == ["count", "rate", "price_year"]


def test_a_deck_is_asked_for_again_for_next_to_nothing(room: Room) -> None:
    path = f"{ROOT}/agendas/{room.agenda}/deck"
    tag = room.client.get(path).headers["ETag"]
    assert room.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert room.client.get(f"{path}?view=presenter", headers={"If-None-Match": tag}).status_code == 200


def test_an_answer_comes_when_it_is_asked_for(room: Room) -> None:
    answer = room.get(f"/agendas/{room.agenda}/reveal/{room.items[1].id}").json
    assert answer["answer"]["text"].startswith(ANSWER)
    assert answer["slide"]["title"]


def test_a_slide_with_other_parameters(room: Room) -> None:
    as_planned = room.get("/slides/losses_total?place=tucson").json
    changed = room.get("/slides/losses_total?place=tucson&discount_rate=0.05").json
    assert as_planned["slide"]["number"] != changed["slide"]["number"]
    assert changed["slide"]["changed"] == ["Discount rate, 5% (baseline 3.5%)."]
    assert {each["name"]: each["value"] for each in changed["controls"]}["discount_rate"] == "0.05"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/slides/own_funnel?walk=1", 404),
        ("/slides/nothing_such", 404),
        ("/slides/..%2f..%2fetc", 404),
        ("/slides/losses_total?place=atlantis", 400),
        ("/slides/losses_total?place=tucson&discount_rate=9", 400),
        ("/slides/losses_total?place=tucson&discount_rate=nan", 400),
        ("/slides/losses_total?place=tucson&place=mesa", 400),
        ("/slides/losses_total?place=tucson&shell=rm", 400),
        ("/slides/losses_total?place=%ff", 400),
        ("/agendas/abcdefabcdef/deck", 404),
        ("/agendas/..%2fx/deck", 404),
        ("/live/ABCDEF", 404),
        ("/live/ABCDEF/slide", 404),
        ("/live/%00", 404),
    ],
)
def test_what_is_not_there_is_said(room: Room, path: str, status: int) -> None:
    answer = room.get(path)
    assert answer.status_code == status
    if answer.is_json:
        assert answer.json["error"]["message"]


def test_a_deck_takes_one_argument(room: Room) -> None:
    for query in ("?view=owner", "?notes=1", "?view=presenter&view=presenter"):
        assert room.get(f"/agendas/{room.agenda}/deck{query}").status_code == 400
    for item in ("nothing", room.agenda):
        assert room.get(f"/agendas/{room.agenda}/reveal/{item}").status_code == 404


def test_followers_get_what_is_shown(room: Room) -> None:
    session = room.start()
    assert session["link"].endswith(f"/follow/{session['code']}")
    assert session["qr"]["path"].startswith("M")
    assert room.get(f"/live/{session['code']}/slide").status_code == 404
    assert room.put(session, {"item": room.items[0].id, "changes": {"discount_rate": "0.05"}}).status_code == 200
    state = room.get(f"/live/{session['code'].lower()}")
    shown = room.get(f"/live/{session['code']}/slide").json
    assert shown["changed"] == ["Discount rate, 5% (baseline 3.5%)."]
    assert state.json["slide"]
    tag = {"If-None-Match": state.headers["ETag"]}
    assert room.client.get(f"{ROOT}/live/{session['code']}", headers=tag).status_code == 304
    room.put(session, {"item": room.items[0].id})
    assert room.client.get(f"{ROOT}/live/{session['code']}", headers=tag).status_code == 200


def test_followers_get_no_answer_before_it_is_revealed(room: Room) -> None:
    session = room.start()
    room.put(session, {"item": room.items[1].id})
    before = room.get(f"/live/{session['code']}/slide").get_data(as_text=True)
    assert "What share?" in before
    assert ANSWER not in before and EXACT not in before and "graduation" not in before
    room.put(session, {"item": room.items[1].id, "revealed": True})
    assert ANSWER in room.get(f"/live/{session['code']}/slide").get_data(as_text=True)


def test_a_frame_of_an_item_that_cannot_be_made_says_why(room: Room) -> None:
    session = room.start()
    room.put(session, {"item": room.items[3].id})
    shown = room.get(f"/live/{session['code']}/slide").json
    assert "district only" in shown["empty"] and shown["figure"] is None


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({"item": "zzzzzz"}, 400),
        ({"item": "free text"}, 400),
        ({"words": "hello"}, 400),
        ({"changes": {"discount_rate": "9"}}, 400),
        ([], 400),
        ("x" * (MOST_BYTES + 1), 400),
    ],
)
def test_a_state_is_checked(room: Room, state: Any, status: int) -> None:
    session = room.start()
    if isinstance(state, dict) and "changes" in state:
        state = {**state, "item": room.items[0].id}
    answer = room.put(session, state)
    assert answer.status_code == status
    assert room.get(f"/live/{session['code']}").json["item"] == ""


def test_another_token_changes_nothing(room: Room) -> None:
    session, other = room.start(), room.start()
    for token in ("", "guess", other["token"]):
        assert room.put(session, {"blank": True}, token).status_code == 403
    assert room.put(session, {"ended": True}).status_code == 200
    assert room.put(session, {"blank": True}).status_code == 404
    assert room.get(f"/live/{session['code']}").json["ended"] is True


def test_a_session_needs_an_agenda(room: Room) -> None:
    for body in ({"agenda": "abcdefabcdef"}, {"agenda": 7}, {"agenda": "' OR 1"}, {}):
        assert room.client.post(f"{ROOT}/live", json=body).status_code == 404
    for raw in (b"", b"[1]", b"{", json.dumps("x" * 5000).encode()):
        assert room.client.post(f"{ROOT}/live", data=raw, content_type="application/json").status_code == 400


def test_a_stranger_gets_what_an_address_is_for(real_shelf: Shelf, tmp_path: Path) -> None:
    room = Room(real_shelf, tmp_path)
    share = Shares(room.documents).share(room.agenda)
    room.is_owner = False
    plain, asked = room.items[:2]
    assert room.get(f"/agendas/{room.agenda}/deck").status_code == 404
    assert room.client.post(f"{ROOT}/live", json={"agenda": room.agenda}).status_code == 404
    for path, at_audience, at_presenter in (
        ("deck", 200, 200),
        ("deck?view=presenter", 404, 200),
        (f"reveal/{asked.id}", 404, 200),
    ):
        assert room.get(f"/agendas/{share.audience}/{path}").status_code == at_audience
        assert room.get(f"/agendas/{share.presenter}/{path}").status_code == at_presenter
    text = room.get(f"/agendas/{share.audience}/deck").get_data(as_text=True)
    assert NOTE not in text and LINE not in text and ANSWER not in text and room.agenda not in text
    assert room.client.post(f"{ROOT}/live", json={"agenda": share.audience}).status_code == 404
    started = room.client.post(f"{ROOT}/live", json={"agenda": share.presenter})
    assert started.status_code == 201
    assert room.put(started.json, {"item": plain.id}).status_code == 200
