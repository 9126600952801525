"""A district brings its files by keyboard alone: named, checked, mapped, explained, loaded, undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from database.district.store import DistrictStore
from database.district.values import DistrictRecord
from tests.browser.conftest import Watch
from tests.browser.district import district_app, district_database, district_watch
from walks.generator import District, made_district

__all__ = ["district_app", "district_database", "district_watch"]
pytestmark = pytest.mark.browser
SEED = 4
MOST_TABS = 80


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with made-up files: enrollment with a renamed column and a code nobody knows, and visits."""
    folder = tmp_path_factory.mktemp("brought")
    made = made_district(District(2, 30, date(2025, 1, 17)), SEED, mess=0.05)
    files = made.files()
    rows = list(csv.reader(io.StringIO(files["made-up-spells.csv"])))
    place = rows[0].index("Leave Code")
    rows[0][place] = "How It Ended"
    next(row for row in rows[1:] if row[place])[place] = "W99"
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    (folder / "enrollment.csv").write_text(written.getvalue(), encoding="utf-8")
    (folder / "visits.csv").write_text(files["made-up-visits.csv"], encoding="utf-8")
    return folder


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Reach a control as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def choose(page: Page, file: Path) -> None:
    """Open the browser's own window from the file box and pick a file."""
    box = page.locator("#import-file")
    tab_to(page, box)
    with page.expect_file_chooser() as chooser:
        expect(box).to_be_focused()  # once this is answered the page knows that a test picks the file, not a person
        page.keyboard.press("Enter")
    chooser.value.set_files(file)


def test_three_steps_by_keyboard_alone(page: Page, district_watch: Watch, district_app: str, brought: Path) -> None:
    page.goto(f"{district_app}/walks/import")
    expect(page.get_by_text("Save the two names above first")).to_be_visible()
    tab_to(page, page.get_by_label("Name of the district"))
    page.keyboard.type("Made-up Unified")
    page.keyboard.press("Tab")
    page.keyboard.type("Made-up walks")
    page.keyboard.press("Enter")
    expect(page.locator("#import-choose-title")).to_be_focused()

    tab_to(page, page.get_by_role("radio", name="Visits"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Day of the export")).to_have_value("")
    page.get_by_label("Day of the export").fill(date.today().isoformat())
    choose(page, brought / "enrollment.csv")
    said = page.locator("#import-said")
    expect(said).to_be_focused()
    expect(page.locator("#import-refused")).to_contain_text("No column for leave code")

    code = page.locator("#import-map-leave-code")
    tab_to(page, code)
    page.keyboard.type("How")
    expect(page.locator("#import-codes")).to_contain_text("W99")
    expect(code).to_be_focused()
    expect(page.locator("#import-load button")).to_be_disabled()
    expect(page.locator("#import-load")).to_contain_text("Say first what W99 means")

    tab_to(page, page.get_by_label("What it says of the student, W99"), "Shift+Tab")
    page.keyboard.type("Moved")
    page.keyboard.press("Tab")
    page.keyboard.type("moved to a charter school")
    page.keyboard.press("Enter")
    expect(page.locator("#import-codes form")).to_have_count(0)
    expect(said).to_be_focused()
    expect(said).to_contain_text("rows read as enrollment")
    counts = [int(each.replace(",", "")) for each in page.locator(".import-numbers dd").all_inner_texts()]
    assert counts[0] == sum(counts[1:])
    assert counts[2] > 0

    tab_to(
        page, page.get_by_role("button", name="Load ", exact=False).and_(page.locator("[aria-controls=import-sure]"))
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"and leave {counts[2]} behind")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_contain_text(f"Loaded {counts[1]} rows of enrollment")
    expect(said).to_be_focused()
    expect(page.locator("#import-badge")).to_contain_text("Made-up data")

    tab_to(page, page.get_by_role("button", name="Undo enrollment"))
    page.keyboard.press("Enter")
    sure = page.locator("[data-import-act=undo]")
    expect(sure).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Cancel
    expect(sure).to_be_hidden()
    page.keyboard.press("Enter")
    expect(sure).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#import-loads-said")).to_contain_text(f"Undone: {counts[1]} rows are gone")
    expect(page.locator("#import-loads-said")).to_be_focused()
    expect(page.locator("#import-loads table")).to_contain_text("undone")
    assert district_watch.errors == []
    assert district_watch.outside == []


@pytest.fixture
def named(page: Page, district_app: str, district_database: str) -> str:
    """The district's copy, its district named by whichever test came first."""
    page.goto(district_app)  # its file is made by the time it answers
    store = DistrictStore(district_database)
    if store.district() is None:
        store.save_district(DistrictRecord("Made-up Unified", "Made-up walks"))
    store.close()
    return district_app


def test_a_failure_is_said_and_does_not_bar_the_next_try(page: Page, named: str, brought: Path) -> None:
    page.goto(f"{named}/walks/import")
    expect(page.locator("#import-file")).to_be_visible()
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500, body="Something went wrong."))
    page.locator("#import-file").set_input_files(brought / "visits.csv")
    expect(page.locator("#connection-notice")).to_contain_text("something went wrong")
    expect(page.locator("#import-busy")).to_be_empty()
    page.unroute("**/_dash-update-component*")
    choose(page, brought / "visits.csv")  # the same name again is no change to a browser
    expect(page.locator("#import-said")).to_contain_text("rows read as visits")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, named: str, brought: Path, axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{named}/walks/import")
    page.locator("#import-file").set_input_files(brought / "visits.csv")
    opener = page.locator("[aria-controls=import-sure]")
    expect(opener).to_be_visible()
    page.locator("details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
    opener.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_dropped_file_is_checked_too_and_a_large_one_is_not_sent(page: Page, named: str) -> None:
    page.goto(f"{named}/walks/import")
    drop = """(zone, [name, size]) => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(size).fill(44)], name));
        zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    }"""
    zone = page.locator("#import-drop")
    expect(page.locator("#import-file")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    zone.evaluate(drop, ["large.csv", 10_000_001])
    expect(page.locator("#import-problem")).to_contain_text("10 MB can be brought at once")
    assert asked == []
    zone.evaluate(drop, ["small.csv", 10])
    expect(page.locator("#import-said")).to_contain_text("small.csv cannot be loaded")
    expect(page.locator("#import-problem")).to_be_hidden()
