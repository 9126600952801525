"""The words "published" and "printed" stand over printed figures alone: every exhibit of the losses, on the real catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from tests.exhibits.looking import texts

SAID = re.compile(r"\b(published|printed|prints)\b", re.IGNORECASE)
DENIED = re.compile(
    r"\b(not|never|nobody|nothing|no \w+(?: \w+)?(?: is| are)?|none is)\s+(published|printed|prints)\b", re.IGNORECASE
)
AMOUNT = re.compile(r"\$([\d,]*\d(?:\.\d+)?)(?: ?(thousand|million|billion|trillion|K|M|B|T)\b)?")
SIZES = {
    "": 1.0,
    "thousand": 1e3,
    "K": 1e3,
    "million": 1e6,
    "M": 1e6,
    "billion": 1e9,
    "B": 1e9,
    "trillion": 1e12,
    "T": 1e12,
}
NAMES = ("total", "waterfall", "tornado", "chance", "break_even", "ways", "cities", "studies", "difference")
STATES: tuple[dict[str, str], ...] = (
    {},
    {"place": "tucson"},
    {"place": "tucson", "counted": "published"},
    {"place": "tucson", "price_year": "2025"},
    {"place": "mesa", "counted": "published"},
    {"place": "gilbert", "counted": "published", "discount_rate": "0.05"},
    {"place": "phoenix", "population": "disconnected_youth"},
    {"place": "avondale", "edition": "2018"},
    {"edition": "2018", "retire": "67", "a_discount_rate": "0.03"},
)


@cache
def printed_values(reader: Reader) -> tuple[float, ...]:
    """Every dollar figure the catalog copies from a source: of the loss studies and of other studies."""
    rows = [row.value for row in reader.losses() if row.unit == "USD" and row.source_kind != "derived"]
    rows += [row.value for row in reader.context_figures() if row.unit.startswith("USD")]
    return tuple(abs(float(value)) for value in rows if value is not None)


def amounts(text: str) -> Iterator[tuple[float, float]]:
    """The dollar amounts of a text, and by how much each may be off: half of its last digit."""
    for digits, size in AMOUNT.findall(text):
        scale = SIZES[size]
        decimals = len(digits.partition(".")[2])
        yield float(digits.replace(",", "")) * scale, 0.5 * scale / 10**decimals


def is_printed(reader: Reader, amount: float, within: float) -> bool:
    return any(abs(amount - value) <= within * 1.000001 for value in printed_values(reader))


def over_nothing_printed(reader: Reader, exhibit: Exhibit) -> Iterator[str]:
    """What of an exhibit says "published" or "printed" of an amount that no source prints."""
    for text in texts(exhibit):
        # a clause is about the amounts that follow the word in it
        for clause in re.split(r"(?<=[a-z)])[.;:] |, (?:above|below|which)", text):
            said = SAID.search(DENIED.sub("", clause))
            if said is None:
                continue
            after = DENIED.sub("", clause)[said.end() :]
            first = next(amounts(after), None)
            if first is not None and not is_printed(reader, *first):
                yield clause
    for place, column in enumerate(exhibit.table.columns):
        if SAID.search(column.label):
            for row in exhibit.table.rows:
                value = row[place].value
                if (
                    "$" in row[place].text
                    and isinstance(value, (int, float))
                    and not is_printed(reader, abs(value), 0.0)
                ):
                    yield f"{column.label}: {row[place].text}"


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_desk_says_printed_of_printed_figures_alone(real_shelf: Shelf, state: dict[str, str]) -> None:
    for name in NAMES:
        made = real_shelf.build(f"losses_{name}", state)
        assert list(over_nothing_printed(real_shelf.reader, made)) == [], name


@pytest.mark.parametrize("counted", ["class", "published"])
def test_so_does_every_profile(real_shelf: Shelf, counted: str) -> None:
    for slug in ("arizona", *real_shelf.reader.place_slugs()):
        for edition in ("2014", "2018"):
            for name, query in (("profile", {"counted": counted}), ("loss_components", {})):
                made = real_shelf.build(name, {"place": slug, "edition": edition} | query)
                assert list(over_nothing_printed(real_shelf.reader, made)) == [], (slug, edition, name)


def test_and_every_other_exhibit_with_dollars(real_shelf: Shelf) -> None:
    made = real_shelf.build("published_losses", {})
    assert list(over_nothing_printed(real_shelf.reader, made)) == []


def test_the_search_finds_what_it_is_there_to_find(real_shelf: Shelf) -> None:
    reader = real_shelf.reader
    made = real_shelf.build("losses_total", {"place": "tucson"})

    def with_title(title: str) -> list[str]:
        from dataclasses import replace

        return list(over_nothing_printed(reader, replace(made, title=title)))

    assert with_title("As published, Tucson comes to $222 million")
    assert with_title("Printed in 2014: about $222 million")
    assert not with_title("Printed in 2014: about $435 million")
    assert not with_title("Tucson comes to $222 million; what budgets bear is not published")


def test_one_list_holds_one_definition(real_shelf: Shelf) -> None:
    """The district classes never stand among the study's 18-year-olds, whatever city the desk is about."""
    for place in ("tucson", "phoenix", "arizona"):
        by_class = real_shelf.build("losses_cities", {"place": place})
        study = real_shelf.build("losses_cities", {"place": place, "counted": "published"})
        where = [column.id for column in study.table.columns].index("where")
        year = [column.id for column in study.table.columns].index("year")
        assert all("cohort minus graduates" in row[where].text for row in by_class.table.rows)
        assert not any("cohort minus graduates" in row[where].text for row in study.table.rows)
        assert {row[year].text for row in study.table.rows} == {"2012"}
        assert "class" not in study.subtitle


