"""Taking an exhibit away as a picture, as a person does; and every page on paper."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.reading import arrive
from tests.page_examples import open_addresses

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
RANKING = '[data-exhibit="ranking"]'
HOSTILE = '<script>alert(1)</script> & "quoted"'
SLIDE = (1920, 1080)
# What stands beyond the right edge of the paper, is a control that prints, or an exhibit's source that does not.
PAPER = """() => {
  const seen = (element) => element.getClientRects().length > 0;
  // the invisible handles of a chart are no ink
  const inked = [...document.querySelectorAll("main *:not(.draglayer, .draglayer *)")];
  const wide = inked.filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
  const controls = [...document.querySelectorAll("nav, .actions, .controls, .search, .panel.files")].filter(seen);
  const drawings = [...document.querySelectorAll(".js-plotly-plot .main-svg:first-child")].filter(seen);
  const cut = drawings.filter((each) => {
    const box = each.getBoundingClientRect(), chart = each.closest(".chart").getBoundingClientRect();
    return box.right > chart.right + 1 || box.bottom > chart.bottom + 1;
  });
  const silent = [...document.querySelectorAll(".exhibit [id$='-sources']:not(:empty)")].filter((each) => !seen(each));
  const named = (found) => found.map((each) => `${each.tagName}.${each.className.baseVal ?? each.className}`);
  return { wide: named(wide), controls: named(controls), cut: named(cut), silent: named(silent), drawn: drawings.length };
}"""


def press(page: Page, exhibit: str, kind: str) -> Locator:
    """Open the files of an exhibit and press one of its pictures; the place where the page answers."""
    section = page.locator(exhibit).first
    if not section.locator(".panel.files").is_visible():
        section.get_by_role("button", name="Files").click()
    section.locator(f'[data-picture="{kind}"]').click()
    return section.locator(".files-said")


def saved(page: Page, exhibit: str, kind: str, folder: Path) -> tuple[Download, bytes]:
    with page.expect_download() as found:
        press(page, exhibit, kind)
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    return found.value, path.read_bytes()


def test_a_png_is_a_slide_and_the_same_in_the_dark(
    browser: Browser, page: Page, watch: Watch, live_server: str, tmp_path: Path
) -> None:
    arrive(page, "/city/tucson")
    download, light = saved(page, RANKING, "png", tmp_path)
    assert struct.unpack(">II", light[16:24]) == SLIDE
    assert download.suggested_filename.startswith("85-of-tucsons-19-and-20-year-olds")
    with browser.new_context(base_url=live_server, color_scheme="dark", reduced_motion="reduce") as dark:
        other = dark.new_page()
        arrive(other, "/city/tucson")
        assert saved(other, RANKING, "png", tmp_path)[1] == light
    assert (watch.errors, watch.outside) == ([], [])


def test_an_svg_says_all_and_asks_for_nothing(page: Page, tmp_path: Path) -> None:
    arrive(page, "/losses?place=tucson&discount_rate=0.05")
    _, content = saved(page, '[data-exhibit="losses_waterfall"]', "svg", tmp_path)
    drawing = ElementTree.fromstring(content)  # noqa: S314 (of our own browser)
    words = " ".join(text.text or "" for text in drawing.iter(f"{SVG}text"))
    for part in ("Tucson", "Changed: discount rate 5%, was 3.5%", "discount rate 5%", "Source: ", "2014 edition"):
        assert part in words
    assert page.locator("#desk-waterfall-title").inner_text() in words
    assert b"url(data:font/woff2;base64," in content
    assert drawing.findtext(f"{SVG}title")
    names = {element.tag.removeprefix(SVG).lower() for element in drawing.iter()}
    assert names.isdisjoint({"script", "foreignobject", "a", "iframe"})
    addresses = [value for each in drawing.iter() for name, value in each.attrib.items() if name.endswith("href")]
    assert all(address.startswith(("#", "data:")) for address in addresses)


def test_hostile_words_stay_words(page: Page, tmp_path: Path) -> None:
    arrive(page, "/city/tucson")
    page.locator(f"{RANKING} .exhibit-title").evaluate("(title, words) => { title.textContent = words; }", HOSTILE)
    _, content = saved(page, RANKING, "svg", tmp_path)
    drawing = ElementTree.fromstring(content)  # noqa: S314 (of our own browser)
    assert drawing.findtext(f"{SVG}title") == HOSTILE
    assert not list(drawing.iter(f"{SVG}script"))


def test_a_figure_that_is_not_updated_is_refused(page: Page) -> None:
    arrive(page, "/city/tucson")
    page.evaluate("document.documentElement.toggleAttribute('data-stale', true)")
    expect(press(page, RANKING, "png")).to_contain_text("No picture was made: the figures here are not updated")
    page.evaluate("document.documentElement.toggleAttribute('data-stale', false)")
    page.locator(f"{RANKING} .credit").evaluate("(credit) => credit.remove()")
    expect(press(page, RANKING, "svg")).to_contain_text("it names no source")


def test_a_picture_is_copied_or_told_why_not(page: Page) -> None:
    arrive(page, "/city/tucson")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(press(page, RANKING, "copy")).to_have_text("Picture copied.")
    kinds = page.evaluate("async () => (await navigator.clipboard.read()).flatMap((each) => each.types)")
    assert "image/png" in kinds
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    expect(press(page, RANKING, "copy")).to_contain_text("Save it as PNG instead")


@pytest.mark.parametrize("path", open_addresses())
def test_every_page_fits_letter_and_a4(page: Page, path: str) -> None:
    arrive(page, path)
    before = page.locator(".main-svg").evaluate_all("(all) => all.map((each) => each.getAttribute('width'))")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for width in (670, 720):  # A4 and Letter between usual margins
        page.set_viewport_size({"width": width, "height": 1000})
        found = page.evaluate(PAPER)
        assert bool(found.pop("drawn")) == bool(before)
        assert found == {"wide": [], "controls": [], "cut": [], "silent": []}, width
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = page.locator(".main-svg").evaluate_all("(all) => all.map((each) => each.getAttribute('width'))")
    assert after == before
    assert page.locator(".main-svg[viewBox]").count() == 0


def test_the_brief_stands_on_a_phone_and_names_its_charts(
    page: Page, watch: Watch, axe: Callable[[Page], list[str]]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/brief/jerome")
    expect(page.locator("html[data-drawn='5']")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    expect(page.get_by_role("img", name="64% of one person’s loss")).to_be_visible()
    assert (watch.errors, watch.outside) == ([], [])
