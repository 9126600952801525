"""A request behind the page that fails becomes a notice in words; one that succeeds takes it away. In Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.faults.conftest import running

CALLBACK = "**/_dash-update-component*"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with running(built, WORKERS="1") as served:
        yield served


@pytest.fixture
def ready(page: Page, address: str) -> Page:
    """The stand-in's page after its first callback."""
    page.goto(address)
    expect(page.locator("#answer")).to_have_text("You chose first")
    return page


def notice(page: Page) -> Locator:
    """The region of the notice, which a screen reader announces."""
    return page.locator("#connection-notice[role=alert]")


def stale(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.hasAttribute('data-stale')"))


def waits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.hasAttribute('data-waiting')"))


def test_nothing_is_said_while_all_is_well(ready: Page) -> None:
    expect(notice(ready)).to_be_empty()
    assert not stale(ready)
    expect(ready.locator("#graph .main-svg").first).to_be_visible()


def test_a_failing_callback_is_told_with_its_reference(ready: Page) -> None:
    ready.select_option("#choice", "broken")
    told = notice(ready)
    expect(told).to_contain_text("Not updated: something went wrong on the server (reference ")
    expect(told).to_contain_text("The figures below are from before your last change.")
    assert stale(ready)
    ready.select_option("#choice", "second")
    expect(ready.locator("#answer")).to_have_text("You chose second")
    expect(told).to_be_empty()
    assert not stale(ready)


def test_a_lost_connection_is_told_and_can_be_tried_again(ready: Page) -> None:
    ready.route(CALLBACK, lambda route: route.abort())
    ready.select_option("#choice", "second")
    told = notice(ready)
    expect(told).to_contain_text("Not updated: the server did not answer.")
    expect(ready.locator("#answer")).to_have_text("You chose first")
    ready.get_by_role("button", name="Try again").click()
    expect(told).to_contain_text("Not updated")
    ready.unroute(CALLBACK)
    ready.get_by_role("button", name="Try again").click()
    expect(ready.locator("#answer")).to_have_text("You chose second")
    expect(told).to_be_empty()


def test_a_machine_that_comes_back_online_catches_up_by_itself(ready: Page) -> None:
    ready.context.set_offline(True)
    ready.select_option("#choice", "second")
    expect(notice(ready)).to_contain_text("did not answer")
    ready.context.set_offline(False)
    expect(ready.locator("#answer")).to_have_text("You chose second")
    expect(notice(ready)).to_be_empty()


def test_a_server_that_never_answers_is_told(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address)
    expect(page.locator("#answer")).to_have_text("You chose first")
    page.route(CALLBACK, lambda _route: None)
    page.select_option("#choice", "second")
    page.clock.fast_forward(31_000)
    expect(notice(page)).to_contain_text("took too long to answer")


def test_a_slow_answer_is_waited_for_in_sight(page: Page, address: str) -> None:
    held: list[Route] = []
    page.clock.install()
    page.goto(address)
    expect(page.locator("#answer")).to_have_text("You chose first")
    page.route(CALLBACK, lambda route: held.append(route))
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 5)
    with page.expect_request(CALLBACK):
        page.select_option("#choice", "second")
        page.clock.run_for(100)
    page.clock.run_for(200)
    assert not waits(page), "a quick answer is not announced"
    page.clock.run_for(400)
    assert waits(page)
    shown = page.evaluate("getComputedStyle(document.body, '::after').content")
    assert shown == '"updating…"'
    expect(notice(page)).to_be_empty()
    page.clock.run_for(10_000)
    expect(notice(page)).to_contain_text("Not updated yet: the server is slow")
    assert page.locator("html[data-late]").count() == 1
    assert not stale(page)
    page.clock.resume()
    for route in held:
        route.continue_()
    expect(page.locator("#answer")).to_have_text("You chose second")
    expect(notice(page)).to_be_empty()
    assert not waits(page)
    assert page.locator("html[data-late]").count() == 0


