"""Agendas on their pages: what a form that is sent does, two who save, what is refused, and adding from an exhibit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from dash.exceptions import PreventUpdate
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from components.add_to_agenda import answer
from components.agenda_acts import Done, Refused, SavedMeanwhile, chosen, discard, done
from components.agenda_door import agendas
from components.agenda_read import Asked, Chosen
from components.door import documents
from exhibits.agenda_items import KIND
from operations.agendas import Agenda, Item, Question, Saved, new_item
from operations.sharing import Shares
from tests.pages.test_every_page import assert_stands
from tests.running import all_words, nodes, owner_cookie

Opened = Callable[..., Any]
RANKING = {"measure": "share_25_54_employed", "focus": "tucson"}
ADDRESS = "/exhibit/ranking?measure=share_25_54_employed&focus=tucson"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@contextmanager
def asking(app: Dash, machine: str = "127.0.0.1") -> Iterator[None]:
    """Inside a request of the owner's browser, from a machine."""
    sent, origin = owner_cookie(app), {"REMOTE_ADDR": machine}
    with app.server.test_request_context(base_url="http://127.0.0.1/", headers=sent, environ_overrides=origin):
        yield


@pytest.fixture
def local(running: Dash) -> Iterator[Dash]:
    with asking(running):
        yield running


@pytest.fixture
def saved(local: Dash) -> Saved:
    items = (new_item("ranking", RANKING, "First"), new_item("graduation", {"place": "tucson"}, "Second"))
    return agendas().create(Agenda(title="Convening", items=items, length=10))


def asked_for(data: dict[str, Any]) -> tuple[Any, ...]:
    """What the page answers to its form; pages can be asked for once there is an app."""
    told: tuple[Any, ...] = import_module("pages.convene_one").asked_for(data)
    return told


def chose(data: Any) -> tuple[Any, ...]:
    told: tuple[Any, ...] = import_module("pages.convene_one").chose(data)
    return told


def brought(data: dict[str, str]) -> tuple[Any, Any]:
    """What the page answers to a file."""
    told: tuple[Any, Any] = import_module("pages.convene").brought(data)
    return told


def plain(component: Any) -> Any:
    """A component as the browser gets it."""
    return json.loads(to_json_plotly(component))


def form(saved: Saved, **more: Any) -> dict[str, Any]:
    """What the browser sends of an agenda nobody has written into."""
    return {
        "agenda": saved.id,
        "version": saved.version,
        "number": 1,
        "title": saved.agenda.title,
        "length": f"{saved.agenda.length:g}",
        "items": [sent(item) for item in saved.agenda.items],
    } | more


def sent(item: Item, **more: str) -> dict[str, str]:
    question = item.question
    return {
        "id": item.id,
        "line": item.line,
        "notes": item.notes,
        "minutes": f"{item.minutes:g}",
        "question": question.text if question else "",
        "row": question.row if question and question.row else "-",
        "column": question.column if question else "",
    } | more


def act(saved: Saved, name: str, **more: Any) -> Done:
    return done(Asked.model_validate(form(saved, act=name, **more)))


def lines(saved: Saved) -> list[str]:
    return [item.line for item in saved.agenda.items]


def test_what_is_written_is_saved_with_whatever_else_is_done(saved: Saved) -> None:
    first, second = saved.agenda.items
    written = [
        sent(first, line="Said", minutes="3.5", question="Guess?"),
        sent(second, question="How many?", row="2024", column="rate"),
    ]
    moved = act(saved, "down", item=first.id, items=written, title="Another title")
    assert moved.saved.version == 2
    assert moved.saved.agenda.title == "Another title"
    assert lines(moved.saved) == ["Second", "Said"]
    assert moved.focus == first.id
    second_now, first_now = moved.saved.agenda.items
    assert first_now.minutes == 3.5
    assert first_now.question == Question(text="Guess?")
    assert second_now.question == Question(text="How many?", row="2024", column="rate")
    assert act(moved.saved, "save").saved.version == 2, "nothing new, so no version"


