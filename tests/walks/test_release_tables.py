"""From a made-up district's three files to a release that loads: the whole room in one line."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from tests.walks.disclosure.made import SECRET
from tests.walks.schooldays import LATER_WALK, WALK, rules, spell, visit
from walks import release_file
from walks.codes import code_table
from walks.disclosure import Missing, Released, breaches
from walks.disclosure.publish import true_values
from walks.funnel import walk_funnel
from walks.generator import LABEL, District, MadeDistrict, made_calendar, made_district
from walks.importing import Sheet, read_plan, read_spells, read_visits
from walks.journey import RETURN_STAGES, Journey, Rules, Stage, journeys
from walks.release import Heading, ReleaseRefused, make_release
from walks.release_tables import ALL_WALKS, quantity, release_tables

DISTRICT = District(walks=3, students=110, last_walk=date(2026, 1, 16))
ORGANIZER = "Made-up"


def sheet(text: str) -> Sheet:
    header, *rows = csv.reader(io.StringIO(text))
    return Sheet(tuple(header), tuple(map(tuple, rows)))


def followed(made: MadeDistrict, as_of: date) -> list[Journey]:
    files = made.files()
    visits = read_visits(sheet(files["made-up-visits.csv"]), ORGANIZER, as_of)
    spells = read_spells(sheet(files["made-up-spells.csv"]), as_of)
    assert not visits.must_ask
    assert not spells.must_ask
    return journeys(visits.kept, spells.kept, Rules(as_of, made.calendar, code_table()))


@pytest.fixture(scope="module")
def found() -> list[Journey]:
    return followed(made_district(DISTRICT, seed=5), DISTRICT.exported)


def heading(found: list[Journey], made_on: date) -> Heading:
    return Heading("Made-up Unified", tuple(sorted({one.walk for one in found})), made_on, "A. Prover", made_up=True)


def test_three_messy_files_become_a_release_that_loads(found: list[Journey]) -> None:
    tables, overlaps = release_tables(found)
    made = make_release(heading(found, DISTRICT.exported), tables, SECRET, overlaps=overlaps)
    assert made.held_back == ()
    assert breaches(made.release.as_attacked()) == []
    assert release_file.read(release_file.to_bytes(made.release)) == made.release
    shown = [
        cell.value.count for one in made.release.tables for cell in one.counts() if isinstance(cell.value, Released)
    ]
    assert min(count for count in shown if count) >= 11
    assert len(shown) > 30


def test_no_key_of_a_student_is_in_a_release(found: list[Journey]) -> None:
    tables, overlaps = release_tables(found)
    data = release_file.to_bytes(
        make_release(heading(found, DISTRICT.exported), tables, SECRET, overlaps=overlaps).release
    ).decode()
    assert not any(one.student in data for one in found)


def test_a_week_later_nothing_creeps_up_on_the_first_release() -> None:
    made = made_district(DISTRICT, seed=6)
    first = followed(made, DISTRICT.exported)
    tables, overlaps = release_tables(first)
    before = make_release(heading(first, DISTRICT.exported), tables, SECRET, overlaps=overlaps).release
    week = DISTRICT.exported + timedelta(7)
    later = journeys_again(made, week)
    tables, overlaps = release_tables(later)
    try:
        after = make_release(heading(later, week), tables, SECRET, overlaps=overlaps, earlier=(before,)).release
    except ReleaseRefused as refused:
        assert refused.breaches
        return
    assert release_file.read(release_file.to_bytes(after), [before]) == after


def journeys_again(made: MadeDistrict, as_of: date) -> list[Journey]:
    return followed(made, as_of)


def test_pooled_counts_are_of_unique_students(found: list[Journey]) -> None:
    tables, overlaps = release_tables(found)
    values = true_values(tables)
    students = {one.student for one in found}
    assert values[quantity(ALL_WALKS, Stage.LISTED)] == len(students) < len(found)
    back = {one.student for one in found if one.reached(Stage.VERIFIED) and one.reached(Stage.RE_ENROLLED)}
    assert values[quantity(ALL_WALKS, Stage.RE_ENROLLED)] == len(back)
    for overlap in overlaps:
        parts = [values[part] for part in overlap.parts]
        assert max(parts) <= values[overlap.unique] <= sum(parts)


def test_stages_not_yet_due_are_not_counted(found: list[Journey]) -> None:
    tables, _ = release_tables(found)
    returns = next(one for one in tables if one.id == f"{ALL_WALKS}/returns")
    counted = walk_funnel(found, RETURN_STAGES)
    assert [cell.count is Missing.NOT_YET_DUE for cell in returns.cells] == [not one.is_due for one in counted]
    assert returns.cells[-1].count is Missing.NOT_YET_DUE


def test_one_walk_is_not_broken_down() -> None:
    one = journeys([visit("a"), visit("b")], [spell("a", "2016-01-20")], rules("2016-12-31"))
    tables, overlaps = release_tables(one)
    assert [made.id.removeprefix(f"{WALK}/") for made in tables] == ["doors", "returns", "re-enrolled"]
    assert overlaps == ()


def test_before_returns_are_due_only_the_doors_are_counted() -> None:
    visits = [visit("a"), visit("b", walk=LATER_WALK)]
    tables, _ = release_tables(journeys(visits, [], rules("2016-08-10")))
    ids = {made.id for made in tables}
    assert f"{ALL_WALKS}/listed by language" in ids
    assert f"{ALL_WALKS}/re_enrolled by language" not in ids
    assert f"{LATER_WALK}/re-enrolled" not in ids


def test_the_same_seed_makes_the_same_district() -> None:
    assert made_district(DISTRICT, seed=5) == made_district(DISTRICT, seed=5)
    assert made_district(DISTRICT, seed=5) != made_district(DISTRICT, seed=6)


def test_everything_made_up_says_so() -> None:
    made = made_district(DISTRICT, seed=5)
    assert made.label == LABEL
    assert all("made-up" in name for name in made.files())
    assert all(row[1].startswith("madeup-") and row[2].startswith("made-up") for row in made.visits)
    assert all(row[0].startswith("madeup-") and row[7].startswith("Made-up") for row in made.spells)


def test_the_mess_is_found_and_without_it_nothing_is() -> None:
    today = DISTRICT.exported
    messy, clean = made_district(DISTRICT, seed=5, mess=0.1).files(), made_district(DISTRICT, seed=5, mess=0).files()
    rules_found = {
        one.rule.split(" row ")[0]
        for one in (
            *read_visits(sheet(messy["made-up-visits.csv"]), ORGANIZER, today).findings,
            *read_spells(sheet(messy["made-up-spells.csv"]), today).findings,
        )
    }
    assert rules_found == {
        "is no date",
        "is no outcome code",
        "repeats",
        "comes before the enter date",
        "lies in the spell of",
    }
    assert read_visits(sheet(clean["made-up-visits.csv"]), ORGANIZER, today).rejected == ()
    assert read_spells(sheet(clean["made-up-spells.csv"]), today).rejected == ()
    assert len(read_plan(sheet(clean["made-up-plan.csv"]), ORGANIZER, today).kept) == 3


def test_sizes_of_districts() -> None:
    small = made_district(District(1, 1, date(2016, 7, 18)), seed=1)
    assert len(small.visits) >= 1
    assert len(made_calendar(2015, 2017).years) == 3
    for walks, students in ((0, 10), (1, 0), (50, 10)):
        with pytest.raises(ValueError, match=r"needs a walk|reach back"):
            District(walks, students, DISTRICT.last_walk)
