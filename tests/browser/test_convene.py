"""A convening prepared by keyboard alone: two exhibits added, ordered, spoken to, frozen, checked, and shared to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch, own_copy
from tests.conftest import gunicorn

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_database(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> str:
    return own_copy(database_url, tmp_path_factory.mktemp("convene"))


@pytest.fixture(scope="module")
def own_app(own_database: str, built: Path) -> Iterator[str]:
    settings = {"DATABASE_URL": own_database, "BUILD_DIR": str(built), "WORKERS": "1"}
    with gunicorn(environment=settings) as address:
        yield address


def press_on(page: Page, selector: str, key: str = "Enter") -> None:
    """Focus as the Tab key would, then press."""
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def findings(page: Page) -> list[str]:
    return page.locator("#convene-list .convene-finding").all_inner_texts()


def saved(page: Page, version: int) -> None:
    expect(page.locator("#convene-said")).to_contain_text(f"version {version}")


def test_a_convening_by_keyboard(
    page: Page, watch: Watch, own_app: str, browser: Browser, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    watch.follow(page, own_app)
    watch.outside.clear()

    # one exhibit of a city begins an agenda, one of the losses joins it
    page.goto(f"{own_app}/city/tucson")
    press_on(page, "[data-agenda-add]")
    expect(page.locator(".agenda-choices button", has_text="New agenda")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".agenda-said").first).to_contain_text("Added to Agenda of")
    page.goto(f"{own_app}/losses?discount_rate=0.05")
    press_on(page, "#desk-waterfall [data-agenda-add]")
    choice = page.locator("#desk-waterfall .agenda-choices button").first
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#desk-waterfall .agenda-said")).to_contain_text("Added to Agenda of")
    press_on(page, "#desk-waterfall .agenda-said a")
    page.wait_for_selector("#convene-list")
    before = findings(page)
    assert len(before) == 2
    address = page.locator("#convene-list .convene-finding a").nth(1).get_attribute("href") or ""
    assert "discount_rate=0.05" in address, "what was changed on the desk goes along"

    # the second comes first; the focus stays with it
    page.locator("[data-convene-handle]").nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    saved(page, 3)
    assert findings(page) == before[::-1]
    expect(page.locator("[data-convene-handle]").first).to_be_focused()

    # what is said, and a question
    line = page.locator("[data-convene-field=line] input")
    line.first.focus()
    page.keyboard.type("What it is made of")
    press_on(page, ".convene-more summary")
    page.locator("[data-convene-field=question] input").first.focus()
    page.keyboard.type("What does one young person’s loss come to?")
    line.nth(1).focus()
    page.keyboard.type("Whom it is about")
    page.keyboard.press("Tab")
    expect(page.locator("#convene-said")).to_contain_text("Saved")
    page.reload()
    page.wait_for_selector("#convene-list")
    assert [box.input_value() for box in line.all()] == ["What it is made of", "Whom it is about"]

    # removed by mistake and put back
    press_on(page, "[data-convene-act=remove]")
    expect(page.locator("#convene-undo")).to_be_focused()
    expect(page.locator("[data-convene-handle]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-convene-handle]")).to_have_count(2)
    assert findings(page) == before[::-1]

    press_on(page, "[data-convene-act=keep-all]")
    expect(page.locator(".convene-kept")).to_have_count(2)
    press_on(page, "[data-convene-check]")
    expect(page.locator(".convene-found > li")).to_have_count(2, timeout=15000)
    assert not page.locator(".convene-blocks", has_text="said with it").count()
    assert not page.locator(".convene-blocks", has_text="answers its question").count()
    assert not page.locator(".convene-blocks", has_text="blank").count()
    expect(page.locator(".convene-slide .main-svg").first).to_be_attached()
    assert axe(page) == []

    press_on(page, "#convene-share button")
    share = page.locator("[data-convene-share]", has_text="audience").get_attribute("data-convene-share")
    other = browser.new_context().new_page()
    other.goto(f"{own_app}{share}")
    expect(other.locator(".convene-reading > li")).to_have_count(2)
    expect(other.locator(".notice")).to_contain_text("not changed")
    assert other.locator("#main input, #main textarea, [data-convene-act]").count() == 0
    other.context.close()
    assert watch.errors == []
    opens_from_disk(page, browser, tmp_path, before[::-1])


def opens_from_disk(page: Page, browser: Browser, folder: Path, wanted: list[str]) -> None:
    """The agenda as one file: with the network off it shows every finding, every chart and what was said."""
    link = page.locator("#convene-files a", has_text="Web page").get_attribute("href")
    answer = page.request.get(f"{page.url.partition('/convene')[0]}{link}")
    assert answer.ok, answer.text()
    (folder / "agenda.html").write_bytes(answer.body())
    with browser.new_context(offline=True) as context:
        alone = context.new_page()
        asked: list[str] = []
        alone.on("requestfailed", lambda request: asked.append(request.url[:80]))
        alone.goto((folder / "agenda.html").as_uri())
        expect(alone.locator("html[data-drawn]")).to_be_attached()
        assert alone.locator(".exhibit h2").all_inner_texts() == wanted
        assert alone.locator(".chart-box").count() == alone.locator(".chart-box:has(.main-svg)").count() > 0
        expect(alone.locator(".note-said").first).to_have_text("What it is made of")
        assert asked == []


def test_two_who_save(page: Page, own_app: str, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{own_app}/convene")
    page.get_by_role("button", name="Begin: Before and after a walk").click()
    page.wait_for_selector("#convene-list")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#convene-list")
    for each, words in ((other, "Theirs"), (page, "Mine")):
        each.locator("[data-convene-field=line] input").first.fill(words)
        each.keyboard.press("Tab")
        if each is other:  # theirs is saved before mine is sent
            expect(each.locator("#convene-said")).to_contain_text("version 2")
    expect(page.locator("#convene-conflict-title")).to_be_focused()
    row = page.locator("#convene-conflict tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Mine")
    expect(row).to_contain_text("Theirs")
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    page.get_by_role("button", name="Save mine as the next version").click()
    expect(page.locator("#convene-conflict-title")).to_have_count(0)
    expect(page.locator("[data-convene-field=line] input").first).to_have_value("Mine")


def test_an_item_is_dragged(page: Page, own_app: str) -> None:
    page.goto(f"{own_app}/convene")
    page.get_by_role("button", name="Begin: City in ten minutes").click()
    page.wait_for_selector("#convene-list")
    before = findings(page)
    handles = page.locator("[data-convene-handle]")
    handles.first.hover()
    page.mouse.down()
    box = handles.nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 130, steps=6)
    page.mouse.up()
    saved(page, 2)
    after = findings(page)
    assert after[0] == before[1]
    assert sorted(after) == sorted(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_a_phone(page: Page, own_app: str, scheme: str, axe: Callable[[Page], list[str]]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{own_app}/convene")
    page.wait_for_selector("#convene-file")
    assert axe(page) == []
    page.locator(".convene-agendas a").first.click()
    page.wait_for_selector("#convene-list")
    page.locator(".convene-more summary").first.click()
    page.locator(".convene-files summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