def test_order_duplicate_remove_and_back(saved: Saved) -> None:
    first, second = saved.agenda.items
    turned = act(saved, "order", item=first.id, order=[second.id, first.id]).saved
    assert lines(turned) == ["Second", "First"]
    twice = act(turned, "duplicate", item=first.id)
    assert lines(twice.saved) == ["Second", "First", "First"]
    assert twice.focus == twice.saved.agenda.items[2].id
    gone = act(twice.saved, "remove", item=second.id).saved
    assert lines(gone) == ["First", "First"]
    later = act(gone, "save", title="Changed since").saved
    back = act(later, "restore", item=second.id, source=twice.saved.version).saved
    assert lines(back) == ["Second", "First", "First"]
    assert back.agenda.title == "Changed since", "only the item comes back"
    with pytest.raises(Refused, match="cannot be put back"):
        act(back, "restore", item=second.id, source=99)


def test_the_whole_agenda_is_duplicated_as_it_stands(saved: Saved) -> None:
    first, second = saved.agenda.items
    *_, address = asked_for(form(saved, act="copy", items=[sent(first, line="Just written"), sent(second)]))
    copy = agendas().find(address.removeprefix("/convene/"))
    assert copy is not None
    assert copy.id != saved.id
    assert copy.agenda.title == f"{saved.agenda.title} (copy)"
    assert lines(copy) == ["Just written", "Second"]
    assert agendas().find(saved.id) == saved


def test_frozen_and_live_again(saved: Saved, opened: Opened) -> None:
    kept = act(saved, "keep-all").saved
    assert all(item.kept for item in kept.agenda.items)
    page = opened(f"/convene/{saved.id}")
    assert all_words(page).count("nothing moved since") == 2
    assert_stands(page)
    live = act(kept, "release", item=kept.agenda.items[0].id).saved
    assert [bool(item.kept) for item in live.agenda.items] == [False, True]


def test_what_moved_since_is_said_with_its_cause(saved: Saved, opened: Opened) -> None:
    kept = act(saved, "keep", item=saved.agenda.items[0].id).saved.agenda.items[0].kept
    record = documents().latest(KIND, kept)
    assert record is not None
    assert record.content is not None
    then = json.loads(record.content)
    then["view"]["content"]["key_number"], then["view"]["data_version"] = "79%", "of-then"
    documents().save(KIND, kept, json.dumps(then), record.version)
    words = all_words(opened(f"/convene/{saved.id}"))
    assert "1 number moved since. The data changed" in words
    assert "The number: 79% then, 81% now" in words
    page = import_module("pages.convene_one")
    found = all_words(plain(page.seen({"agenda": saved.id, "number": 1, "seen": {}})))
    assert "Not ready: 1 item needs a change" in found
    assert "1 kept number reads otherwise today" in found


def test_the_room_check_draws_every_slide_and_hears_what_was_seen(saved: Saved) -> None:
    page = import_module("pages.convene_one")
    slides, said = page.check_asked({"agenda": saved.id, "number": 3})
    assert len([node for node in nodes(plain(slides)) if node["type"] == "Graph"]) == 2
    assert "Drawing 2 slides" in all_words(plain(said))
    seen = {saved.agenda.items[1].id: ["text cut"]}
    found = all_words(plain(page.seen({"agenda": saved.id, "number": 3, "seen": seen})))
    assert "A text of the chart is cut at the edge." in found
    for bad in ({"agenda": "../x", "number": 1, "seen": {}}, {"agenda": saved.id, "seen": {"x": ["<b>"]}}, None):
        with pytest.raises(PreventUpdate):
            page.seen(bad)


