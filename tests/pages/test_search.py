"""The search page: a city's exact name goes to its page, anything else is listed with what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dash
from flask.testing import FlaskClient

from exhibits.search import topics
from tests.running import all_words, nodes


def test_the_exact_name_of_a_city_goes_to_its_page(client: FlaskClient) -> None:
    answer = client.get("/search?q=tucson")
    assert (answer.status_code, answer.location) == (303, "/city/tucson")
    assert client.get("/search?q=walk").status_code == 200


def test_answers_say_what_they_are(opened: Callable[..., Any]) -> None:
    page = opened("/search", "?q=attendance")
    assert "Not available" in all_words(page)
    assert "no figure for cities is loaded yet" in all_words(page)
    links = [node["props"]["href"] for node in nodes(page) if node["type"] == "Link"]
    assert links == ["/data?measure=enrollment_oct1", "/data?measure=dropout_rate_7_12"]


def test_nothing_found_says_where_to_look(opened: Callable[..., Any]) -> None:
    words = all_words(opened("/search", "?q=zzzzzz"))
    assert "Nothing matches “zzzzzz”" in words
    assert "All cities and towns" in words


def test_every_page_that_topics_name_exists(client: FlaskClient) -> None:
    paths = {page["path"] for page in dash.page_registry.values()}
    assert {topic.address for topic in topics().topic if topic.address} <= paths
