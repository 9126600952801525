"""The assumption desk in a real browser: by keyboard, back and forth, and nothing left bare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.economics.independent import non_completer

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser
RATE = "#desk-slider-discount_rate"
BARE = """[...document.querySelectorAll('.desk-page *')].filter((element) =>
  element.children.length === 0 && /\\$\\d/.test(element.textContent) && !element.closest('[data-basis]')
).map((element) => element.textContent)"""


@pytest.fixture
def desk(page: Page, watch: Watch) -> Page:
    page.goto("/losses")
    expect(page.locator("#desk-total")).to_have_text("$7.6 billion")
    expect(page.locator("#desk-waterfall .main-svg").first).to_be_visible()
    page.wait_for_function("location.search.includes('discount_rate=0.035')")
    return page


def test_one_slider_by_keyboard_moves_everything(desk: Page, watch: Watch) -> None:
    desk.focus(RATE)
    desk.keyboard.press("End")
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    expect(desk.locator("#desk-box-discount_rate")).to_have_value("10%")
    expect(desk.locator("#desk-chips .chip")).to_have_count(1)
    expect(desk.locator(".assumption[data-name=discount_rate] .was")).to_have_text("was 3.5%")
    desk.wait_for_function("location.search.includes('discount_rate=0.1&')")
    assert desk.evaluate("document.activeElement.id") == RATE[1:]
    assert watch.errors == []
    assert watch.outside == []


def drawn(page: Page, exhibit: str) -> list[dict[str, Any]]:
    """The traces of an exhibit's chart as they are on the page."""
    found: list[dict[str, Any]] = page.evaluate(
        """(id) => document.querySelector(`#${id} .js-plotly-plot`).data
            .map((trace) => ({type: trace.type, x: trace.x, y: trace.y, text: trace.text}))""",
        f"desk-{exhibit}",
    )
    return found


def by_loops(settings: dict[str, float]) -> float:
    """One person's loss in Arizona, summed by plain loops."""
    return sum(non_completer(settings).values())


def test_a_slider_at_its_high_gives_the_api_s_total_to_the_cent_and_the_largest_swing_on_top(desk: Page) -> None:
    opening = desk.evaluate("location.href"), desk.locator("#desk-total").inner_text()
    desk.fill("#desk-box-discount_rate", "5%")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-total")).to_have_text("$6.2 billion")
    desk.wait_for_function("location.search.includes('discount_rate=0.05&')")
    desk.wait_for_function("document.querySelector('#desk-waterfall .js-plotly-plot').data[0].y.at(-1) < 400000")
    answer = desk.request.get("/api/v1/losses?place=arizona&edition=2014&discount_rate=0.05").json()
    total = drawn(desk, "waterfall")[0]["y"][-1]
    assert round(total, 2) == round(answer["per_person"]["total"], 2) == 342_361.77
    assert round(answer["cohort"]["total"], 2) == round(18_100 * answer["per_person"]["total"], 2)

    swings = {}
    for one in desk.request.get("/api/v1/assumptions").json()["assumptions"]:
        if one["distribution"] == "triangular" and "non_completers" in one["populations"]:
            ends = [by_loops({"discount_rate": 0.05, one["id"]: one[end]}) for end in ("low", "high")]
            swings[one["id"]] = max(*ends, total) - min(*ends, total)
    top = desk.request.get("/api/v1/losses/tornado?place=arizona&edition=2014&discount_rate=0.05").json()["bars"][0]
    assert top["assumption"] == max(swings, key=lambda name: swings[name])
    names = next(
        trace["text"] for trace in drawn(desk, "tornado") if trace["text"] and len(trace["text"]) > len(swings) - 1
    )
    assert names[0] == top["name"]

    desk.click("[data-desk-act=reset]")
    expect(desk.locator("#desk-total")).to_have_text(opening[1])
    desk.wait_for_url(opening[0])
    desk.wait_for_function("document.querySelector('#desk-waterfall .js-plotly-plot').data[0].y.at(-1) > 421000")
    assert drawn(desk, "waterfall")[0]["y"][-1] == 421_280