def test_heavy_work_is_waited_for_and_can_be_cancelled(page: Page, address: str) -> None:
    def hold(route: Route) -> None:
        if "import-said." in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    held: list[Route] = []
    page.clock.install()
    page.goto(address)
    expect(page.locator("#import-said")).to_have_text("Checked first")
    page.route(CALLBACK, hold)
    page.select_option("#choice", "second")
    expect(page.locator("#answer")).to_have_text("You chose second")
    page.clock.fast_forward(60_000)
    expect(notice(page)).to_contain_text("Still working on it.")
    expect(notice(page)).to_contain_text(re.compile(r"6\d s"))
    assert not stale(page)
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(notice(page)).to_contain_text("Cancelled: the server was told to stop.")
    assert not waits(page)
    page.unroute(CALLBACK)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#import-said")).to_have_text("Checked second")
    expect(notice(page)).to_be_empty()
    assert len(held) == 1


def test_what_could_not_be_saved_is_told_with_its_reason(ready: Page) -> None:
    def full(route: Route) -> None:
        route.fulfill(status=507, headers={"X-Not-Saved": "the disk is full"}, body="no")

    ready.route(CALLBACK, full)
    ready.select_option("#choice", "second")
    expect(notice(ready)).to_contain_text("Not saved: the disk is full. What you wrote is still on this page.")
    ready.unroute(CALLBACK)
    ready.get_by_role("button", name="Try again").click()
    expect(ready.locator("#answer")).to_have_text("You chose second")
    expect(notice(ready)).to_be_empty()


def test_a_failure_ends_the_waiting(ready: Page) -> None:
    ready.route(CALLBACK, lambda route: route.abort())
    ready.select_option("#choice", "second")
    expect(notice(ready)).to_contain_text("did not answer")
    assert not waits(ready)


def test_the_sign_in_page_of_a_network_is_no_answer(ready: Page) -> None:
    ready.route(CALLBACK, lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in</p>"))
    ready.select_option("#choice", "second")
    expect(notice(ready)).to_contain_text("the answer was not from this site")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "did not accept this choice"),
        (403, "did not accept this choice"),
        (429, "too many requests"),
        (502, "something went wrong on the server."),
        (503, "something went wrong on the server."),
    ],
)
def test_each_refusal_has_its_sentence(ready: Page, status: int, sentence: str) -> None:
    ready.route(CALLBACK, lambda route: route.fulfill(status=status, body="no"))
    ready.select_option("#choice", "second")
    expect(notice(ready)).to_contain_text(sentence)
    assert stale(ready)


def test_a_tab_from_before_a_deploy_keeps_its_address(page: Page, address: str) -> None:
    def as_old_build(route: Route) -> None:
        route.continue_(headers={**route.request.headers, "x-build": "0" * 12})

    page.goto(f"{address}/?measure=rate")
    expect(page.locator("#answer")).to_have_text("You chose first")
    page.route(CALLBACK, as_old_build)
    page.select_option("#choice", "second")
    expect(notice(page)).to_contain_text("A new version is out. Reload to go on.")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    page.unroute(CALLBACK)
    page.get_by_role("button", name="Reload").click()
    expect(notice(page)).to_be_empty()
    assert page.url == f"{address}/?measure=rate"


def test_a_page_that_cannot_start_is_told(page: Page, address: str) -> None:
    page.route("**/_dash-layout", lambda route: route.fulfill(status=500, body="no"))
    page.goto(address)
    expect(notice(page)).to_contain_text("something went wrong on the server")
    page.unroute("**/_dash-layout")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#answer")).to_have_text("You chose first")
    expect(notice(page)).to_be_empty()
    expect(notice(page)).to_have_count(1)


def test_no_violation_of_the_policy(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    expect(page.locator("#graph .main-svg").first).to_be_visible()
    assert said == []
