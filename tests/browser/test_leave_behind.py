"""A leave-behind opened from disk with the network off, and city briefs printed by the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exports.pdf_check import MOST_BYTES, pdf_faults
from tests.browser.overflow import OVERFLOW

pytestmark = pytest.mark.browser
# A large city, one with a walk, a long name, a town of 464 people, one with two high-school classes.
SAMPLE = {"tucson": 6, "lake-havasu-city": 5, "winkelman": 5}


@pytest.fixture
def file(page: Page, tmp_path: Path) -> Path:
    answer = page.request.get("/export/ranking.html?measure=share_19_20_with_hs_diploma&focus=tucson")
    assert answer.ok, answer.text()
    path = tmp_path / "ranking.html"
    path.write_bytes(answer.body())
    return path


def test_a_leave_behind_opens_with_the_network_off(browser: Browser, file: Path) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text))
        page.on("requestfailed", lambda request: said.append(request.url[:80]))
        page.goto(file.as_uri())
        expect(page.locator("html[data-drawn='1']")).to_be_attached()
        expect(page.locator(".chart-box svg")).to_contain_text("Scottsdale")
        expect(page.locator("table")).to_contain_text("Scottsdale")
        assert page.evaluate("document.fonts.check('16px \"Public Sans Variable\"')")
        assert said == []


def test_without_scripts_the_numbers_still_stand(browser: Browser, file: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator("table")).to_be_visible()
        expect(page.locator(".chart-missing")).to_contain_text("its numbers stand in words and in the table")


@pytest.mark.parametrize("slug", SAMPLE)
def test_a_printed_brief_is_two_whole_pages(page: Page, slug: str) -> None:
    answer = page.request.get(f"/export/city-brief.pdf?place={slug}")
    assert answer.ok, answer.text()
    assert f'filename="city-brief-{slug}.pdf"' in answer.headers["content-disposition"]
    pdf = answer.body()
    assert len(pdf) < MOST_BYTES
    assert pdf_faults(pdf, pages=2, name=slug.replace("-", " ").title(), figures=SAMPLE[slug]) == ()
    page.set_viewport_size({"width": 1000, "height": 1300})
    page.goto(f"/brief/{slug}")
    expect(page.locator(f"html[data-drawn='{SAMPLE[slug]}']")).to_be_attached()
    assert page.evaluate(OVERFLOW) == []


def test_an_unknown_city_is_helped(page: Page) -> None:
    answer = page.request.get("/export/city-brief.pdf?place=tucsan")
    assert answer.status == 400
    assert "Did you mean tucson" in answer.text()
    page.goto("/brief/tucsan")
    expect(page.locator("h1")).to_have_text("No city or town called “tucsan”")
