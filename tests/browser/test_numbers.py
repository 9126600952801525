"""Two hundred numbers on screen, drawn at random, walked back to the catalog's files and to the API's answer."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.numbers_on_screen import Shown, agrees, collect, expected
from tests.browser.reading import arrive

pytestmark = pytest.mark.browser
SEED, HOW_MANY = 20240917, 200
CITIES = "places=tucson,mesa,phoenix"
PAGES = [
    "/",
    *(f"/city/{slug}" for slug in ("tucson", "phoenix", "gilbert", "flagstaff", "kearny", "jerome")),
    *(
        f"/compare?view={view}&measure=share_25_54_employed&{CITIES}"
        for view in ("ranked", "change", "trend", "scatter")
    ),
    f"/compare?view=map&measure=acs5_median_household_income&{CITIES}",
    f"/compare?view=table&measure=share_19_20_with_hs_diploma&{CITIES}",
    "/data",
]
Answers = Callable[[str], Any]


@pytest.fixture
def answers(page: Page) -> Answers:
    """The API's answer for an exhibit's own address, asked once each."""
    kept: dict[str, Any] = {}

    def ask(address: str) -> Any:
        if address not in kept:
            answer = page.request.get(f"/api/v1/exhibits/{address.removeprefix('/exhibit/')}")
            assert answer.ok, address
            kept[address] = answer.json()
        return kept[address]

    return ask


def test_numbers_on_screen_are_those_of_the_catalog_and_of_the_api(page: Page, answers: Answers) -> None:
    shown: list[Shown] = []
    for path in PAGES:
        arrive(page, path)
        shown += collect(page, answers)
    unique = sorted(set(shown), key=repr)
    assert len(unique) > 5 * HOW_MANY
    chosen = random.Random(SEED).sample(unique, HOW_MANY)  # noqa: S311 - a fair draw, no secret
    # every kind of number is in each draw, so that a rare one is not left to luck
    kinds = {(each.kind, each.exhibit): each for each in unique}
    chosen += [each for key, each in kinds.items() if key not in {(c.kind, c.exhibit) for c in chosen}]
    assert {each.kind for each in chosen} == {"cell", "fact", "mark"}
    wrong = [each for each in chosen if not agrees(each)]
    assert wrong == []
    assert [each for each in chosen if each.kind == "cell" and not told_by_api(each, answers)] == []


def told_by_api(shown: Shown, answers: Answers) -> bool:
    """Whether the API says the same text in the same cell, and the same number beneath it."""
    table = answers(shown.address)["table"]
    value = table["rows"][shown.row][shown.column]
    number_agrees = (
        not isinstance(value, (int, float))
        or abs(expected(shown)[0] - value) <= 1e-6 * max(1, abs(value))
        or (shown.column == "distance" and abs(expected(shown)[0] - value) <= 0.005001)
    )
    return table["texts"][shown.row][shown.column] == shown.text and number_agrees


@pytest.mark.parametrize(
    "number",
    [
        Shown("/exhibit/ranking?measure=share_25_54_employed&period=2023", "cell", 0, "value", "{}%", ("Tucson",)),
        Shown("/exhibit/profile?place=tucson&edition=2014&counted=class", "fact", 0, "count", "{}"),
        Shown("/exhibit/graduation?place=tucson", "cell", 0, "graduates", "{}", ("2016",)),
        Shown("/exhibit/map", "cell", 0, "people", "{}", ("Tucson",)),
    ],
    ids=lambda each: each.exhibit,
)
def test_a_number_that_is_off_by_one_is_noticed(number: Shown) -> None:
    right = round(expected(number)[0])
    assert agrees(replace(number, text=number.text.format(f"{right:,}")))
    for wrong in (right + 1, right - 1):
        assert not agrees(replace(number, text=number.text.format(f"{wrong:,}")))


def test_a_number_nobody_published_is_noticed() -> None:
    invented = Shown("/exhibit/profile?place=jerome&edition=2014&counted=class", "fact", 1, "count", "12")
    with pytest.raises(LookupError):
        agrees(invented)
