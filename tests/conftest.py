"""Fixtures of every room: the checkout, real files where they are, static files, and Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, expect

from access import Owners
from settings import Settings

# The same examples each time, and no limit of time: what fails here fails everywhere, however slow the machine.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

PATIENCE = 90_000
"""Milliseconds a test waits before it fails: a busy machine is slow, and where all is well nothing waits that long."""
expect.set_options(timeout=PATIENCE)

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 180
OWNERS: dict[str, Owners] = {}
"""The owners of each server of this test run, by its port."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of the publishers' own files, beside the checkout; tests that need it are skipped elsewhere."""
    folder = ROOT.parent / "shared" / "files"
    if not folder.is_dir():
        pytest.skip("the publishers' files are not on this machine")
    return folder


@pytest.fixture(scope="session")
def packages() -> Path:
    """node_modules; ``make test`` installs it."""
    folder = ROOT / "node_modules"
    assert (folder / "bootstrap").is_dir(), "front-end packages are missing: make static"
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> Path:
    """A build folder with the static files of this checkout, our own ones compressed."""
    from scripts import build_static

    static = tmp_path_factory.mktemp("build") / "static"
    build_static.build_suites(static / "www", packages)
    build_static.compress(build_static.build_own(static, ROOT / "assets", packages))
    return static.parent


@contextmanager
def gunicorn(*arguments: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """A gunicorn with the project's own configuration on a free port, from its first answer to the end of the block.

    Yields:
        Its address, without a slash at the end.
    """
    port = free_port()
    process = start_gunicorn(port, *arguments, environment=environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        end_server(process)


def end_server(process: subprocess.Popen[bytes]) -> None:
    """End a server and its workers at once: how it ends in good order is not what most tests are about."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(START_SECONDS)


def owner_cookie(address: str) -> dict[str, Any]:
    """The cookie of an owner's browser, for a server that ``start_gunicorn`` started."""
    owners = OWNERS[address.rpartition(":")[2]]
    session = owners.open_link(owners.new_link())
    return {"name": owners.cookie, "value": session, "url": address, "httpOnly": True, "sameSite": "Strict"}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def start_gunicorn(port: int, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A gunicorn on a port of this machine, once it answers, with one worker unless ``WORKERS`` is given.

    Whoever started it ends it.
    """
    command = [sys.executable, "-m", "gunicorn", *arguments]
    # Files are made in the worker itself: a process more for each server would cost the suite a minute. tests/jobs has one.
    usual = {"PORT": str(port), "HOST": "127.0.0.1", "LOG_LEVEL": "warning", "WORKERS": "1", "FILE_PROCESSES": "0"}
    settings = {**os.environ, **usual, **(environment or {})}
    process = subprocess.Popen(command, cwd=ROOT, env=settings, start_new_session=True)
    OWNERS[str(port)] = _owners(settings)
    try:
        wait_for_port(process, port)
    except BaseException:
        end_server(process)
        raise
    return process


def _owners(environment: dict[str, str]) -> Owners:
    names = ("database_url", "district_database_url", "deployment")
    given = {name: environment[name.upper()] for name in names if name.upper() in environment}
    return Owners(Settings.model_validate(given).owner_folder)


def wait_for_port(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server stopped with {process.returncode}: see its output above"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not open its port")


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address is common to all browser tests. Stands in for a plugin's fixture, whose form pytest warns about."""


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The browser; every context of it waits as long as ``expect`` does, for pages and for elements alike."""
    make = browser.new_context

    def patient(*arguments: Any, **options: Any) -> BrowserContext:
        context = make(*arguments, **options)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = patient  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine (``CHROMIUM``, else PATH), kept from talking to anyone of its own accord."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--no-sandbox"]
    path = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **path, "args": quiet}
