"""A program with an agenda of ten items, which a test may stop and start again at the same address."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from database.documents import Documents
from operations.agendas import Agenda, Agendas, Item, Question, new_item
from tests.browser.conftest import Watch, own_copy
from tests.conftest import end_server, free_port, start_gunicorn

__all__ = ["presented", "program"]
DIPLOMA = {"measure": "share_19_20_with_hs_diploma", "places": "tucson,phoenix,mesa,tempe,flagstaff"}
QUESTION = "What share of Tucson’s class finishes in four years?"
ANSWER, EXACT = "82.4", "82.41190"


def _items() -> tuple[Item, ...]:
    plain = [
        new_item("ranking", DIPLOMA, "Tucson stands with Phoenix and Mesa."),
        new_item("losses_total", {"place": "tucson"}, "What it costs."),
        new_item("losses_waterfall", {"place": "tucson"}),
        new_item("losses_chance", {"place": "tucson"}),
        new_item("loss_components", {"place": "tucson"}),
        new_item("walk_stages", {"walk": "2016-08-03-tusd-steps-to-success"}),
        new_item("losses_break_even", {"place": "tucson"}),
        new_item("map", {"measure": DIPLOMA["measure"], "places": "tucson"}),
        new_item("peers", {"place": "tucson"}),
    ]
    asked = new_item("graduation", {"place": "tucson"}, "Let them guess.")
    asked = asked.model_copy(update={"question": Question(text=QUESTION), "notes": "A private note."})
    return (plain[0], asked, *plain[1:])


@dataclass
class Program:
    """The app on an address of its own. ``agenda``: the id of its one agenda."""

    environment: dict[str, str]
    port: int
    agenda: str
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def room(self) -> str:
        return f"{self.address}/convene/{self.agenda}/present"

    def start(self) -> None:
        self.process = start_gunicorn(self.port, environment=self.environment)

    def stop(self) -> None:
        if self.process is not None:
            end_server(self.process)
            self.process = None


@pytest.fixture(scope="module")
def program(database_url: str, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program with its agenda, on a copy of the database."""
    url = own_copy(database_url, tmp_path_factory.mktemp("present"))
    saved = Agendas(Documents(url)).create(Agenda(title="Tucson in ten minutes", items=_items(), length=10))
    environment = {"DATABASE_URL": url, "BUILD_DIR": str(built), "WORKERS": "1", "LOG_LEVEL": "error"}
    made = Program(environment, free_port(), saved.id)
    made.start()
    yield made
    made.stop()


@dataclass
class Presented:
    """Two windows of one browser: the room's and the presenter's."""

    room: Page
    desk: Page
    watch: Watch

    def same(self, words: str | None = None) -> str:
        """Both show the same headline, the room's once it is there; ``words`` if they are given."""
        shown = words or self.desk.locator(".headline").inner_text()
        expect(self.desk.locator(".headline")).to_have_text(shown)
        expect(self.room.locator(".headline")).to_have_text(shown)
        return shown


@pytest.fixture
def presented(context: BrowserContext, program: Program) -> Presented:
    """The room's window, and the presenter's opened from it with P."""
    watch = Watch()
    room = context.new_page()
    watch.follow(room, program.address)
    room.goto(program.room)
    expect(room.locator("html[data-ready]")).to_be_attached()
    with context.expect_page() as opened:
        room.keyboard.press("p")
    desk = opened.value
    watch.follow(desk, program.address)
    expect(desk.locator("html[data-ready]")).to_be_attached()
    return Presented(room, desk, watch)
