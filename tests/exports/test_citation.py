"""How an exhibit is quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from exports.citation import citation, embed
from exports.forms import FORMS, address, offered
from exports.origin import Origin, origin_of
from exports.plain_text import clean, cut
from tests.exports.examples import HOSTILE, made, number, word

ORIGIN = Origin("https://dashboards.example", date(2026, 12, 3))
SMALL = made(((word("A"), number(12.5)),), title="A finding.")


class Reading(HTMLParser):
    """The tags and links of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.links += [value or "" for name, value in attrs if name in {"href", "cite", "src"}]


def test_a_citation_says_who_when_what_and_where() -> None:
    assert citation(SMALL, ORIGIN) == (
        "Arizona Mayors Education Dashboards. (2026, December 3). A finding [Data: Publisher]. "
        "Data version 0123456789ab. https://dashboards.example/exhibit/ranking?measure=made_up"
    )
    kept = citation(SMALL, ORIGIN, "/exhibit/ranking?measure=made_up&link=abc")
    assert kept.endswith(" https://dashboards.example/exhibit/ranking?measure=made_up&link=abc")


@pytest.mark.parametrize("text", HOSTILE)
def test_an_embed_holds_no_more_than_words_and_the_link(text: str) -> None:
    reading = Reading()
    reading.feed(embed(replace(SMALL, title=text, subtitle=text, sentence=text, credit=text), ORIGIN))
    assert reading.tags <= {"blockquote", "p", "strong", "small", "a"}
    assert set(reading.links) == {ORIGIN.link(SMALL)}


def test_text_is_made_fit_for_a_file() -> None:
    assert clean("a\x00b\u202ec\nd  e") == "abc d e"
    assert cut("one two three", 9) == "one two…"
    assert cut("one", 9) == "one"


def test_addresses_and_forms() -> None:
    assert address(SMALL, "xlsx") == "/export/ranking.xlsx?measure=made_up"
    assert [form.ending for form in offered(SMALL)] == [form.ending for form in FORMS]
    private = {form.ending for form in offered(replace(SMALL, private=True))}
    assert "pptx" not in private
    assert {"xlsx", "csv", "json"} <= private
    assert [form.ending for form in offered(replace(SMALL, table=replace(SMALL.table, rows=())))] == ["json"]


def test_an_origin_is_a_site_and_today() -> None:
    assert origin_of("https://dashboards.example/").site == "https://dashboards.example"
    assert ORIGIN.day == "3 December 2026"
