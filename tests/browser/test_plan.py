"""A walk is planned by keyboard alone; a second editor who saved meanwhile is shown beside the first; sheets fit paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watch, own, own_copy
from tests.browser.dollars import amounts
from tests.conftest import gunicorn

pytestmark = pytest.mark.browser
LETTER = {"width": 816, "height": 1056}
SHEETS = ("schedule", "volunteer-packet", "door-hanger", "outcome-sheet", "checklist")
OF_A_STUDENT = re.compile(r"student.{0,3}s? (name|number|id)|birth|date of birth|home address|grade level|SAIS", re.I)


@pytest.fixture(scope="module")
def planner(database_url: str, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a copy of the database, for plans are written into it."""
    url = own_copy(database_url, tmp_path_factory.mktemp("planner"))
    with gunicorn(environment={"DATABASE_URL": url, "BUILD_DIR": str(built), "WORKERS": "1"}) as address:
        yield address


@pytest.fixture
def page(browser: Browser, planner: str) -> Iterator[Page]:
    context = browser.new_context(base_url=planner, reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    own(context)
    yield context.new_page()
    context.close()


@pytest.fixture
def watch(page: Page, planner: str) -> Watch:
    watching = Watch()
    watching.follow(page, planner)
    return watching


def typed(page: Page, box: Locator, text: str) -> None:
    """Focus, empty, type, leave: as by keyboard."""
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def begin(page: Page) -> str:
    """Begin a plan by keyboard; its address."""
    page.goto("/walks/plan")
    page.get_by_label("Date of the walk").focus()
    for part in ("01", "15", "2027"):
        page.keyboard.type(part)
    page.get_by_label("Organizer").focus()
    page.keyboard.type("Tucson Unified")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ana Ruiz")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Plan this walk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Walk on Friday, January 15, 2027")
    expect(page.locator("#plan-sizing")).to_contain_text("set the homes")
    return page.url


def save(page: Page, name: str) -> None:
    typed(page, page.get_by_label("Your name"), name)
    page.get_by_role("button", name="Save the plan").focus()
    page.keyboard.press("Enter")


def test_a_walk_is_planned_by_keyboard_and_two_editors_are_both_kept(
    page: Page, watch: Watch, axe: Callable[[Page], list[str]]
) -> None:
    address = begin(page)
    typed(page, page.get_by_label("Homes to visit"), "194")
    expect(page.locator("#plan-sizing")).to_contain_text("194 homes at 6 a team need 33 teams.")
    expect(page.locator("#plan-unsaved")).to_have_text("Not saved yet")

    page.get_by_role("button", name="Add a person").focus()
    page.keyboard.press("Enter")
    name = page.get_by_role("group", name="Person").get_by_label("Name")
    expect(name).to_be_focused()
    page.keyboard.type("Lee Park")
    page.keyboard.press("Tab")
    expect(page.locator("#plan-gaps")).to_contain_text("Lee Park has not signed the agreement")
    page.get_by_label("Freeze the list").focus()
    page.keyboard.press("Space")
    save(page, "Ana Ruiz")
    expect(page.locator("#plan-said")).to_contain_text("Version 2")
    expect(page.locator("#plan-unsaved")).to_have_text("")

    other = page.context.new_page()
    watch.follow(other, address.partition("/walks")[0])
    other.goto(address)
    expect(other.get_by_label("Homes to visit")).to_have_value("194")
    typed(other, other.get_by_label("Homes to visit"), "200")
    expect(other.locator("#plan-sizing")).to_contain_text("34 teams")
    typed(page, page.get_by_label("Homes to visit"), "180")
    typed(page, page.get_by_label("Vehicles reserved"), "12")
    save(page, "Ana Ruiz")
    expect(page.locator("#plan-said")).to_contain_text("Version 3")

    save(other, "Lee Park")
    both = other.locator(".plan-conflict")
    expect(both).to_contain_text("Ana Ruiz saved version 3")
    expect(other.get_by_role("heading", name="Somebody else saved")).to_be_focused()
    rows = both.locator("tbody tr")
    expect(rows.filter(has_text="Homes to visit")).to_contain_text("200")
    expect(rows.filter(has_text="Homes to visit")).to_contain_text("180")
    expect(rows.filter(has_text="Vehicles reserved").get_by_label("Keep theirs")).to_be_checked()
    assert axe(other) == []
    merge = other.get_by_role("button", name="Save as chosen")
    merge.focus()
    other.keyboard.press("Enter")
    expect(other.locator("#plan-faults")).to_contain_text("Choose whose to keep: Homes to visit")
    rows.filter(has_text="Homes to visit").get_by_label("Keep mine").focus()
    other.keyboard.press("Space")
    merge.focus()
    other.keyboard.press("Enter")
    expect(other.locator("#plan-said")).to_contain_text("Version 4")
    expect(other.get_by_label("Homes to visit")).to_have_value("200")
    expect(other.get_by_label("Vehicles reserved")).to_have_value("12")

    other.get_by_role("link", name="Look at version 3").focus()
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Version 3")
    other.emulate_media(color_scheme="dark")
    assert axe(other) == []
    typed(other, other.get_by_label("Your name"), "Lee Park")
    other.get_by_role("button", name="Take version 3 back").focus()
    other.keyboard.press("Enter")
    expect(other.get_by_label("Homes to visit")).to_have_value("180")
    assert [each for each in amounts(other) if each.lacks()] == []
    assert watch.errors == []
    assert watch.outside == []


def test_a_student_number_is_refused_and_nothing_is_saved(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Add a task").focus()
    page.keyboard.press("Enter")
    task = page.get_by_role("group", name="Task").get_by_label("Task", exact=True)
    expect(task).to_be_focused()
    page.keyboard.type("Visit 1234567")
    page.keyboard.press("Tab")
    expect(page.locator("#plan-faults")).to_contain_text("no student belongs in a plan")
    save(page, "Ana Ruiz")
    expect(page.locator("#plan-faults")).to_contain_text("Not saved")
    expect(page.locator("#plan-said")).to_contain_text("Version 1")
    page.get_by_role("button", name="Remove this task").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add a task")).to_be_focused()
    expect(task).to_have_count(0)
    save(page, "Ana Ruiz")
    expect(page.locator("#plan-said")).to_contain_text("Version 2")


def test_sheets_fit_paper_and_hold_no_student_field(page: Page, watch: Watch, axe: Callable[[Page], list[str]]) -> None:
    address = begin(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    expect(page.locator("#plan-sizing")).to_contain_text("One team reaches")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for what in SHEETS:
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{address}/print/{what}")
        expect(page.locator(".plan-sheet")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, what
        assert axe(page) == []
        page.set_viewport_size(LETTER)  # type: ignore[arg-type]
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= LETTER["width"], what
        for hidden in ("header.top", ".plan-sheet-bar", "footer.bottom", ".print-address"):
            expect(page.locator(hidden)).to_be_hidden()
        words = page.locator(".plan-sheet").inner_text()
        assert OF_A_STUDENT.search(words) is None, what
        assert page.locator(".plan-sheet").locator("input, textarea, select").count() == 0
    assert watch.errors == []


def test_the_check_of_sheets_can_fail() -> None:
    assert OF_A_STUDENT.search("Student’s name: ____")
    assert OF_A_STUDENT.search("Date of birth")
