"""From three messy files to what the public sees, through the screens: a district's copy, a release, the Roundtable's."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.district import district_app, district_database, district_watch
from tests.conftest import gunicorn
from walks.generator import District, made_district

__all__ = ["district_app", "district_database", "district_watch"]
pytestmark = pytest.mark.browser
WALKS, STUDENTS = 5, 400
SLOW = 180_000
KINDS = {"made-up-visits.csv": "Visits", "made-up-spells.csv": "Enrollment", "made-up-plan.csv": "Plan"}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three files of a made-up district, mess and all."""
    folder = tmp_path_factory.mktemp("brought")
    for name, text in made_district(District(WALKS, STUDENTS, date(2025, 1, 17)), 7).files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def public_database(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Roundtable's database of its own: what is loaded into it is seen by no other test."""
    copied = tmp_path_factory.mktemp("public") / "dashboards.sqlite"
    shutil.copyfile(database_url.removeprefix("sqlite:///"), copied)
    return copied


@pytest.fixture(scope="module")
def public_app(public_database: Path, built: Path) -> Iterator[str]:
    """The Roundtable's copy of the app."""
    settings = {"DATABASE_URL": f"sqlite:///{public_database}", "BUILD_DIR": str(built), "WORKERS": "1"}
    with gunicorn(environment=settings) as address:
        yield address


def load(page: Page, file: Path) -> None:
    """Choose a kind and a file, read the dry run, load it."""
    page.get_by_role("radio", name=KINDS[file.name]).check()
    page.locator("#import-file").set_input_files(file)
    said = page.locator("#import-said")
    expect(said).to_contain_text("rows read", timeout=SLOW)
    counts = [int(each.replace(",", "")) for each in page.locator(".import-numbers dd").all_inner_texts()]
    assert counts[0] == sum(counts[1:]), "read = kept + rejected + blank"
    page.locator("#import-load button").first.click()
    sure = page.get_by_role("button", name="behind")
    if counts[2]:
        sure.click()
    expect(said).to_contain_text(f"Loaded {counts[1]:,} rows", timeout=SLOW)


def test_three_messy_files_become_a_published_release(
    page: Page, district_watch: Watch, district_app: str, public_app: str, brought: Path, public_database: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    page.goto(f"{district_app}/walks/import")
    page.get_by_label("Name of the district").fill("Made-up Unified")
    page.get_by_label("Who holds the walks").fill("Made-up walks")
    page.keyboard.press("Enter")
    expect(page.locator("#import-choose-title")).to_be_focused()
    for name in KINDS:
        load(page, brought / name)

    page.goto(f"{district_app}/walks")
    expect(page.get_by_text("Made-up").first).to_be_visible()
    page.locator("main a[href*='/walks/20']").first.click()
    expect(page.get_by_text("to try again").first).to_be_visible(timeout=SLOW)
    keys = re.findall(r"madeup-[0-9a-f]+", page.content())
    assert keys == [], "the district's own keys never reach a page"

    page.goto(f"{district_app}/walks/release")
    expect(page.locator("#release-proposal table").first).to_be_visible(timeout=SLOW)
    page.locator("#release-approver").fill("A. Approver")
    page.get_by_label("I have looked at every table").check()
    page.get_by_role("button", name="Approve and make the file").click()
    download_button = page.locator("#release-made button").first
    expect(download_button).to_be_visible(timeout=SLOW)
    with page.expect_download() as download:
        download_button.click()
    release = tmp_path / "release.json"
    download.value.save_as(release)
    content = json.loads(release.read_text(encoding="utf-8"))
    assert content["made_up"] is True
    assert content["approver"] == "A. Approver"
    assert district_watch.errors == []

    page.goto(f"{public_app}/walks/receive")
    page.locator("#receive-input input[type=file]").set_input_files(release)
    load_it = page.locator("#receive-load")
    expect(load_it).to_be_enabled(timeout=SLOW)
    load_it.click()
    expect(page.locator("#receive-list")).to_contain_text("Made-up Unified", timeout=SLOW)

    page.goto(f"{public_app}/walks")
    expect(page.get_by_text("Made-up Unified").first).to_be_visible()
    shown = page.locator("main").inner_text()
    assert "Made-up" in shown
    assert re.search(r"31\s?%", shown) and re.search(r"22\s?%", shown), "base rates stand beside return rates"

    held = public_database.read_bytes()
    assert b"madeup-" not in held
    visits = (brought / "made-up-visits.csv").read_text(encoding="utf-8")
    students = {row.split(",")[1] for row in visits.splitlines()[1:]}
    assert len(students) > STUDENTS
    assert not any(student.encode() in held for student in students)