def test_two_who_save_see_both_and_lose_nothing(saved: Saved) -> None:
    theirs = act(saved, "save", title="Theirs").saved
    with pytest.raises(SavedMeanwhile) as both:
        act(saved, "save", title="Mine")
    assert both.value.theirs == theirs
    assert agendas().find(saved.id) == theirs, "nothing was overwritten"
    mine = both.value.mine.model_dump_json()
    ask = {"agenda": saved.id, "mine": mine}
    assert chosen(Chosen.model_validate({**ask, "choice": "theirs"})) == theirs
    copy = chosen(Chosen.model_validate({**ask, "choice": "copy"}))
    assert copy.id != saved.id
    assert copy.agenda.title == "Mine (copy)"
    settled = chosen(Chosen.model_validate({**ask, "choice": "mine"}))
    assert (settled.version, settled.agenda.title) == (3, "Mine")
    with pytest.raises(Refused, match="cannot be read"):
        chosen(Chosen.model_validate({**ask, "mine": "{}", "choice": "mine"}))


def test_removed_meanwhile_is_no_loss(saved: Saved) -> None:
    discard(Asked.model_validate(form(saved, act="discard")))
    assert agendas().find(saved.id) is None
    with pytest.raises(SavedMeanwhile) as gone:
        act(saved, "save", title="Mine")
    assert gone.value.theirs is None
    assert gone.value.mine.title == "Mine"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Title"),
        ({"length": "soon"}, "Minutes there are: it has to be a number from 0 to 600"),
        ({"items": [{"id": "abcdef", "minutes": "-1"}]}, "Item 1, minutes: it has to be a number from 0 to 240"),
        ({"items": [{"id": "abcdef", "line": "x" * 201}]}, "Item 1, what is said: it is too long"),
        ({"act": "drop table"}, "cannot be read"),
        ({"items": [{"id": "../etc"}]}, "cannot be read"),
    ],
)
def test_a_form_that_does_not_hold_is_answered_in_words(saved: Saved, change: dict[str, Any], said: str) -> None:
    told = asked_for(form(saved) | change)[0]
    assert said in " ".join(told["faults"])
    assert agendas().find(saved.id) == saved


def test_nobody_else_changes_anything(running: Dash, client: FlaskClient) -> None:
    with asking(running):
        kept = agendas().create(Agenda(title="To be read", items=(new_item("graduation", {"place": "tucson"}),)))
    with asking(running, "192.0.2.7"):
        for name in ("save", "remove", "copy", "discard"):
            assert "Changes are made on the machine itself only" in asked_for(form(kept, act=name))[0]["faults"][0]
        mine = {"agenda": kept.id, "number": 1, "choice": "copy", "mine": kept.agenda.model_dump_json()}
        assert "Changes are made on the machine itself only" in chose(mine)[0]["faults"][0]
        before = len(agendas().all())
        assert "only" in answer({"number": 1, "act": "add", "address": ADDRESS})["problem"]
        assert "only" in str(brought({"name": "x.json", "text": "{}"})[1])
        assert agendas().find(kept.id) == kept
        assert len(agendas().all()) == before


def test_pages_elsewhere_show_and_do_not_offer(running: Dash, opened: Opened, saved: Saved) -> None:
    assert "Add to agenda" in all_words(opened("/exhibit/graduation", "?place=tucson"))
    reading = opened(f"/convene/{saved.id}", "?view=read")
    assert_stands(reading)
    assert not [node for node in nodes(reading) if node["type"] in ("Input", "Textarea", "Select")]
    shares = Shares(running.server.extensions["documents"])
    share = shares.share(saved.id)
    running.server.extensions["permission"], was = _elsewhere(), running.server.extensions["permission"]
    try:
        assert "No such agenda here" in all_words(opened(f"/convene/{saved.id}"))
        assert "Convening" not in all_words(opened("/convene"))
        shares.share(saved.id, listed=True)
        for address in (f"/convene/{share.audience}", "/convene", "/exhibit/graduation?place=tucson"):
            path, _, search = address.partition("?")
            page = opened(path, f"?{search}" if search else "")
            assert "Add to agenda" not in all_words(page)
            assert not [node for node in nodes(page) if node["type"] in ("Input", "Textarea")]
            if path.startswith("/convene"):
                assert "Convening" in all_words(page)
                assert saved.id not in json.dumps(page)
    finally:
        running.server.extensions["permission"] = was


