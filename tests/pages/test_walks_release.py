"""The release page and the page that receives releases, in process: where they are, what they refuse, what they show."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from access.heavy import is_heavy_callback
from components.release_proposal import proposal_parts
from database.release_values import ReleaseRecord
from database.releases import Releases
from exhibits.shelf import Shelf
from operations.district.releasing import Proposal, propose
from operations.district.side import DistrictSide
from tests.exhibits.released_catalog import FIRST as MADE_WALK
from tests.exhibits.released_catalog import database_of, release, walk_tables
from tests.operations.district.planted import FIRST, ORGANIZER, SECOND, SIZES, TODAY, key, planted
from tests.running import all_words, body, its_pages, nodes, open_page, owner_client, told
from walks import release_file
from walks.disclosure import RULE_VERSION
from walks.keys import WalkKey

Opened = Callable[..., Any]
ELSEWHERE = {"REMOTE_ADDR": "10.0.0.5"}
CONTROLS = ("Button", "Input", "Form", "Checkbox", "Upload")
LOOKED = ("release-status.children", "release-proposal.children", "release-looked-at.data", "release-compare.children")
MADE = (
    "release-made.children",
    "release-log.children",
    "release-problem.children",
    "release-problem.hidden",
    "release-confirm.value",
)
FOUND = ("receive-found.children", "receive-load.disabled", "receive-said.children")


@pytest.fixture
def side(running: Dash, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DistrictSide]:
    """The app as a district has it, with one walk."""
    with planted(tmp_path, days=(SECOND,)) as made:
        monkeypatch.setitem(running.server.extensions, "district", made)
        yield made


@pytest.fixture
def inside(running: Dash) -> Iterator[None]:
    """In the app, as a callback is."""
    with running.server.app_context():
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proposal]:
    """What a district of two walks would publish."""
    with planted(tmp_path_factory.mktemp("whole")) as made:
        yield propose(made, TODAY)


def asked(
    client: FlaskClient, outputs: tuple[str, ...], changed: str, *given: tuple[Any, Any, Any], **environ: str
) -> Any:
    """A callback's answer: ``changed`` its input, ``given`` the inputs and then the states."""
    known = json.loads(client.get("/_dash-dependencies").data)
    found = next(each for each in known if all(output in each["output"] for output in outputs))
    parts = [name.rsplit(".", 1) for name in found["output"].strip(".").split("...")]
    question = body(
        found["output"],
        [{"id": identity, "property": prop} for identity, prop in parts],
        [told(*each) for each in given[: len(found["inputs"])]],
        [told(*each) for each in given[len(found["inputs"]) :]],
        changed,
    )
    answer = client.post("/_dash-update-component", json=question, environ_base=environ)
    assert answer.status_code in (200, 204), answer.text
    return json.loads(answer.data)["response"] if answer.status_code == 200 else {}


def look(client: FlaskClient, presses: int = 0, **environ: str) -> Any:
    return asked(client, LOOKED, "release-compare.n_clicks", ("release-compare", "n_clicks", presses), **environ)


def approve(client: FlaskClient, name: str, ticked: object, looked_at: object, **environ: str) -> Any:
    given = (("release-do", "n_clicks", 1), ("release-approver", "value", name), ("release-confirm", "value", ticked))
    return asked(client, MADE, "release-do.n_clicks", *given, ("release-looked-at", "data", looked_at), **environ)


def test_neither_page_has_a_control_where_nothing_may_be_changed(client: FlaskClient, opened: Opened) -> None:
    assert client.get("/walks/release").status_code == 404
    assert "DEPLOYMENT=district" in all_words(opened("/walks/release"))
    assert not [node for node in nodes(opened("/walks/release")) if node["type"] in CONTROLS]
    assert client.get("/walks/receive", environ_base=ELSEWHERE).status_code == 200