def test_typing_and_sliding_are_one(desk: Page) -> None:
    desk.fill("#desk-box-discount_rate", "5%")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-total")).to_have_text("$6.2 billion")
    expect(desk.locator(RATE)).to_have_value("5")
    expect(desk.locator("#desk-waterfall-title")).to_contain_text("$342,362")


def test_a_typed_value_that_is_not_allowed_is_said_and_changes_nothing(desk: Page) -> None:
    desk.fill("#desk-box-discount_rate", "50")
    desk.keyboard.press("Enter")
    expect(desk.locator(".assumption[data-name=discount_rate] .assumption-problem")).to_contain_text("0% to 10%")
    expect(desk.locator("#desk-total")).to_have_text("$7.6 billion")


def test_undo_redo_and_reset_return_the_opening_address_and_numbers(desk: Page) -> None:
    opening = desk.url
    desk.focus(RATE)
    desk.keyboard.press("End")
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    desk.keyboard.press("u")
    expect(desk.locator("#desk-total")).to_have_text("$7.6 billion")
    expect(desk.locator(RATE)).to_have_value("3.5")
    desk.keyboard.press("Shift+U")
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    desk.click("[data-desk-act=reset]")
    expect(desk.locator("#desk-total")).to_have_text("$7.6 billion")
    expect(desk).to_have_url(opening)


def test_back_forward_and_reload_keep_the_state(desk: Page) -> None:
    desk.focus(RATE)
    desk.keyboard.press("End")
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    desk.wait_for_function("location.search.includes('discount_rate=0.1&')")
    desk.go_back()
    expect(desk.locator("#desk-total")).to_have_text("$7.6 billion")
    desk.go_forward()
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    desk.reload()
    expect(desk.locator("#desk-total")).to_have_text("$3.7 billion")
    expect(desk.locator("#desk-box-discount_rate")).to_have_value("10%")


def test_an_address_is_not_believed_silently(page: Page) -> None:
    page.goto("/losses?discount_rate=0.05&discount=0.07&retire=200")
    expect(page.locator("#desk-said")).to_contain_text("“discount”, which this page does not know")
    expect(page.locator("#desk-said")).to_contain_text("60 to 70")
    expect(page.locator("#desk-total")).to_have_text("$6.2 billion")


def test_disconnected_youth_shows_only_what_applies(desk: Page) -> None:
    desk.select_option("#desk-population", "disconnected_youth")
    expect(desk.locator("#desk-total")).to_have_text("$127 billion")
    expect(desk.locator(".assumption:not([hidden])")).to_have_count(5)


def test_scenarios_stand_side_by_side(desk: Page) -> None:
    expect(desk.locator("#desk-difference")).to_be_hidden()
    desk.click("[data-desk-act=keep]")
    desk.click("[data-preset*='keep_crime']")
    expect(desk.locator("#desk-difference-title")).to_contain_text("less than A, most of it earnings")
    desk.click("[data-desk-act=swap]")
    expect(desk.locator("#desk-difference-title")).to_contain_text("more than A, most of it earnings")
    expect(desk.locator("#desk-total")).to_have_text("$7.6 billion")
    desk.click("[data-desk-act=drop]")
    expect(desk.locator("#desk-difference")).to_be_hidden()


def test_a_table_is_one_key_away_and_follows(desk: Page) -> None:
    desk.click("[data-desk-panel='waterfall table']")
    expect(desk.locator("#desk-waterfall-table tbody tr").last).to_contain_text("$421,280")
    desk.fill("#desk-box-discount_rate", "5")
    desk.keyboard.press("Enter")
    expect(desk.locator("#desk-waterfall-table tbody tr").last).to_contain_text("$342,362")


@pytest.mark.parametrize("query", ["?discount_rate=0.05&a_retire=67", "?place=jerome&population=disconnected_youth"])
def test_clean_and_with_a_basis_for_every_dollar(page: Page, axe: Callable[[Page], list[str]], query: str) -> None:
    page.goto(f"/losses{query}")
    expect(page.locator("#desk-waterfall .main-svg").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.click("[data-desk-panel='tornado table']")
    expect(page.locator("#desk-tornado-table table")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate(BARE) == []