def _elsewhere() -> Any:
    from access import Owners, Permission

    return Permission("0.0.0.0", Owners(Path("nowhere")))  # noqa: S104


def test_every_view_stands(opened: Opened, saved: Saved) -> None:
    for search in ("", "?view=read", "?view=paper"):
        page = opened(f"/convene/{saved.id}", search)
        assert_stands(page)
        assert "81% of Tucson’s 25- to 54-year-olds are at work" in all_words(page)
    assert "it can be" in all_words(opened(f"/convene/{saved.id}", "?view=upside-down"))
    assert "No such agenda" in all_words(opened("/convene/000000000000"))


def test_status_of_an_agenda_and_of_none(client: FlaskClient, saved: Saved) -> None:
    assert client.get(f"/convene/{saved.id}").status_code == 200
    assert client.get("/convene/000000000000").status_code == 404
    assert client.get("/convene").status_code == 200


def test_an_exhibit_is_added_by_its_address(local: Dash) -> None:
    begun = answer({"number": 7, "act": "add", "address": ADDRESS})
    assert begun["number"] == 7
    assert begun["said"].startswith("Added to Agenda of ")
    identity = begun["href"].rpartition("/")[2]
    assert answer({"number": 8, "act": "add", "address": ADDRESS, "agenda": identity})["href"] == begun["href"]
    found = agendas().find(identity)
    assert found is not None
    assert [item.exhibit for item in found.agenda.items] == ["ranking", "ranking"]
    assert found.agenda.items[0].parameters["among"] == "all", "defaults are written out"
    assert identity in [each["id"] for each in answer({"number": 9, "act": "list"})["agendas"]]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/exhibit/nonsense?x=1", "There is no exhibit “nonsense”"),
        ("/exhibit/graduation?place=atlantis", "does not work for place"),
        ("/exhibit/own_funnel?walk=1", "True counts are for the district only"),
        ("https://example.org/exhibit/ranking", "not the address of an exhibit"),
        ("/city/tucson", "not the address of an exhibit"),
    ],
)
def test_what_cannot_be_built_is_not_added(local: Dash, address: str, said: str) -> None:
    before = len(agendas().all())
    assert said in answer({"number": 1, "act": "add", "address": address})["problem"]
    assert len(agendas().all()) == before
    assert "cannot be added" in answer({"number": "x"})["problem"]


def test_what_was_saved_as_a_file_comes_back(local: Dash, saved: Saved) -> None:
    kept = act(saved, "keep-all").saved
    text = kept.agenda.model_dump_json()
    address, _ = brought({"name": "a.json", "text": text})
    again = agendas().find(address.rpartition("/")[2])
    assert again is not None
    assert lines(again) == lines(kept)
    assert [item.kept for item in again.agenda.items] == [item.kept for item in kept.agenda.items]
    assert {item.id for item in again.agenda.items}.isdisjoint(item.id for item in kept.agenda.items)
    other = json.loads(text)
    other["items"][0]["kept"] = "kept-in-another-database"
    address, _ = brought({"name": "b.json", "text": json.dumps(other)})
    elsewhere = agendas().find(address.rpartition("/")[2])
    assert elsewhere is not None
    assert [bool(item.kept) for item in elsewhere.agenda.items] == [False, True]
    for bad in ("{}", "not json", '{"title": "x", "items": [{"id": "abcdef", "exhibit": "DROP", "parameters": {}}]}'):
        assert "is not an agenda" in str(brought({"name": "c.json", "text": bad})[1])
