"""An agenda as files: every item with its numbers, or named with the reason, and the others still offered."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pptx import Presentation
from werkzeug.test import TestResponse

from api import export_agenda
from data_pipeline.build import build
from database.documents import Documents
from database.reader import Reader
from exhibits.agenda_items import KIND
from exhibits.agenda_items import keep as freeze
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from exports.paper_files import PaperFiles
from operations.agendas import Agenda, Agendas, Item, Question, Saved, new_item, read
from tests.api.small_catalog import write_catalog
from tests.conftest import ROOT

LEAVE_BEHIND = "exports.agenda_export.leave_behind"
RANKING = {"measure": "share_employed", "places": "tucson,mesa", "among": "selected"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of its own: agendas are written into it."""
    folder = tmp_path_factory.mktemp("agenda-files")
    address = f"sqlite:///{folder / 'small.sqlite'}"
    build(address, *write_catalog(folder))
    return address


@pytest.fixture(scope="module")
def files() -> PaperFiles:
    return PaperFiles.find(Path("/nowhere"), ROOT)


@pytest.fixture(scope="module")
def client(url: str, files: PaperFiles) -> Iterator[FlaskClient]:
    with Reader(url) as reader:
        server = Flask("agenda_files", static_folder=None)
        export_agenda.register(server, Shelf(reader), Documents(url), files, lambda: True)
        yield server.test_client()


@pytest.fixture
def saved(url: str) -> Saved:
    asked = Question(text="What do you guess?")
    first = new_item("ranking", RANKING, "Where we stand").model_copy(
        update={"notes": "Mind the ties.", "question": asked}
    )
    return keep(url, first, new_item("definition", {"measure": "share_employed"}, "What is counted"))


def keep(url: str, *items: Item) -> Saved:
    return Agendas(Documents(url)).create(Agenda(title="Convening in May: Tucson’s", items=items))


def get(client: FlaskClient, saved: Saved, ending: str, query: str = "") -> TestResponse:
    return client.get(f"/export/agenda/{saved.id}.{ending}{query}")


def test_slides_hold_every_item_and_what_is_said(client: FlaskClient, saved: Saved) -> None:
    answer = get(client, saved, "pptx")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="convening-in-may-tucson-s.pptx"'
    assert answer.headers["Cache-Control"] == "no-store"
    slides = list(Presentation(io.BytesIO(answer.data)).slides)
    assert len(slides) >= 4, "an opening, two items, sources"
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    of_ranking = next(text for text in notes if "/exhibit/ranking?" in text)
    for words in ("Where we stand", "Mind the ties.", "Ask first: What do you guess?", "2 min"):
        assert words in of_ranking
    assert any("What is counted" in text for text in notes)


def test_a_web_page_says_what_was_said(client: FlaskClient, saved: Saved) -> None:
    answer = get(client, saved, "html")
    assert answer.status_code == 200, answer.text[:400]
    for words in ("Convening in May", "Where we stand", "What is counted"):
        assert words in answer.text


def test_the_agenda_itself_can_be_read_again(client: FlaskClient, saved: Saved) -> None:
    answer = get(client, saved, "json")
    assert answer.content_type == "application/json"
    assert read(answer.text) == saved.agenda


def test_what_cannot_go_along_is_named_and_the_others_are_offered(client: FlaskClient, url: str) -> None:
    gone = new_item("graduation", {"place": "atlantis"}, "Gone")
    unknown = new_item("no_such_exhibit", {}, "Unknown")
    saved = keep(url, new_item("ranking", RANKING), gone, unknown)
    for ending in ("pptx", "html"):
        refused = get(client, saved, ending)
        assert refused.status_code == 422
        assert "There is no exhibit “no_such_exhibit” any more" in refused.text
        assert "atlantis" in refused.text
        link = html.unescape(re.findall(r'href="(/export/agenda/[^"]+)"', refused.text)[0])
        assert {gone.id, unknown.id} == set(parse_qs(urlsplit(link).query)["without"][0].split(","))
        assert client.get(link).status_code == 200
    assert get(client, saved, "json").status_code == 200, "the agenda itself holds no number"


def with_a_fault(make: Callable[..., bytes]) -> Callable[..., bytes]:
    """A writer that writes another number than the one of the ranking."""

    def made(exhibits: Sequence[Exhibit], *rest: Any) -> bytes:
        return make([_wrong(each) if each.name == "ranking" else each for each in exhibits], *rest)

    return made


def _wrong(exhibit: Exhibit) -> Exhibit:
    first, second, *others = exhibit.table.rows[0]
    row = (first, replace(second, value=float(second.value or 0) + 1.5, text="1,234"), *others)
    return replace(exhibit, table=replace(exhibit.table, rows=(row, *exhibit.table.rows[1:])))


@pytest.mark.parametrize(("ending", "writer"), [("pptx", "exports.files.deck"), ("html", LEAVE_BEHIND)])
def test_one_that_is_broken_is_named_and_the_other_is_offered(
    client: FlaskClient, saved: Saved, ending: str, writer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = writer.rpartition(".")
    monkeypatch.setattr(writer, with_a_fault(getattr(import_module(module), name)))
    refused = get(client, saved, ending)
    assert refused.status_code == 422
    named = html.unescape(re.findall(r"<li>(.*?)</li>", refused.text)[0])
    assert "Tucson" in named
    assert "are not what the exhibits show" in named or "not in the table" in named or "says" in named
    link = html.unescape(re.findall(r'href="(/export/agenda/[^"]+)"', refused.text)[0])
    assert parse_qs(urlsplit(link).query) == {"without": [saved.agenda.items[0].id]}
    assert client.get(link).status_code == 200


def test_nothing_left_is_said(client: FlaskClient, url: str) -> None:
    refused = get(client, keep(url, new_item("no_such_exhibit", {})), "pptx")
    assert refused.status_code == 422
    assert "The file with the other" not in refused.text
    assert get(client, keep(url), "pptx").status_code == 422


def test_kept_numbers_that_moved_are_not_passed_off(client: FlaskClient, url: str) -> None:
    documents = Documents(url)
    with Reader(url) as reader:
        item = freeze(new_item("ranking", RANKING), Shelf(reader), documents, "then")
    assert get(client, keep(url, item), "pptx").status_code == 200, "nothing moved yet"
    record = documents.latest(KIND, item.kept)
    assert record is not None
    assert record.content is not None
    changed = json.loads(record.content)
    changed["view"]["content"]["key_number"] = "1%"
    documents.save(KIND, item.kept, json.dumps(changed), record.version)
    refused = get(client, keep(url, item), "pptx")
    assert refused.status_code == 422
    assert "moved since" in refused.text


@pytest.mark.parametrize("name", ["000000000000.pptx", "x.pptx", "..%2Fx.json", "a' or 1=1.json"])
def test_no_such_agenda(client: FlaskClient, name: str) -> None:
    assert client.get(f"/export/agenda/{name}").status_code == 404


def test_other_endings_and_questions_are_refused(client: FlaskClient, saved: Saved) -> None:
    assert get(client, saved, "exe").status_code == 404
    assert get(client, saved, "json", "?figure=1").status_code == 400