def test_asked_from_elsewhere_both_refuse_with_the_reason(client: FlaskClient, side: DistrictSide) -> None:
    assert "on the machine itself only" in look(client, 0, **ELSEWHERE)["release-status"]["children"]
    hash_now = propose(side, TODAY).hash
    assert "machine itself" in approve(client, "A. Prover", True, hash_now, **ELSEWHERE)["release-problem"]["children"]
    assert side.store.releases() == ()
    refused = brought(client, b"{}", **ELSEWHERE)
    assert "on the machine itself only" in all_words(refused["receive-found"]["children"])


def test_the_page_waits_for_what_would_be_published(opened: Opened, side: DistrictSide) -> None:
    tree = opened("/walks/release")
    said = all_words(tree)
    assert "Working out what may be published" in said
    assert "Made-up" in said
    assert "222" not in said
    assert "No release has been made yet" in said


def test_true_counts_come_only_when_asked_for(client: FlaskClient, side: DistrictSide) -> None:
    shown = look(client)
    published = json.dumps(shown)
    assert "would be published" in shown["release-status"]["children"]
    assert "222" not in published
    assert "true-count" not in published
    compared = look(client, 1)
    assert "222" in json.dumps(compared["release-proposal"])
    assert "True counts are on this screen" in json.dumps(compared)
    assert "31% in San Bernardino and 22% in Utah" in published, "beside what anyone can then say of return rates"
    assert "Take the true counts off the screen" in compared["release-compare"]["children"]
    assert "222" not in json.dumps(look(client, 2))


@pytest.mark.usefixtures("inside")
def test_walks_stand_side_by_side_and_small_ones_say_why(whole: Proposal) -> None:
    parts = [part.to_plotly_json() for part in proposal_parts(whole, compare=True) if part is not None]
    said = json.dumps(parts, default=lambda part: part.to_plotly_json())
    assert said.index("17 January 2025") < said.index("16 January 2026") < said.index("All walks")
    for count, why in (("7", "fewer than 11"), ("286", "tells a small one")):
        assert f'"children": ["{count}", {{"props": {{"children": "{why}"' in said
    hidden = json.dumps(
        [each for each in proposal_parts(whole, compare=False)], default=lambda part: part.to_plotly_json()
    )
    assert "286" not in hidden
    assert "Zapotec" in hidden