def test_the_credit_is_of_the_number_in_the_title(real_shelf: Shelf) -> None:
    """Phoenix's total is credited to where Phoenix's figures stand, whatever city the desk is about."""
    made = real_shelf.build("losses_cities", {"place": "tucson", "counted": "published"})
    assert "Phoenix" in made.title
    own = real_shelf.build("losses_total", {"place": "phoenix", "counted": "published"})
    assert made.credit == own.credit


def test_the_source_of_a_printed_total_is_among_the_sources(real_shelf: Shelf) -> None:
    """Tucson's 435 million and 1,140 people are named with their paper wherever they stand beside something else."""
    rows = [row for row in real_shelf.reader.losses("tucson", 2014, "non_completers") if row.preferred]
    wanted = {row.source.id for row in rows if row.measure in ("social_loss_aggregate", "count")}
    for name in ("profile", "losses_total", "losses_cities"):
        assert wanted <= {line.id for line in real_shelf.build(name, {"place": "tucson"}).sources}, name


def test_the_printed_total_is_marked_on_the_dots_at_once(real_shelf: Shelf) -> None:
    plain = str(real_shelf.build("losses_chance", {}).figure)
    assert "printed: more than $7.6B" in plain
    assert "at the study’s assumptions" not in plain
    moved = str(real_shelf.build("losses_chance", {"discount_rate": "0.05"}).figure)
    assert "printed: more than $7.6B" in moved
    assert "at the study’s assumptions" in moved
    assert "printed" not in str(real_shelf.build("losses_chance", {"place": "tucson"}).figure), (
        "435 M is of other people"
    )


def test_every_baseline_headline_says_how_sure_it_is(real_shelf: Shelf) -> None:
    for query in (
        {},
        {"place": "tucson"},
        {"place": "mesa", "counted": "published"},
        {"edition": "2018"},
        {"place": "jerome"},
    ):
        notes = " ".join(real_shelf.build("losses_total", query).notes)
        assert re.search(
            r"Our ranges: median \$[\d.]+ \w+, 5-95% \$[\d.]+ \w+ to \$[\d.]+ \w+\. 1 run in 10 reaches", notes
        ), query
        profile = real_shelf.build("profile", {"place": "arizona"} | {k: v for k, v in query.items() if k != "counted"})
        assert "Our ranges: median $" in profile.cards[0].note


def test_the_rate_of_each_edition_is_said_as_it_is_known(real_shelf: Shelf) -> None:
    assert "discount rate 3.5% (inferred)" in real_shelf.build("losses_total", {}).sentence
    later = real_shelf.build("losses_total", {"edition": "2018"})
    assert "discount rate 3.5% (assumed, the edition’s is not published)" in later.sentence
    rows = real_shelf.build("published_losses", {"place": "arizona"}).table
    basis, edition = ([column.id for column in rows.columns].index(name) for name in ("basis", "edition"))
    own = [row[basis].text for row in rows.rows if row[edition].text == "2018" and row[basis].text.startswith("Social")]
    assert own
    assert all("discount rate not published" in text for text in own)
    assert not any("3.5%" in row[basis].text and "(inferred)" not in row[basis].text for row in rows.rows)
