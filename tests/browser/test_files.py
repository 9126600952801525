"""The files of an exhibit, taken by keyboard on a phone's width; and what is said when there is none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.reading import arrive

pytestmark = pytest.mark.browser
ADDRESS = "/exhibit/ranking?measure=share_19_20_with_hs_diploma&focus=tucson"
WHY = "“85% of Tucson” cannot be had as Excel: a number is another"


def test_a_slide_by_keyboard(
    page: Page, context: BrowserContext, watch: Watch, axe: Callable[[Page], list[str]]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, ADDRESS)
    button = page.get_by_role("button", name="Files")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="PowerPoint")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Excel")).to_be_focused()
    page.keyboard.press("ArrowUp")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    assert got.value.suggested_filename.endswith(".pptx")
    assert "ppt/charts/" in " ".join(zipfile.ZipFile(got.value.path()).namelist())
    expect(page.locator(".files-said")).to_contain_text("Saved: ranking")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    page.get_by_role("button", name="Copy: citation").click()
    expect(page.get_by_role("button", name="Copy: citation")).to_have_text("Copied")
    said: str = page.evaluate("navigator.clipboard.readText()")
    assert said.startswith("Arizona Mayors Education Dashboards. (")
    link = said.rpartition(" ")[2]
    assert link.startswith(f"{page.url.partition('/exhibit')[0]}/exhibit/ranking?")
    assert {"link", "data", "model", "focus"} <= set(parse_qs(urlsplit(link).query))
    expect(page.get_by_label("Citation", exact=True)).to_have_text(said)
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert watch.errors == []


def test_a_refusal_is_said_where_the_file_was_asked_for(page: Page) -> None:
    arrive(page, ADDRESS)

    def refuse(route: Route) -> None:
        route.fulfill(status=422, content_type="application/json", body=json.dumps({"error": {"message": WHY}}))

    page.route("**/export/*.xlsx?*", refuse)
    page.get_by_role("button", name="Files").click()
    page.get_by_role("link", name="Excel").click()
    expect(page.locator(".files-said")).to_have_text(f"No file was made: {WHY}.")
    with page.expect_download() as got:
        page.get_by_role("link", name="CSV").click()
    assert got.value.suggested_filename.endswith(".csv")


def test_paper_and_the_brief_of_a_city(page: Page, context: BrowserContext) -> None:
    context.add_init_script("window.print = () => { window.printed = document.querySelectorAll('.main-svg').length; }")
    arrive(page, "/exhibit/graduation?place=tucson")
    page.get_by_role("button", name="Files").click()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Print or PDF").click()
    # the mark leaves the address as the printer is asked for
    expect(opened.value).to_have_url(page.url)
    assert opened.value.evaluate("document.fonts.ready.then(() => window.printed)") > 0
    # a plain sentence is said as it is
    sentence = "PDFs are not installed here (they need Chromium). Print from the browser."
    page.route(
        "**/export/city-brief.pdf?*", lambda route: route.fulfill(status=501, content_type="text/plain", body=sentence)
    )
    page.get_by_role("link", name="City brief").click()
    expect(page.locator(".files-said")).to_have_text(f"No file was made: {sentence}")
