"""The helpers of the browser tests see what they are there to see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser


def test_axe_finds_a_page_without_a_language(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/healthz")
    assert any(finding.startswith("html-has-lang") for finding in axe(page))


def test_the_watch_sees_errors_and_other_hosts(page: Page, watch: Watch) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    assert (watch.errors, watch.outside) == ([], [])
    page.evaluate("fetch('http://127.0.0.1:9/outside').catch(() => null)")
    assert watch.errors
    page.route("http://elsewhere.example/**", lambda route: route.abort())
    page.goto("/healthz")
    page.evaluate("location.href = 'http://elsewhere.example/'")
    page.wait_for_timeout(200)
    assert watch.outside == ["http://elsewhere.example/"]