def test_a_person_approves_what_was_looked_at(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    looked_at = look(client)["release-looked-at"]["data"]
    for name, ticked, hash_sent, why in (
        ("A. Prover", False, looked_at, "tick the box"),
        ("A. Prover", True, None, "tick the box"),
        ("A. Prover", True, "not a hash", "could not be used"),
        ("A. Prover", True, {"a": 1}, "could not be used"),
        ("", True, looked_at, "name of the person"),
        ("A. Prover", True, "0" * 64, "changed since you looked"),
    ):
        answer = approve(client, name, ticked, hash_sent)
        assert why in answer["release-problem"]["children"]
        assert answer["release-problem"]["hidden"] is False
    assert side.store.releases() == ()
    made = approve(client, "A. Prover", True, looked_at)
    (record,) = side.store.releases()
    assert record.approver == "A. Prover"
    assert "approved by A. Prover" in all_words(made["release-made"]["children"])
    assert record.sha256[:16] in all_words(opened("/walks/release"))
    assert "Nothing has changed" in approve(client, "A. Prover", True, looked_at)["release-problem"]["children"]


def test_the_file_comes_as_it_was_approved(client: FlaskClient, side: DistrictSide) -> None:
    approve(client, "A. Prover", True, look(client)["release-looked-at"]["data"])
    (record,) = side.store.releases()
    assert downloaded(client, record.sha256)["content"].encode() == record.content
    assert downloaded(client, record.sha256)["filename"] == f"made-up-release-{TODAY}-{record.sha256[:8]}.json"
    for wrong in ("0" * 64, "../x", ""):
        assert not downloaded(client, wrong)
    assert not downloaded(client, record.sha256, **ELSEWHERE)


def downloaded(client: FlaskClient, sha256: str, **environ: str) -> Any:
    identity = {"place": "log", "sha256": sha256, "type": "release-download"}
    known = json.loads(client.get("/_dash-dependencies").data)
    found = next(each for each in known if each["output"] == "release-file.data")
    question = {
        "output": found["output"],
        "outputs": {"id": "release-file", "property": "data"},
        "inputs": [[told(identity, "n_clicks", 1)]],
        "state": [],
        "changedPropIds": [json.dumps(identity, separators=(",", ":"), sort_keys=True) + ".n_clicks"],
    }
    answer = client.post("/_dash-update-component", json=question, environ_base=environ)
    assert answer.status_code in (200, 204), answer.text
    response = json.loads(answer.data)["response"] if answer.status_code == 200 else {}
    return response.get("release-file", {}).get("data")


def brought(client: FlaskClient, content: bytes, **environ: str) -> Any:
    sent = {"content": base64.b64encode(content).decode(), "number": 1}
    return asked(client, FOUND, "receive-asked.data", ("receive-asked", "data", sent), **environ)


def loaded(client: FlaskClient, sent: object, replaces: object = "none", who: object = "", why: object = "") -> Any:
    return asked(
        client,
        ("receive-list.children", "receive-replaces.value"),
        "receive-load.n_clicks",
        ("receive-load", "n_clicks", 1),
        ("receive-asked", "data", sent),
        ("receive-replaces", "value", replaces),
        ("receive-replaces-who", "value", who),
        ("receive-replaces-why", "value", why),
    )


AUDITED = ("receive-audit.children...", "receive-list.children")
PRESSES, BEGINS = ("receive-audit-do", "n_clicks"), ("receive-audit-begin", "n_intervals")


def _is_audited(client: FlaskClient) -> None:
    found = asked(client, AUDITED, "receive-audit-do.n_clicks", (*PRESSES, 1), (*BEGINS, None))
    assert "no loaded release gives a small count away" in str(found)
    assert "nothing given away" in str(found)


@pytest.fixture
def roundtable(real_url: str, tmp_path: Path) -> Iterator[tuple[FlaskClient, Releases, Dash]]:
    """The Roundtable's app on a database of its own."""
    path = tmp_path / "roundtable.sqlite"
    shutil.copy(real_url.removeprefix("sqlite:///"), path)
    with its_pages(f"sqlite:///{path}") as app:
        yield owner_client(app), app.server.extensions["releases"], app


def test_a_release_is_verified_loaded_and_shown(
    roundtable: tuple[FlaskClient, Releases, Dash], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, releases, app = roundtable
    (tmp_path / "d").mkdir()
    with planted(tmp_path / "d", days=(SECOND,)) as made:
        with monkeypatch.context() as patched:
            patched.setitem(app.server.extensions, "district", made)
            approve(client, "A. Prover", True, look(client)["release-looked-at"]["data"])
        (record,) = made.store.releases()
    for spoiled in (b"", b"{}", record.content[:-2]):
        answer = brought(client, spoiled)
        assert "It is not loaded" in all_words(answer["receive-found"]["children"])
        assert answer["receive-load"]["disabled"] is True
    found = brought(client, record.content)
    said = all_words(found["receive-found"]["children"])
    assert found["receive-load"]["disabled"] is False
    for words in ("Planted Unified", "Made-up", "21 May 2026", "A. Prover", record.sha256, "16 January 2026"):
        assert words in said
    assert "31% in San Bernardino and 22% in Utah" in said
    assert releases.all() == ()
    assert "Choose a file first" in str(loaded(client, None))
    assert "did not arrive whole" in all_words(
        loaded(client, {"content": "%%%", "number": 1})["receive-said"]["children"]
    )
    sent = {"content": base64.b64encode(record.content).decode(), "number": 1}
    assert "is loaded" in all_words(next(iter(loaded(client, sent).values()))["children"])
    assert [each.content for each in releases.all()] == [record.content]
    assert "is loaded already" in str(loaded(client, sent))
    _is_audited(client)
    _is_shown(client, app)


def _is_shown(client: FlaskClient, app: Dash) -> None:
    slug = WalkKey(SECOND, ORGANIZER).slug
    assert client.get(f"/walks/{slug}").status_code == 200
    said = all_words(open_page(client, f"/walks/{slug}"))
    assert "Released by the district" in said
    assert "84 of 227 listed re-enrolled" in said
    assert f"/walks/{slug}" in {node["props"].get("href") for node in nodes(open_page(client, "/walks"))}
    assert isinstance(app.server.extensions["shelf"], Shelf)
    rows = json.loads(client.get("/api/v1/releases").data)["releases"]
    assert [(row["district"], row["made_up"], row["approver"]) for row in rows] == [
        ("Planted Unified", True, "A. Prover")
    ]
    assert not [place for place in range(SIZES[FIRST]) if key(SECOND, place) in client.get("/api/v1/releases.csv").text]


def test_an_answer_is_not_kept_past_a_release(roundtable: tuple[FlaskClient, Releases, Dash], tmp_path: Path) -> None:
    client, releases, _ = roundtable
    tag = client.get("/api/v1/exhibits/released_log").headers["ETag"]
    again = {"If-None-Match": tag}
    assert client.get("/api/v1/exhibits/released_log", headers=again).status_code == 304
    made = Releases(database_of(tmp_path, release(walk_tables(str(MADE_WALK)), walks=(MADE_WALK,))))
    releases.add(made.all()[0])
    made.close()
    assert client.get("/api/v1/exhibits/released_log", headers=again).status_code == 200


def _made_release(**changes: Any) -> bytes:
    return release_file.to_bytes(release(walk_tables(str(MADE_WALK)), walks=(MADE_WALK,), **changes))


def test_a_release_replaces_another_in_one_act(roundtable: tuple[FlaskClient, Releases, Dash]) -> None:
    client, releases, _ = roundtable
    first, second = _made_release(), _made_release(made_on=date(2026, 5, 22))
    one, other = ({"content": base64.b64encode(each).decode(), "number": 1} for each in (first, second))
    loaded(client, one)
    (old,) = releases.public()
    for given, said in (
        (("", ""), "Say who"),
        (("E. Ditor", ""), "Say who"),
        (("E" * 81, "R"), "did not arrive whole"),
    ):
        assert said in str(loaded(client, other, old.sha256, *given))
    assert "No release has this hash" in str(loaded(client, other, "0" * 64, "E. Ditor", "A correction"))
    assert [each.content for each in releases.all()] == [first], "a refusal changes nothing"
    answer = loaded(client, other, old.sha256, "E. Ditor", "A correction")
    assert "The one it replaces is withdrawn" in str(answer["receive-said"])
    assert [each.content for each in releases.public()] == [second]
    assert answer["receive-replaces"]["value"] == "none"
    assert [each["value"] for each in answer["receive-replaces"]["options"]] == ["none", releases.public()[0].sha256]


def test_the_page_that_receives_does_not_wait_for_an_audit(roundtable: tuple[FlaskClient, Releases, Dash]) -> None:
    """The page comes at once; its audit is a heavy callback, which runs in a process of its own."""
    client, releases, _ = roundtable
    named = release_file.stored(_made_release())
    record = ReleaseRecord(
        release_file.content_hash(named), named.district, named.made_on, named.approver, named.made_up,
        named.rule_version, _made_release(), datetime.now(UTC),
    )  # fmt: skip
    releases.add(record, seen=0)
    tree = open_page(client, "/walks/receive")
    assert releases.acts.audits(RULE_VERSION) == {}
    assert "not audited by rules" in all_words(tree)
    assert [node["props"]["disabled"] for node in nodes(tree) if node["props"].get("id") == BEGINS[0]] == [False]
    known = json.loads(client.get("/_dash-dependencies").data)
    audits = [each for each in known if any(given["id"] == BEGINS[0] for given in each["inputs"])]
    assert [is_heavy_callback({"output": each["output"]}) for each in audits] == [True]
    asked(client, AUDITED, "receive-audit-begin.n_intervals", (*PRESSES, 0), (*BEGINS, 1))
    assert set(releases.acts.audits(RULE_VERSION)) == {record.sha256}
    tree = open_page(client, "/walks/receive")
    assert [node["props"]["disabled"] for node in nodes(tree) if node["props"].get("id") == BEGINS[0]] == [True]
