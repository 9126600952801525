"""One exhibit at its own address; a wrong address says what it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.running import all_words, nodes

Opened = Callable[..., Any]


@pytest.mark.parametrize(
    ("path", "search", "said"),
    [
        ("/exhibit/nonsense", "", "No exhibit called “nonsense”"),
        ("/exhibit/ranking", "", "It lacks “measure”"),
        ("/exhibit/ranking", "?measure=share_25_54_employed&colour=red", "does not work for colour"),
        ("/exhibit/ranking", "?measure=share_25_54_employed&period=1801", "does not work for period"),
        ("/exhibit/profile", "?place=tuscon", "does not work for place"),
    ],
)
def test_a_wrong_address_is_explained(opened: Opened, path: str, search: str, said: str) -> None:
    assert said in all_words(opened(path, search))


def test_near_matches_lead_to_the_exhibit(opened: Opened) -> None:
    page = opened("/exhibit/profile", "?place=tuscon&counted=published")
    near = [node["props"]["href"] for node in nodes(page) if "/exhibit/profile" in str(node["props"].get("href"))]
    assert "/exhibit/profile?place=tucson&counted=published" in near


def test_the_query_cannot_name_another_exhibit(opened: Opened) -> None:
    page = opened("/exhibit/coverage", "?name=ranking")
    assert "measures are loaded" in all_words(page)
