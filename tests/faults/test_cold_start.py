"""Each gunicorn worker answers any request first: stock Dash knows its bundles only after it has served a page."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.conftest import running

WORKERS = 4
ROUNDS = 50
BUNDLE = "/_dash-component-suites/dash/dcc/dash_core_components.js"


def fetch(address: str) -> tuple[int, str | None]:
    """Status and worker of a GET over a connection of its own; a refusal raises."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
        return answer.status, answer.headers["X-Worker"]


@pytest.fixture(params=["built", "sources"])
def cold(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Iterator[str]:
    """A server with four workers, none of which has served anything."""
    build_dir = built if request.param == "built" else tmp_path
    with running(build_dir, WORKERS=str(WORKERS)) as address:
        yield address


@pytest.fixture
def cold_sources(tmp_path: Path, packages: Path) -> Iterator[str]:
    """The same without built files: every bundle comes from Dash itself."""
    with running(tmp_path, WORKERS=str(WORKERS), DASH_MCP_ENABLED="true") as address:
        yield address


def test_the_first_request_of_each_worker_is_a_bundle(cold_sources: str) -> None:
    workers: set[str | None] = set()
    with ThreadPoolExecutor(16) as pool:
        for _round in range(ROUNDS):
            answers = list(pool.map(fetch, [cold_sources + BUNDLE] * 16))
            assert {status for status, _worker in answers} == {200}
            workers |= {worker for _status, worker in answers}
            if len(workers) == WORKERS:
                break
    assert len(workers) == WORKERS
    assert None not in workers


def test_a_page_and_all_its_bundles_at_once(cold: str) -> None:
    with urllib.request.urlopen(cold, timeout=60) as answer:
        bundles = re.findall(r'src="(/_dash-component-suites/[^"]+)"', answer.read().decode())
    assert len(bundles) > 5
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(fetch, [cold + bundle for bundle in bundles * 4]))
    assert {status for status, _worker in answers} == {200}


def test_the_environment_cannot_open_the_model_context_server(cold_sources: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{cold_sources}/_mcp", timeout=60)
