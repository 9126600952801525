"""What was typed and not saved outlives a reload, is offered with its age, and goes once it is saved or discarded."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_plan import begin, page, planner, pytestmark, typed

__all__ = ["page", "planner", "pytestmark"]


def test_a_plans_draft_outlives_a_reload(page: Page) -> None:
    begin(page)
    box = page.get_by_label("Organizer")
    expect(box).to_have_value("Tucson Unified")
    typed(page, box, "Tucson Unified and Sunnyside")
    expect(page.locator("#plan-unsaved")).to_have_text("Not saved yet")
    for _ in range(300):
        if page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('draft:'))"):
            break
        page.wait_for_timeout(100)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    offer = page.locator("#draft-offer")
    expect(offer).to_contain_text(re.compile(r"less than a minute ago|1 minute ago"))
    expect(box).to_have_value("Tucson Unified")
    offer.get_by_role("button", name="Put it back").press("Enter")
    expect(box).to_have_value("Tucson Unified and Sunnyside")
    expect(offer).to_have_count(0)
    expect(page.locator("#plan-unsaved")).to_have_text("Not saved yet")
    page.reload()
    page.locator("#draft-offer").get_by_role("button", name="Discard").press("Enter")
    expect(page.locator("#draft-offer")).to_have_count(0)
    page.reload()
    expect(box).to_have_value("Tucson Unified")
    expect(page.locator("#draft-offer")).to_have_count(0)
