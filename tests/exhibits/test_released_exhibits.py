"""Released walks as exhibits: published cells only, hidden ones without size, made-up ones marked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.exhibit_answer import exhibit_answer
from database.reader import Reader
from database.releases import Releases
from exhibits.model import BadParameterError, Exhibit
from exhibits.released_rates import base_rates
from exhibits.released_reading import districts, released_walks
from exhibits.shelf import Shelf
from exhibits.walk_record import base_place
from exports.csv_file import exhibit_csv
from tests.exhibits.looking import assert_sound, column, drawn
from tests.exhibits.released_catalog import FIRST, SECOND, database_of, group_tables, release, walk_tables
from tests.real_catalog import real_url
from walks.disclosure import Missing
from walks.release import Release, coverage_amount
from walks.release_shown import sentences
from walks.release_tables import ALL_WALKS

__all__ = ["real_url"]
LISTED, BACK = {"English": 300, "Spanish": 93, "Zapotec": 7}, {"English": 90, "Spanish": 27, "Zapotec": 3}
KINDS = ("released_stages", "released_rates", "released_groups", "released_log")
Built = Callable[..., Exhibit]


@pytest.fixture
def shelved(tmp_path: Path) -> Iterator[Callable[..., Shelf]]:
    """``shelved(release, ...)``: a shelf over releases."""
    readers: list[Reader] = []

    def make(*made: Release) -> Shelf:
        readers.append(Reader(database_of(tmp_path, *made)))
        return Shelf(readers[-1])

    yield make
    for reader in readers:
        reader.close()


@pytest.fixture
def both(shelved: Callable[..., Shelf]) -> Shelf:
    """Two walks; of the second the re-enrolled are few, and one language is small."""
    tables = [*walk_tables(str(FIRST)), *walk_tables(str(SECOND), returns=(400, 380, 5))]
    tables += [*walk_tables(ALL_WALKS, (800, 760, 600, 400, 180), (800, 760, 240)), *group_tables(LISTED, BACK)]
    return shelved(release(tables))


def test_each_is_sound_and_rebuilt_by_its_address(both: Shelf) -> None:
    for name in KINDS:
        found = both.build(name, {})
        assert_sound(found)
        assert both.build(name, dict(found.parameters)) == found
        assert found.data_version != both.reader.data_version()


def test_counts_back_at_school_are_at_least_where_a_release_states_coverage(shelved: Callable[..., Shelf]) -> None:
    tables = [*walk_tables(str(FIRST)), *walk_tables(str(SECOND))]
    tables += [*walk_tables(ALL_WALKS, (800, 760, 600, 400, 180), (800, 760, 240)), *group_tables(LISTED, BACK)]
    shelf = shelved(release(tables, amounts=[coverage_amount(str(FIRST)), coverage_amount(ALL_WALKS)]))
    said = "at least what it says"
    stages = shelf.build("released_stages", {"walk": FIRST.slug})
    cells = {row[0].text: row[2].text for row in stages.table.rows}
    assert (cells["Listed"], cells["Re-enrolled within 60 days of the walk"]) == ("400", "at least 120")
    assert "at least 120 of 400 listed re-enrolled" in stages.title
    assert any("≥ 120" in text["text"] for text in stages.figure["layout"]["annotations"]) if stages.figure else False
    for found in (
        stages,
        *(shelf.build(name, {"by": "language"} if name == "released_groups" else {}) for name in KINDS[:3]),
    ):
        assert_sound(found)
        assert said in found.sentence, found.name
        assert "at least" in found.title or found.name == "released_groups", (
            "some groups are hidden: its title has no share"
        )
        assert "at least" in exhibit_csv(found).decode("utf-8-sig"), found.name
    without = shelf.build("released_stages", {"walk": SECOND.slug})
    assert said not in without.sentence
    assert "at least" not in without.title
    rates = shelf.build("released_rates", {"walk": FIRST.slug})
    least = {row[1].text: row[2].text for row in rates.table.rows if row[2].text.startswith("at least")}
    assert least == {"Back, of those listed": "at least 30%", "Back, of those verified": "at least 32%"}


def test_a_hidden_count_has_a_mark_that_does_not_tell_its_size(both: Shelf) -> None:
    found = both.build("released_stages", {"walk": SECOND.slug})
    cells = {row[0].text: row[2] for row in found.table.rows}
    hidden = cells["Re-enrolled within 60 days of the walk"]
    assert (hidden.value, hidden.text, hidden.state) == (None, "*", "hidden for privacy")
    assert cells["Stayed 10 school days"].state == "not yet due"
    for figure in drawn(found):
        bars, unknown = figure["data"]
        assert set(bars["x"]) == {400, 380, 300, 200, 90}, "the released counts and nothing else"
        assert len(set(unknown["x"])) == 1
        assert unknown["xaxis"] == "x2", "no axis of counts"
        assert unknown["marker"]["pattern"]["shape"] == "/"
        assert figure["layout"]["xaxis2"]["range"] == [0, 1]
    wide, other = found.figure, both.build("released_stages", {"walk": FIRST.slug}).figure
    assert wide is not None
    assert other is not None
    assert "* hidden" in [each["text"] for each in wide["layout"]["annotations"]]
    assert "hidden" in found.title
    assert "5" not in json.dumps(exhibit_answer(found).table.rows)


def test_stages_stand_in_the_order_of_the_walk(both: Shelf) -> None:
    stages = [cell.text for cell in column(both.build("released_stages", {"walk": FIRST.slug}), "stage")]
    assert stages[:6] == [
        "Listed", "Verified as not enrolled", "Attempted", "Contacted", "Agreed to return",
        "Re-enrolled within 60 days of the walk",
    ]  # fmt: skip
    assert stages[-1] == "Graduated"


def test_every_return_rate_has_denominator_window_and_base_rate(both: Shelf, real_url: str) -> None:
    with Reader(real_url) as real:
        published = real.walk_figures()
    both.reader.walk_figures = lambda: published  # type: ignore[method-assign]
    for query in ({}, {"walk": FIRST.slug}):
        found = both.build("released_rates", query)
        rows = [
            {each.id: cell.text for each, cell in zip(found.table.columns, row, strict=True)}
            for row in found.table.rows
        ]
        returns = [row for row in rows if row["rate"].startswith("Back,")]
        assert returns
        for row in returns:
            assert row["whole"]
            assert row["of"] in ("students listed", "students verified")
            assert row["window"] == "within 60 days of the walk"
        assert {row["share"] for row in rows if row["window"] == "over several years, no walk"} == {"22%", "31%"}
        assert "31% in San Bernardino and 22% in Utah" in found.sentence
        assert found.figure is not None
        assert len(found.figure["layout"]["shapes"]) == 2
    rows_of_all = [[cell.text for cell in row] for row in both.build("released_rates", {}).table.rows]
    assert ["17 January 2025", "Back, of those listed", "30%", "120", "400"] in [row[:5] for row in rows_of_all]
    assert ["16 January 2026", "Back, of those listed", "*", "*", "400"] in [row[:5] for row in rows_of_all]


def test_groups_hide_the_small_one_and_another(both: Shelf) -> None:
    found = both.build("released_groups", {"by": "language"})
    rows = {row[0].text: [cell.text for cell in row[1:4]] for row in found.table.rows}
    assert rows["Zapotec"] == ["*", "*", "*"]
    assert sum(row[0] == "*" for row in rows.values()) == 2
    names = [row[0].text for row in found.table.rows]
    hidden = [name for name in names if rows[name][0] == "*"]
    assert names[-2:] == sorted(hidden), "hidden ones by name, so that their order tells nothing"
    shown = {count for name, (count, *_) in rows.items() if count != "*"}
    assert found.figure is not None
    assert {str(count) for count in found.figure["data"][0]["x"]} == shown


def test_made_up_is_said_wherever_a_release_is(both: Shelf) -> None:
    for name in KINDS:
        found = both.build(name, {"by": "language"} if name == "released_groups" else {})
        assert found.made_up
        assert found.title.startswith("Made-up")
        assert not found.title.startswith("Made-up: Made-up"), "said once"
        assert "made-up" in exhibit_csv(found).decode().splitlines()[1].lower()
        assert all("made-up" in " ".join(cell.text for cell in row).lower() for row in found.table.rows if row[-1].text)
        assert "made-up" in json.dumps([line.title for line in exhibit_answer(found).sources]).lower()


def test_base_rates_stand_beside_every_share_of_returns(both: Shelf, real_url: str, tmp_path: Path) -> None:
    path = tmp_path / "real.sqlite"
    shutil.copy(real_url.removeprefix("sqlite:///"), path)
    for record in both.reader.releases():
        Releases(f"sqlite:///{path}").add(record)
    with Reader(f"sqlite:///{path}") as reader:
        base = base_rates(reader)
        for name, asked in (("released_stages", {}), ("released_rates", {}), ("released_groups", {"by": "language"})):
            found = Shelf(reader).build(name, asked)
            sourced = " ".join([*found.notes, *(line.title for line in found.sources)])
            for each in base:
                assert f"{each.value:.0f}% in {base_place(each)}" in found.sentence, name
                assert each.source.title in sourced, name
    assert [each.value for each in base] == [31, 22]
    assert "is not loaded" in both.build("released_rates", {}).sentence, "the small catalog has none"


def test_real_students_are_not_called_made_up(shelved: Callable[..., Shelf]) -> None:
    real = shelved(release(walk_tables(str(FIRST)), walks=(FIRST,), made_up=False, district="Real Unified"))
    for name in ("released_stages", "released_rates", "released_log"):
        found = real.build(name, {} if name == "released_log" else {"walk": FIRST.slug})
        assert not found.made_up
        assert "made-up release" not in exhibit_csv(found).decode().lower()
        assert not found.title.startswith("Made-up")


def test_without_a_release_they_say_so(shelved: Callable[..., Shelf]) -> None:
    empty = shelved()
    for name in KINDS:
        found = empty.build(name, {})
        assert found.empty
        assert found.figure is None
        assert found.table.rows == ()


def test_one_walk_alone_has_no_groups_and_no_totals(shelved: Callable[..., Shelf]) -> None:
    one = shelved(release(walk_tables(str(FIRST)), walks=(FIRST,)))
    assert one.build("released_stages", {"walk": FIRST.slug}).figure is not None
    for name in ("released_stages", "released_groups"):
        assert one.build(name, {}).empty


def test_of_two_releases_the_newer_counts_table_by_table(shelved: Callable[..., Shelf]) -> None:
    first = release(walk_tables(str(FIRST)), walks=(FIRST,), made_on=date(2025, 6, 1))
    changed = [walk_tables(str(FIRST), doors=(400, 380, 300, 230, 120))[0]]
    second = release(changed, walks=(FIRST,), made_on=date(2026, 6, 1), earlier=[first])
    found = shelved(second, first).build("released_stages", {"walk": FIRST.slug})
    said = {row[0].text: (row[2].text, row[3].text) for row in found.table.rows}
    assert said["Contacted"] == ("230", "Made-up release of 1 June 2026, Made-up Unified")
    assert said["Re-enrolled within 60 days of the walk"] == ("120", "Made-up release of 1 June 2025, Made-up Unified")
    assert len(found.sources) == 2


def test_two_districts_stay_apart(shelved: Callable[..., Shelf]) -> None:
    one = release(walk_tables(str(FIRST)), walks=(FIRST,), made_on=date(2026, 3, 1))
    other = release(
        walk_tables(str(FIRST), (900, 800, 700, 600, 500), (900, 800, 300)),
        walks=(FIRST,),
        made_on=date(2026, 4, 1),
        district="Other Unified",
    )
    both = shelved(one, other)
    assert list(districts(both.reader)) == ["other-unified", "made-up-unified"]
    assert released_walks(both.reader)[FIRST.slug].district.name == "Other Unified"
    for district, listed in (("made-up-unified", "400"), ("other-unified", "900")):
        found = both.build("released_stages", {"walk": FIRST.slug, "district": district})
        assert found.table.rows[0][2].text == listed
    for wrong in ({"walk": "2020-01-01-nobody"}, {"district": "nowhere"}):
        with pytest.raises(BadParameterError):
            both.build("released_stages", wrong)


def test_the_log_says_who_when_by_which_rules(both: Shelf) -> None:
    found = both.build("released_log", {})
    row: dict[str, Any] = {each.id: cell for each, cell in zip(found.table.columns, found.table.rows[0], strict=True)}
    assert (row["made_on"].text, row["approver"].text, row["rules"].text) == ("21 May 2026", "A. Prover", "2026.3 (az)")
    assert row["sha256"].value == both.reader.releases()[0].sha256
    assert row["sha256"].value.startswith(row["sha256"].text)


def test_a_release_that_comes_in_is_seen_at_once(shelved: Callable[..., Shelf], tmp_path: Path) -> None:
    shelf = shelved()
    assert shelf.build("released_log", {}).empty
    before = shelf.build("released_log", {}).data_version
    database_of(tmp_path, release(walk_tables(str(FIRST)), walks=(FIRST,)))
    assert not shelf.build("released_log", {}).empty
    assert shelf.build("released_log", {}).data_version != before


def test_what_is_not_due_is_not_hidden(both: Shelf) -> None:
    found = both.build("released_rates", {"walk": FIRST.slug})
    rows = {(row[1].text, row[6].text): row[2] for row in found.table.rows}
    assert rows["Still enrolled", "at the end of the year"].text == str(Missing.NOT_YET_DUE)
    assert rows["Reached", "on the walk"].text == "67%"


def test_every_return_rate_has_its_coverage(both: Shelf, tmp_path: Path) -> None:
    """Coverage stands beside each rate as the release states it; a release without it says so."""
    for name in ("released_rates", "released_stages", "released_groups"):
        silent = both.build(name, {"by": "language"} if name == "released_groups" else {})
        assert "overage not stated in the release" in silent.subtitle, name
    stated = release(walk_tables(str(FIRST)), walks=(FIRST,), amounts=[coverage_amount(str(FIRST))])
    folder = tmp_path / "stated"
    folder.mkdir()
    with Reader(database_of(folder, stated)) as reader:
        found = Shelf(reader).build("released_rates", {"walk": FIRST.slug})
    assert "Coverage: 90% or more of the list in the enrollment records" in found.subtitle
    cells = {cell.text for cell in column(found, "coverage")}
    assert cells == {"coverage: 90% or more of the list in the enrollment records"}
    assert "90% or more of the list" in exhibit_csv(found).decode()
    assert all("coverage: 90%" in said for said in sentences(stated) if "%" in said)


def test_published_return_rates_say_that_no_source_states_coverage(real_url: str) -> None:
    with Reader(real_url) as reader:
        shelf = Shelf(reader)
        assert "No source states its coverage" in shelf.build("walk_returns", {}).subtitle
        assert {cell.text for cell in column(shelf.build("walk_returns", {}), "coverage")} == {
            "not stated by the source"
        }
        assert "No source states its coverage" in shelf.build("walk_totals", {}).sentence
        walk = shelf.build("walk_stages", {"walk": "2014-07-18-tusd-steps-to-success"})
        assert "Coverage is not stated" in walk.sentence
