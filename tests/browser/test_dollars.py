"""No bare dollars: every amount on every page, in tables, charts and tooltips has its basis in its nearest label."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from exhibits.shelf import KINDS
from tests.browser.dollars import PARTS, amounts, open_all
from tests.browser.reading import settled

pytestmark = pytest.mark.browser
INCOME = "acs5_median_household_income"
# A full city, one without any count, one with a published total only and a conflict in print.
CITIES = ["/city/tucson", "/city/jerome", "/city/gilbert"]
DESKS = [
    "/losses",
    "/losses?place=phoenix&population=disconnected_youth&discount_rate=0.05",
    "/losses?place=jerome&edition=2018&a_discount_rate=0.05",
    "/losses?place=gilbert&counted=published&purse=fiscal&price_year=2023&include=earnings,crime",
]
COMPARE = [
    f"/compare?measure={INCOME}&places=tucson,mesa",
    f"/compare?measure={INCOME}&places=tucson,mesa&view=trend",
    f"/compare?measure={INCOME}&view=map",
    "/compare?view=scatter&places=tucson",
]
NEEDED = {"place": "tucson", "measure": INCOME, "x": "share_25_54_employed", "y": INCOME}
NEEDED["walk"] = "2007-09-08-hisd-grads-within-reach-reach-out-to-dropouts"


def alone(name: str) -> str:
    """The address of one exhibit with what it cannot do without."""
    fields = KINDS[name].parameters.model_fields
    query = "&".join(f"{key}={NEEDED[key]}" for key, field in fields.items() if field.is_required())
    return f"/exhibit/{name}?{query}"


def bare(page: Page, path: str) -> tuple[list[str], int]:
    """Amounts that lack a part of their label, each in a line, and how many amounts there are."""
    page.goto(path)
    settled(page)
    open_all(page)
    found = amounts(page)
    return [f"{path} {each.where}: {each.text!r} lacks {each.lacks()}" for each in found if each.lacks()], len(found)


@pytest.mark.parametrize("path", ["/", *CITIES, *DESKS])
def test_pages_with_losses(page: Page, path: str) -> None:
    lacking, count = bare(page, path)
    assert lacking == []
    assert count > 0


def test_pages_of_comparison_data_and_lists(page: Page) -> None:
    for path in [*COMPARE, "/data", "/city", "/search?q=income", "/city/tuscon", "/nowhere"]:
        page.goto(path)
        expect(page.locator("#main h1").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        open_all(page)
        assert [(path, each) for each in amounts(page) if each.lacks()] == []


def test_every_exhibit_alone(page: Page) -> None:
    counted = {}
    for name in KINDS:
        path, _, query = alone(name).removeprefix("/exhibit/").partition("?")
        answer = page.request.get(f"/api/v1/exhibits/{path}?{query}").text()
        if "$" not in answer and "dollar" not in answer:
            continue
        page.goto(alone(name))
        expect(page.locator("#main h1").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        open_all(page)
        found = amounts(page)
        assert [(name, each) for each in found if each.lacks()] == []
        counted[name] = len(found)
    assert all(counted[name] for name in KINDS if name.startswith("loss") or name in {"profile", "published_losses"})


def test_while_a_slider_moves_no_amount_loses_its_basis(page: Page) -> None:
    page.goto("/losses")
    settled(page)
    open_all(page)
    page.focus("#desk-slider-discount_rate")
    page.keyboard.press("End")
    expect(page.locator("#desk-total")).to_have_text("$3.7 billion")
    # open tables and notes are asked for once the answer stands
    expect(page.locator("#desk-waterfall-sources")).to_contain_text("discount rate 10%")
    expect(page.locator("#desk-cities-table")).to_contain_text("discount rate 10%")
    page.wait_for_load_state("networkidle")
    # two scenarios are out of reach until one is kept, and stand as they were
    found = [each for each in amounts(page) if each.where != "losses_difference"]
    assert [each for each in found if each.lacks()] == []
    # the labels moved with the numbers
    total = next(each for each in found if each.text == "$3.7 billion")
    assert "discount rate 10%" in total.label


def test_the_crawler_sees_what_it_is_there_to_see(page: Page) -> None:
    page.goto("/healthz")
    page.evaluate(
        """() => { document.body.innerHTML = `
            <p>It costs $7.6 billion</p>
            <p title="$5">text</p>
            <section data-basis="Social loss · 2013 dollars"><p>$1</p></section>
            <p data-no-loss="income">$9</p>
            <table><thead><tr><th>What</th><th>Basis</th></tr></thead>
            <tbody><tr><td>$421,280</td><td>Social loss · everyone counted</td></tr></tbody></table>`; }"""
    )
    found = {each.text: each.lacks() for each in amounts(page)}
    assert set(PARTS) < set(found["It costs $7.6 billion"])
    assert set(PARTS) < set(found["$5"])
    assert found["$1"] == [
        "a label a person can read",
        *(part for part in PARTS if part not in {"perspective", "price year"}),
    ]
    assert found["$9"] == ["what it is, if no loss"]
    assert found["$421,280"] == [part for part in PARTS if part not in {"perspective", "unit"}]
