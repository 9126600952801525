"""What a mayor's staff does on a Friday: overview, Tucson, compare three cities, copy the address, open it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.reading import arrive, figures, settled
from tests.page_examples import EXAMPLES, open_addresses

pytestmark = pytest.mark.browser
# test_losses.py asks axe about the desk, whose panels depend on what is set
PAGES = [path for path in open_addresses() if path != EXAMPLES["/losses"]]
EVERY_COMPONENT = [EXAMPLES[pattern] for pattern in ("/", "/city/<slug>", "/compare", "/data")]
"""In the dark only colors differ: the pages that have every component between them are enough."""


def test_from_overview_to_an_address_that_gives_the_same_view(
    page: Page, watch: Watch, browser: Browser, live_server: str
) -> None:
    arrive(page, "/")
    page.get_by_role("link", name="Tucson", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Tucson")).to_be_visible()
    settled(page)
    expect(page.locator(".headline")).to_contain_text(
        "579 of Tucson Unified’s class of 2024 did not graduate in four years"
    )
    expect(page.locator(".headline")).to_contain_text("$222 million")

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Compare").click()
    expect(page.get_by_role("heading", level=1, name="Compare cities")).to_be_visible()
    for city in ("Tucson", "Mesa", "Phoenix"):
        box = page.get_by_label("Cities", exact=True)
        box.fill(city)
        box.press("Enter")
        expect(page.get_by_role("button", name=f"Drop {city}")).to_be_visible()
    page.get_by_label("Measure", exact=True).select_option("share_25_54_employed")
    expect(page.locator("#compare-body")).to_contain_text("Adults 25 to 54 at work")
    settled(page)
    address = page.evaluate("location.pathname + location.search")
    assert "places=tucson,mesa,phoenix" in address
    assert "measure=share_25_54_employed" in address
    seen = (page.locator("#compare-body .exhibit-title").inner_text(), figures(page))

    elsewhere = browser.new_context(base_url=live_server, reduced_motion="reduce").new_page()
    watch.follow(elsewhere, live_server)
    arrive(elsewhere, address)
    assert (elsewhere.locator("#compare-body .exhibit-title").inner_text(), figures(elsewhere)) == seen
    assert (
        elsewhere.locator("#compare-chips button").all_inner_texts()
        == page.locator("#compare-chips button").all_inner_texts()
    )
    elsewhere.context.close()
    assert watch.errors == []
    assert watch.outside == []


def test_back_forward_and_reload_restore_the_state(page: Page, watch: Watch) -> None:
    arrive(page, "/compare?measure=share_25_54_employed&places=tucson")
    first = page.locator("#compare-body .exhibit-title").inner_text()
    page.get_by_text("Trend", exact=True).click()
    expect(page.locator("#compare-body .exhibit-title")).not_to_have_text(first)
    settled(page)
    second = page.locator("#compare-body .exhibit-title").inner_text()
    page.get_by_text("Map", exact=True).click()
    expect(page.locator("#compare-body .exhibit-title")).not_to_have_text(second)
    page.wait_for_url("**view=map**")  # the address follows the body
    page.go_back()
    expect(page.locator("#compare-body .exhibit-title")).to_have_text(second)
    expect(page.get_by_label("Trend")).to_be_checked()
    page.go_back()
    expect(page.locator("#compare-body .exhibit-title")).to_have_text(first)
    page.go_forward()
    expect(page.locator("#compare-body .exhibit-title")).to_have_text(second)
    page.reload()
    expect(page.locator("#compare-body .exhibit-title")).to_have_text(second)
    assert watch.errors == []


@pytest.mark.parametrize(
    ("path", "scheme"),
    [*((path, "light") for path in [*PAGES, "/city/kearny"]), *((path, "dark") for path in EVERY_COMPONENT)],
)
def test_a_phone_never_scrolls_sideways_and_axe_finds_nothing(
    page: Page, watch: Watch, axe: Callable[[Page], list[str]], path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 720})
    for button in page.locator("[data-toggle-panel]").all():
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()
    assert axe(page) == []
    assert watch.errors == []
    assert watch.outside == []


def test_an_unknown_city_gets_near_matches_and_404(page: Page) -> None:
    answer = page.goto("/city/tuscon")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("No city or town called “tuscon”")
    page.get_by_role("link", name="Tucson", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tucson")


def test_an_address_that_asks_too_much_is_answered_and_said(page: Page, watch: Watch) -> None:
    arrive(page, "/compare?measure=nonsense&places=tucson,atlantis&period=1801&colour=red")
    said = page.locator(".notice").inner_text()
    for part in ("nonsense", "atlantis", "1801", "colour"):
        assert part in said
    expect(page.locator("#compare-body .exhibit-title")).to_be_visible()
    assert page.goto("/city/tucson?slug=mesa") is not None
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tucson")
    assert watch.errors == []


def test_the_whole_comparison_by_keyboard(page: Page) -> None:
    arrive(page, "/compare")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.get_by_label("Measure", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Change")).to_be_checked()
    page.get_by_label("Cities", exact=True).focus()
    page.keyboard.type("Mesa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Drop Mesa")).to_be_visible()
    expect(page.get_by_label("Cities", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Drop Mesa")).to_have_count(0)
    table = page.locator("#compare-body").get_by_role("button", name="Table")
    table.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#compare-body table")).to_be_visible()


def test_a_city_that_is_not_there_is_said_with_near_names(page: Page) -> None:
    arrive(page, "/compare")
    page.get_by_label("Cities", exact=True).fill("Tuscon")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#compare-said")).to_contain_text("Did you mean Tucson")


def test_near_names_of_an_unknown_city_are_one_press_away(page: Page) -> None:
    arrive(page, "/compare?places=tuscon,mesa")
    page.locator(".notice").get_by_role("link", name="Tucson", exact=True).click()
    expect(page.get_by_role("button", name="Drop Tucson")).to_be_visible()
    expect(page.get_by_role("button", name="Drop Mesa")).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0)


def test_a_look_at_the_change_leaves_the_period_as_it_was(page: Page) -> None:
    arrive(page, "/compare?places=tucson")
    before = page.locator("#compare-body .exhibit-title").inner_text()
    page.get_by_text("Change", exact=True).click()
    expect(page.locator("#compare-body .notice")).to_contain_text("cannot be compared with earlier years")
    page.wait_for_url("**period=2023&view=change**")
    page.get_by_text("Ranked", exact=True).click()
    page.wait_for_url("**period=2023&view=ranked**")
    expect(page.locator("#compare-body .exhibit-title")).to_have_text(before)


def test_paper_is_light_whole_and_says_where_it_is_from(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    arrive(page, "/compare?places=tucson,mesa&view=table")
    foot = page.locator(".print-address")
    expect(foot).to_be_hidden()
    page.emulate_media(color_scheme="dark", media="print")
    expect(foot).to_have_text(re.compile(rf"^Printed \w+ \d+, \d{{4}}: {re.escape(page.url)}$"))
    expect(foot).to_be_visible()
    expect(page.get_by_text("Cities chosen: Tucson and Mesa.")).to_be_visible()
    expect(page.locator(".controls")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    style = "(each) => [getComputedStyle(each).overflowY, getComputedStyle(each).maxHeight]"
    assert page.locator("#compare-body .table-scroll").first.evaluate(style) == ["visible", "none"]


def test_dark_mode_redraws_the_charts(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    arrive(page, "/city/tucson")
    before = str(figures(page))
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot').layout.font.color !== '#5b6570'")
    assert str(figures(page)) != before


def test_no_chart_can_share_its_data(page: Page) -> None:
    arrive(page, "/city/tucson")
    contexts = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].map((plot) => plot._context)
            .map((said) => [said.showSendToCloud, said.plotlyServerURL, said.displayModeBar])"""
    )
    assert contexts
    assert all(context == [False, "", False] for context in contexts)
    kinds = page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((p) => p.data.map((t) => t.type))"
    )
    assert set(kinds) <= {"scatter", "bar"}
