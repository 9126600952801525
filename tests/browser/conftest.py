"""The real app under gunicorn on the real database, and what every browser test looks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from database.migrate import upgrade
from tests.conftest import OWNERS, ROOT, gunicorn, owner_cookie

WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  const where = (each) => each.nodes.map((node) => node.target).join(" | ");
  return found.violations.map((each) => `${each.id}: ${each.help}: ${where(each)}`);
}"""


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of this checkout; built from the bundled catalog where there is none yet."""
    given, usual = os.environ.get("DATABASE_URL"), ROOT / "data" / "dashboards.sqlite"
    if given or usual.is_file():
        return given or f"sqlite:///{usual}"
    address = f"sqlite:///{tmp_path_factory.mktemp('data') / 'dashboards.sqlite'}"
    command = [sys.executable, "-m", "data_pipeline", "build"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)
    return address


def own_copy(database_url: str, folder: Path) -> str:
    """The address of a copy of the database in a folder, with every table: what a test saves there is nobody else's."""
    copy = folder / "dashboards.sqlite"
    shutil.copyfile(database_url.removeprefix("sqlite:///"), copy)
    upgrade(f"sqlite:///{copy}")
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def live_server(database_url: str, built: Path) -> Iterator[str]:
    """The app with two workers on a free port; its address has no slash at the end."""
    settings = {"DATABASE_URL": database_url, "BUILD_DIR": str(built), "WORKERS": "2"}
    with gunicorn(environment=settings) as address:
        yield address


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: str) -> dict[str, Any]:
    """Pages open by path alone: ``page.goto("/compare")``. Motion is off, so that nothing has to be waited for."""
    return {**browser_context_args, "base_url": live_server, "reduced_motion": "reduce"}


@pytest.fixture
def context(context: BrowserContext, live_server: str) -> BrowserContext:
    """The browser's context: the owner's on every server that runs by now."""
    own(context)
    return context


def own(context: BrowserContext) -> None:
    """Make a context the owner's on the servers that run by now; a context of one's own is a stranger's."""
    context.add_cookies([owner_cookie(f"http://127.0.0.1:{port}") for port in OWNERS])


@pytest.fixture(scope="session")
def axe(packages: Path) -> Callable[[Page], list[str]]:
    """``axe(page)``: what axe-core (WCAG 2.2 AA and best practice) finds on the page as it is now, one line a rule."""
    source = (packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        # Evaluated by the debugger, which the content policy of the page does not bind.
        page.evaluate(source)
        found: list[str] = page.evaluate(RUN_AXE, WCAG_TAGS)
        return found

    return violations


@dataclass
class Watch:
    """What a page said and asked for since the test began.

    Attributes:
        errors: console errors, uncaught exceptions and failed requests.
        outside: addresses asked for on another host.
    """

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def follow(self, page: Page, host: str) -> None:
        """Listen to a page; ``host`` is the one address it may ask."""

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.errors.append(f"{message.text} ({message.location.get('url', '')})")

        def asked(request: Request) -> None:
            if not request.url.startswith((f"{host}/", "data:", "blob:")):
                self.outside.append(request.url)

        page.on("console", said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", asked)


@pytest.fixture
def watch(page: Page, live_server: str) -> Watch:
    """Follows the test's page: at its end ``watch.errors`` and ``watch.outside`` should be empty.

    Follow a second page with ``watch.follow(other, live_server)``.
    """
    watching = Watch()
    watching.follow(page, live_server)
    return watching
