"""A figure that staff loaded shows up: on its card, in what is missing, in the headline, among the conflicts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data_pipeline.load import load
from data_pipeline.template import COLUMNS, Kind
from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from exhibits.staff_figures import contradiction_words
from tests.exhibits.looking import assert_sound

SOURCE = {"source_title": "Report 2018", "source_address": "https://example.org/2018", "location": "Table 2"}
COUNT = {"edition": "2018", "data_year": "2015", "measure": "count", "unit": "persons"}
LEAVERS, YOUTH = {**COUNT, "population": "non_completers"}, {**COUNT, "population": "disconnected_youth"}
STAFF = "loaded by staff from Report 2018"

Loaded = Callable[..., Callable[[str], Exhibit]]


@pytest.fixture
def loaded(real_url: str, tmp_path: Path) -> Iterator[Loaded]:
    """``loaded(kind, row, ...)`` loads rows into a copy of the catalog and gives profiles by place."""
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(real_url.removeprefix("sqlite:///")).read_bytes())
    url, path, readers = f"sqlite:///{copy}", tmp_path / "staff.csv", []

    def with_rows(kind: Kind, *rows: dict[str, str]) -> Callable[[str], Exhibit]:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [column.name for column in COLUMNS[kind]], restval="")
            writer.writeheader()
            writer.writerows({**SOURCE, **row} for row in rows)
        load(url, kind, path, sure=True)
        readers.append(Reader(url))
        shelf = Shelf(readers[-1])
        with_rows.reader = readers[-1]  # type: ignore[attr-defined]
        return lambda place: (
            shelf.build("profile", {"place": place}) if place != "losses" else shelf.build("published_losses", {})
        )

    yield with_rows
    for reader in readers:
        reader.close()


def test_a_count_of_2018_is_on_the_card_beside_the_class(loaded: Loaded) -> None:
    found = loaded(Kind.LOSSES, {**LEAVERS, "place": "Tucson", "value": "1500"})("tucson")
    facts = {fact.label: (fact.text, fact.mark) for fact in found.cards[0].facts}
    assert facts["people counted in 2018"] == ("1,500", STAFF)
    assert "people counted in 2014" not in facts, "that count stands beside its printed total"
    assert SOURCE["source_title"] in [source.title for source in found.sources]
    assert_sound(found)


def test_a_count_of_2018_makes_the_headline_of_a_city_without_a_class(loaded: Loaded) -> None:
    """300 people at the state's 498,920 dollars of the 2018 edition: 149,676,000."""
    profile = loaded(Kind.LOSSES, {**LEAVERS, "place": "Marana", "value": "300"})
    found = profile("marana")
    assert found.title.startswith("300 of Marana’s class of 2015 did not graduate in four years.")
    assert "$150 million" in found.title
    assert found.cards[0].number_note == f"people, {STAFF}"
    assert not any("No count of non-completers" in note for note in found.notes)
    assert_sound(found)


def test_two_sources_of_one_count_both_stand_with_whose_they_are(loaded: Loaded) -> None:
    row = {**LEAVERS, "edition": "2014", "data_year": "2012", "place": "Tucson", "value": "1300"}
    profile = loaded(Kind.LOSSES, row)
    note = profile("tucson").cards[0].note
    assert f"Sources for the count of the 2014 edition differ: 1,300 ({STAFF}); " in note
    assert "an estimated 1,140 (Arizona Daily Star). The first is used." in note
    marks = {fact.label: fact.mark for fact in profile("tucson").cards[0].facts}
    assert marks["printed in 2014"] == "", "the printed total is not of the people staff counted"
    assert f"without a diploma in 2012 ({STAFF})." in note
    conflicts = " ".join((profile("losses").sentence, *profile("losses").notes))
    assert f"1,300 ({STAFF})" in conflicts


def test_a_count_of_disconnected_youth_is_on_the_card_without_dollars(loaded: Loaded) -> None:
    found = loaded(Kind.LOSSES, {**YOUTH, "place": "Tucson", "value": "12000"})("tucson")
    card = found.cards[1]
    assert (card.number, card.empty) == ("12,000", "")
    assert card.number_note.startswith(f"people, 2018 edition, {STAFF}")
    assert not any("No count of young people" in note for note in found.notes)
    assert_sound(found)


def test_a_share_of_disconnected_youth_is_on_the_card(loaded: Loaded) -> None:
    row = {"place": "Tucson", "measure": "disconnected_rate_16_19", "period": "2024", "value": "7.1"}
    found = loaded(Kind.INDICATORS, row)("tucson")
    assert f"7.1% (2024, {STAFF})" in found.cards[1].empty
    assert any("No count of young people" in note and "7.1%" in note for note in found.notes)
    assert_sound(found)


def test_contradicting_measures_are_listed_the_one_with_an_interval_first(loaded: Loaded) -> None:
    row = {"place": "Tucson", "measure": "share_19_20_with_hs_diploma", "period": "2019-2023", "value": "0.7"}
    loaded(Kind.INDICATORS, row)
    reader: Reader = loaded.reader  # type: ignore[attr-defined]
    rows = reader.contradictions()
    assert [round(each.value or 0, 2) for each in rows] == [0.85, 0.7]
    words = contradiction_words(reader, list(rows))
    assert words.index("85") < words.index(f"({STAFF})")
