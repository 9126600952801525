"""Copy link, in a real browser: what is on the clipboard, and what the link shows when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.dollars import amounts, open_all
from tests.browser.reading import arrive, settled

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def copied(page: Page, button: str) -> str:
    page.locator(button).click()
    expect(page.locator(button)).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_desks_link_keeps_its_number(page: Page, watch: Watch, axe: Callable[[Page], list[str]]) -> None:
    arrive(page, "/losses?discount_rate=0.05")
    link = copied(page, ".desk-acts [data-copy]")
    query = parse_qs(urlsplit(link).query)
    assert len(query["link"][0]) == 26
    assert query["discount_rate"] == ["0.05"]
    assert query["data"]
    assert query["model"]
    page.goto(link)
    settled(page)
    strip = page.locator(".frozen-strip")
    expect(strip.locator(".frozen-number")).to_have_text("$6.2 billion")
    expect(strip).to_contain_text("Nothing has changed since.")
    expect(page.locator("#desk-said")).to_be_hidden()
    expect(page.locator("#desk-total")).to_have_text("$6.2 billion")
    # the address keeps the id, so that a reload does not lose it
    assert parse_qs(urlsplit(page.url).query)["link"] == query["link"]
    open_all(page)
    assert [each for each in amounts(page) if each.lacks()] == []
    assert axe(page) == []
    assert watch.errors == []


def test_an_exhibits_link_and_one_that_was_changed(page: Page, watch: Watch, axe: Callable[[Page], list[str]]) -> None:
    arrive(page, "/exhibit/losses_total?discount_rate=0.05")
    link = copied(page, ".exhibit [data-copy]")
    page.goto(link.replace("discount_rate=0.05", "discount_rate=0.02"))
    expect(page.locator(".frozen-changed")).to_contain_text("discount rate is 0.02, not 0.05")
    expect(page.locator(".frozen-number")).to_have_text("$6.2 billion")
    assert axe(page) == []
    page.get_by_role("link", name="Open it as presented").click()
    expect(page.locator(".frozen-changed")).to_have_count(0)
    expect(page.locator(".frozen-cause")).to_have_text("Nothing has changed since.")
    assert watch.errors == []


def test_a_link_nobody_kept_is_said(page: Page, watch: Watch, axe: Callable[[Page], list[str]]) -> None:
    arrive(page, f"/losses?link={'a' * 26}")
    expect(page.locator(".frozen-notice")).to_contain_text("No view is kept under this link’s id")
    assert axe(page) == []
    assert watch.errors == []
