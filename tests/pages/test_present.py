"""The documents of presenting: what they hold, what they refuse, and that no text of an agenda becomes HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from database.documents import Documents
from database.migrate import upgrade
from exhibits.shelf import Shelf
from exports.page_pdf import Printer
from exports.paper_files import PaperFiles
from operations.agendas import Agenda, Agendas, new_item
from operations.live import LiveSessions
from pages import follow, minutes, present
from tests.exhibits.conftest import real_shelf, real_url

__all__ = ["real_shelf", "real_url"]
TITLE = '<script>alert("x")</script> & {faces}'
AT = "2026-11-22T17:30:00Z"


class Site:
    """A server with these pages and one agenda."""

    def __init__(self, shelf: Shelf, folder: Path, root: Path) -> None:
        url = f"sqlite:///{folder / 'kept.sqlite'}"
        upgrade(url)
        documents, self.sessions = Documents(url), LiveSessions(folder / "live")
        self.item = new_item("losses_total", {"place": "tucson"}, "A spoken line").model_copy(
            update={"notes": "Private"}
        )
        self.agenda = Agendas(documents).create(Agenda(title=TITLE, items=(self.item,))).id
        server, files = Flask("site", static_folder=None), PaperFiles.find(root / "nowhere", root)
        present.register(server, documents, files, lambda: True)
        follow.register(server, self.sessions, files)
        minutes.register(server, shelf, documents, files, Printer(""), lambda: True)
        server.register_error_handler(HTTPException, lambda error: (error.description or "", error.code or 500))
        self.client: FlaskClient = server.test_client()

    def minutes(self, ending: str, log: Any) -> Any:
        return self.client.post(f"/convene/{self.agenda}/minutes.{ending}", json=log)


@pytest.fixture(scope="module")
def site(real_shelf: Shelf, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Site:
    return Site(real_shelf, tmp_path_factory.mktemp("site"), root)


@pytest.mark.parametrize("query", ["", "?view=presenter"])
def test_windows_hold_no_text_of_the_agenda_but_its_title(site: Site, query: str) -> None:
    page = site.client.get(f"/convene/{site.agenda}/present{query}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page and "{faces}" in page
    assert "A spoken line" not in page and "Private" not in page
    assert 'rel="stylesheet" href="/assets/present/stage.css"' in page


@pytest.mark.parametrize("identity", ["abcdefabcdef", "ABC", "..%2f..%2fetc", "a'b"])
def test_an_unknown_agenda_is_said_in_words(site: Site, identity: str) -> None:
    answer = site.client.get(f"/convene/{identity}/present")
    assert answer.status_code == 404
    assert "no such agenda" in answer.get_data(as_text=True) or "%2f" in identity
    assert site.client.post(f"/convene/{identity}/minutes.docx", json={}).status_code == 404


@pytest.mark.parametrize("query", ["?view=audience", "?view=presenter&x=1", "?notes=1"])
def test_other_windows_there_are_none(site: Site, query: str) -> None:
    assert site.client.get(f"/convene/{site.agenda}/present{query}").status_code == 400


def test_a_code_is_typed_in_any_case(site: Site) -> None:
    code = site.sessions.start(site.agenda).code
    assert site.client.get(f"/follow?code={code.lower()}").headers["Location"] == f"/follow/{code}"
    page = site.client.get(f"/follow/{code.lower()}").get_data(as_text=True)
    assert code in page and site.agenda not in page
    assert "six letters" in site.client.get("/follow").get_data(as_text=True)


@pytest.mark.parametrize("code", ["ABCDEF", "%3Cb%3E", "..%5c..", "A" * 400])
def test_a_code_nobody_has(site: Site, code: str) -> None:
    answer = site.client.get(f"/follow/{code}")
    assert answer.status_code == 404
    assert "<b>" not in answer.get_data(as_text=True)
    assert site.client.get(f"/follow?code=//evil.example/{code}").headers["Location"].startswith("/follow/")


def test_minutes_are_a_file(site: Site) -> None:
    after = {"discount_rate": "0.05"}
    log = {"entries": [{"kind": "change", "at": AT, "item": site.item.id, "after": after}]}
    answer = site.minutes("docx", log)
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].endswith(f'minutes-{site.agenda}.docx"')


def test_minutes_as_pdf_say_where_there_is_no_browser(site: Site) -> None:
    answer = site.minutes("pdf", {})
    assert answer.status_code == 501
    assert "Take the Word document" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("log", "status"),
    [
        (None, 400),
        ([], 400),
        ({"title": "mine"}, 400),
        ({"entries": [{"kind": "change", "at": AT, "item": "aaaaaa", "number": "$1"}]}, 400),
        ({"entries": [{"kind": "change", "at": AT, "item": "aaaaaa"}]}, 422),
        ({"scenarios": [{"name": "Z", "item": "aaaaaa"}]}, 400),
    ],
)
def test_a_log_is_checked(site: Site, log: Any, status: int) -> None:
    assert site.minutes("docx", log).status_code == status
