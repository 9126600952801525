"""A phone follows the presenter's window: the same exhibit, nothing before it is revealed, and words when it is over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.presenting import ANSWER, EXACT, QUESTION, Presented, Program, presented, program

__all__ = ["presented", "program"]
pytestmark = pytest.mark.browser


def test_a_phone_follows(
    presented: Presented, program: Program, browser: Browser, axe: Callable[[Page], list[str]]
) -> None:
    desk = presented.desk
    desk.get_by_role("button", name="Follow on phones").click()
    expect(desk.locator("#live p")).to_contain_text("Only this machine reaches this address")
    link = desk.locator("#live p").inner_text().split()[0]
    expect(presented.room.locator(".follow-corner svg")).to_be_visible()
    phone = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    watch = Watch()
    watch.follow(phone, program.address)
    answers: list[str] = []
    phone.on("response", lambda answer: answers.append(answer.text()) if answer.url.endswith("/slide") else None)
    phone.goto(link)
    title = phone.locator("#title")
    expect(title).to_have_text(presented.same())
    expect(phone.locator("#chart .main-svg").first).to_be_visible()
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    desk.keyboard.press("PageDown")
    desk.locator("#line").click()
    desk.keyboard.press("PageDown")
    desk.keyboard.press("PageUp")
    expect(title).to_have_text(QUESTION)
    assert answers
    assert not [answer for answer in answers if ANSWER in answer or EXACT in answer]
    desk.keyboard.press("g")
    expect(title).to_contain_text(ANSWER)
    desk.keyboard.press("b")
    expect(title).to_be_hidden()
    desk.keyboard.press("b")
    desk.keyboard.press("PageDown")
    desk.get_by_label("Discount rate", exact=True).press("ArrowRight")
    expect(phone.locator("#changed")).to_contain_text("3.6%")
    expect(title).to_have_text(presented.same())
    desk.get_by_role("button", name="End following").click()
    desk.get_by_role("button", name="Press again to end").click()
    expect(phone.locator("#state")).to_have_text("The presenter has ended the presentation.")
    expect(presented.room.locator(".follow-corner")).to_be_hidden()
    assert watch.errors == []
    assert watch.outside == []
    phone.context.close()


def test_a_code_nobody_presents_with_is_said_in_words(
    page: Page, program: Program, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{program.address}/follow")
    assert axe(page) == []
    page.get_by_label("The code on the screen").fill("abcdef")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_have_text("Nobody is presenting with this code")
    assert axe(page) == []
