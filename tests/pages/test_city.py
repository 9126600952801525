"""A city's page: thin places say what is missing; the path counts, not what the query claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.running import all_words, nodes

Opened = Callable[..., Any]


def heading(page: Any) -> str:
    return all_words(next(node for node in nodes(page) if node["type"] == "H1"))


def notices(page: Any) -> list[str]:
    return [all_words(node) for node in nodes(page) if node["props"].get("className") == "notice"]


def test_the_query_cannot_stand_in_for_the_path(opened: Opened) -> None:
    page = opened("/city/tucson", "?slug=mesa")
    assert heading(page) == "Tucson"
    assert "the path counts" in notices(page)[0]


def test_unknown_parameters_are_said(opened: Opened) -> None:
    page = opened("/city/tucson", "?colour=red&edition=1999&counted=published")
    assert "colour" in notices(page)[0]
    assert "1999" in notices(page)[0]
    assert "1,140" in all_words(page), "what could be used was used"


def test_an_unknown_city_gets_near_matches(opened: Opened) -> None:
    page = opened("/city/tuscon")
    assert heading(page) == "No city or town called “tuscon”"
    assert "/city/tucson" in [node["props"].get("href") for node in nodes(page)]


@pytest.mark.parametrize("slug", ["kearny", "jerome", "tusayan"])
def test_a_thin_place_says_what_is_missing_and_why(opened: Opened, slug: str) -> None:
    said = all_words(opened(f"/city/{slug}"))
    assert "No survey estimate of diplomas by age 20" in said
    assert "No loss per person is published for" in said
    assert "No count of young people neither in school nor at work" in said


def test_every_dollar_on_a_card_has_its_basis(opened: Opened) -> None:
    for slug in ("tucson", "phoenix", "gilbert", "kearny"):
        amounts = [
            node["props"]
            for node in nodes(opened(f"/city/{slug}"))
            if node["type"] == "Dd" and "$" in all_words(node) and "data-basis" not in node["props"]
        ]
        assert amounts == [], slug


def test_tucson_as_published(opened: Opened) -> None:
    said = all_words(opened("/city/tucson"))
    for part in ("579", "of 3,292, or 17.6%", "$222M", "finished on time, down from 84.7% in 2016", "84.7%", "82.4%"):
        assert part in said


@pytest.mark.parametrize("slug", ["tucson", "kearny", "jerome", "guadalupe", "avondale"])
def test_the_comparison_with_peers_shows_the_city(opened: Opened, slug: str) -> None:
    page = opened(f"/city/{slug}")
    link = next(
        urlsplit(node["props"]["href"])
        for node in nodes(page)
        if node["type"] == "Link" and f"places={slug}," in str(node["props"]["href"])
    )
    name = heading(page)
    compared = opened(link.path, f"?{link.query}")
    assert name in {all_words(node) for node in nodes(compared) if node["type"] == "Th"}
    assert notices(compared) == []
