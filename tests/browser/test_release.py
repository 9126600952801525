"""From three messy files to a published release: a made-up district of five walks of 400, through the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, own_copy
from tests.browser.test_import import tab_to
from tests.conftest import gunicorn
from walks import release_file
from walks.generator import District, made_district

pytestmark = pytest.mark.browser
DISTRICT = District(5, 400, date(2025, 1, 17))
KINDS = ("Visits", "Enrollment", "Plan")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The district's three files, by what they are called on the page."""
    folder = tmp_path_factory.mktemp("files")
    made = made_district(DISTRICT, seed=1).files()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return dict(zip(KINDS, (folder / name for name in made), strict=True))


@pytest.fixture(scope="module")
def apps(database_url: str, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A district's copy and the Roundtable's, each with files of its own: their addresses."""
    folders = [tmp_path_factory.mktemp(name) for name in ("district", "roundtable")]
    mine, theirs = (own_copy(database_url, folder) for folder in folders)
    common = {"BUILD_DIR": str(built), "WORKERS": "1"}
    own = {"DEPLOYMENT": "district", "DISTRICT_DATABASE_URL": f"sqlite:///{folders[0] / 'own.sqlite'}"}
    with (
        gunicorn(environment={**common, **own, "DATABASE_URL": mine}) as district,
        gunicorn(environment={**common, "DATABASE_URL": theirs}) as roundtable,
    ):
        yield district, roundtable


def load(page: Page, kind: str, file: Path) -> None:
    page.get_by_role("radio", name=kind).check(force=True)
    if kind == "Enrollment":
        page.get_by_label("Day of the export").fill(DISTRICT.exported.isoformat())
    page.set_input_files("#import-file", file)
    expect(page.locator("#import-said")).to_contain_text(f"rows read as {kind.lower()}")
    page.locator("#import-load button").first.click()
    if page.locator("#import-sure").is_visible():
        page.locator("#import-sure button").first.click()
    expect(page.locator("#import-said")).to_contain_text("Loaded")


def bring(page: Page, address: str, files: dict[str, Path]) -> None:
    page.goto(f"{address}/walks/import")
    page.get_by_label("Name of the district").fill("Made-up Unified")
    page.keyboard.press("Tab")
    page.keyboard.type("Made-up walks")
    page.keyboard.press("Enter")
    expect(page.locator("#import-choose-title")).to_be_focused()
    for kind, file in files.items():
        load(page, kind, file)


def release(page: Page, address: str, folder: Path, axe: Callable[[Page], list[str]]) -> Path:
    """Look, compare, approve and download, without a mouse."""
    page.goto(f"{address}/walks/release")
    status = page.locator("#release-status")
    expect(status).to_contain_text("counts would be published")
    assert page.locator(".true-count").count() == 0
    tab_to(page, page.locator("#release-compare"))
    page.keyboard.press("Enter")
    expect(page.locator(".true-count").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("Enter")
    expect(page.locator(".true-count")).to_have_count(0)
    tab_to(page, page.locator("#release-approver"))
    page.keyboard.type("A. Prover")
    tab_to(page, page.locator("#release-confirm"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#release-do"))
    page.keyboard.press("Enter")
    expect(page.locator("#release-made")).to_contain_text("approved by A. Prover")
    expect(page.locator("#release-do")).to_be_focused()
    tab_to(page, page.locator("#release-made button"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert axe(page) == []
    return file


def receive(page: Page, address: str, file: Path) -> None:
    page.goto(f"{address}/walks/receive")
    page.set_input_files("#receive-file", file)
    expect(page.locator("#receive-found")).to_contain_text("Verified")
    tab_to(page, page.locator("#receive-load"))
    page.keyboard.press("Enter")
    expect(page.locator("#receive-said")).to_contain_text("is loaded")
    expect(page.locator("#receive-list")).to_contain_text("Made-up")


def test_three_messy_files_become_a_published_release(
    page: Page,
    watch: Watch,
    apps: tuple[str, str],
    files: dict[str, Path],
    axe: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    district, roundtable = apps
    bring(page, district, files)
    file = release(page, district, tmp_path, axe)
    made = release_file.read(file.read_bytes())
    assert (made.district, made.made_up, len(made.walks)) == ("Made-up Unified", True, 5)
    receive(page, roundtable, file)
    assert axe(page) == []
    page.get_by_role("link", name="See it with the walks").click()
    shown = page.locator("[data-exhibit=released_rates]")
    expect(shown).to_contain_text("Made-up")
    expect(shown).to_contain_text("22% in Utah")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="17 January 2025").first.click()
    expect(page.locator("[data-exhibit=released_stages]")).to_contain_text("listed re-enrolled")
    expect(page.locator("[data-exhibit=released_stages] svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    assert watch.errors == []
