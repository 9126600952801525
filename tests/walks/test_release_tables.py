"""From a made-up district's three files to a release that loads: the whole room in one line."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest

from tests.walks.disclosure.made import SECRET
from tests.walks.schooldays import LATER_WALK, WALK, rules, spell, visit
from walks import release_file
from walks.codes import code_table
from walks.disclosure import Missing, Released, Watch, breaches
from walks.disclosure.publish import true_values
from walks.funnel import walk_funnel
from walks.generator import LABEL, District, MadeDistrict, made_calendar, made_district
from walks.importing import Sheet, read_plan, read_spells, read_visits
from walks.journey import RETURN_STAGES, Journey, Rules, Stage, due_for_all, journeys
from walks.keys import WalkKey
from walks.records import Spell
from walks.release import Heading, ReleaseRefused, make_release
from walks.release_tables import ALL_WALKS, quantity, release_tables, tables_at

DISTRICT = District(walks=3, students=110, last_walk=date(2026, 1, 16))
ORGANIZER = "Made-up"


def sheet(text: str) -> Sheet:
    header, *rows = csv.reader(io.StringIO(text))
    return Sheet(tuple(header), tuple(map(tuple, rows)))


def rules_on(made: MadeDistrict, as_of: date) -> Rules:
    return Rules(as_of, made.calendar, code_table())


def followed(made: MadeDistrict, as_of: date) -> list[Journey]:
    files = made.files()
    visits = read_visits(sheet(files["made-up-visits.csv"]), ORGANIZER, as_of)
    spells = read_spells(sheet(files["made-up-spells.csv"]), as_of)
    assert not visits.must_ask
    assert not spells.must_ask
    return journeys(visits.kept, spells.kept, rules_on(made, as_of))


RULES = rules_on(made_district(DISTRICT, seed=5), DISTRICT.exported)


@pytest.fixture(scope="module")
def found() -> list[Journey]:
    return followed(made_district(DISTRICT, seed=5), DISTRICT.exported)


def heading(found: list[Journey], made_on: date) -> Heading:
    return Heading("Made-up Unified", tuple(sorted({one.walk for one in found})), made_on, "A. Prover", made_up=True)


def test_three_messy_files_become_a_release_that_loads(found: list[Journey]) -> None:
    tables, overlaps = release_tables(found, RULES)
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
    tables, overlaps = release_tables(found, RULES)
    data = release_file.to_bytes(
        make_release(heading(found, DISTRICT.exported), tables, SECRET, overlaps=overlaps).release
    ).decode()
    assert not any(one.student in data for one in found)


def test_a_week_later_nothing_creeps_up_on_the_first_release() -> None:
    made = made_district(DISTRICT, seed=6)
    first = followed(made, DISTRICT.exported)
    tables, overlaps = release_tables(first, rules_on(made, DISTRICT.exported))
    before = make_release(heading(first, DISTRICT.exported), tables, SECRET, overlaps=overlaps).release
    week = DISTRICT.exported + timedelta(7)
    later = journeys_again(made, week)
    tables, overlaps = release_tables(later, rules_on(made, week))
    try:
        after = make_release(heading(later, week), tables, SECRET, overlaps=overlaps, earlier=(before,)).release
    except ReleaseRefused as refused:
        assert refused.breaches
        return
    assert release_file.read(release_file.to_bytes(after), [before]) == after


def journeys_again(made: MadeDistrict, as_of: date) -> list[Journey]:
    return followed(made, as_of)


def test_pooled_counts_are_of_unique_students(found: list[Journey]) -> None:
    tables, overlaps = release_tables(found, RULES)
    values = true_values(tables)
    students = {one.student for one in found}
    assert values[quantity(ALL_WALKS, Stage.LISTED)] == len(students) < len(found)
    back = {one.student for one in found if one.reached(Stage.VERIFIED) and one.reached(Stage.RE_ENROLLED)}
    assert values[quantity(ALL_WALKS, Stage.RE_ENROLLED)] == len(back)
    for overlap in overlaps:
        parts = [values[part] for part in overlap.parts]
        assert max(parts) <= values[overlap.unique] <= sum(parts)


def cells_of(found: list[Journey], rules: Rules, name: str) -> dict[str, int | Missing]:
    tables, _ = release_tables(found, rules)
    return {cell.label: cell.count for table in tables if table.id.startswith(f"{name}/") for cell in table.counts()}


def shape_of(found: list[Journey], rules: Rules) -> list[tuple[str, ...]]:
    """Everything of the tables but the counts."""
    tables, ties = release_tables(found, rules)
    cells: list[tuple[str, ...]] = [
        (table.id, cell.key, cell.count.value if isinstance(cell.count, Missing) else "counted")
        for table in tables
        for cell in table.counts()
    ]
    return cells + [(tie.unique, *tie.parts[:1], str(len(tie.parts))) for tie in ties]


def test_stages_not_yet_due_are_not_counted(found: list[Journey]) -> None:
    tables, _ = release_tables(found, RULES)
    returns = next(one for one in tables if one.id == f"{ALL_WALKS}/returns")
    waiting = {one.stage.value for one in walk_funnel(found, RETURN_STAGES) if not one.is_due}
    assert waiting <= {cell.label for cell in returns.cells if cell.count is Missing.NOT_YET_DUE}
    assert returns.cells[-1].count is Missing.NOT_YET_DUE


# the window of a walk of 15 January 2016 ends on 15 March; those who come on that day are due last
@pytest.mark.parametrize(
    ("stage", "day"),
    [
        (Stage.AGREED, "2016-01-15"),
        (Stage.RE_ENROLLED, "2016-03-16"),
        (Stage.STAYED_10, "2016-03-29"),
        (Stage.DAY_30, "2016-04-14"),
        (Stage.DAY_60, "2016-05-14"),
        (Stage.DAY_90, "2016-06-13"),
        (Stage.SEMESTER, "2016-05-24"),
        (Stage.YEAR, "2016-05-24"),
        (Stage.GRADUATED, "2019-07-01"),
    ],
)
def test_a_stage_is_due_from_a_day_that_the_walk_and_the_calendar_fix(stage: Stage, day: str) -> None:
    assert due_for_all(stage, WALK, rules(day)) == date.fromisoformat(day)


def test_beyond_the_calendar_nothing_is_due() -> None:
    last = WalkKey(date(2020, 4, 15), "Made-up")
    assert due_for_all(Stage.YEAR, last, rules("2021-01-01")) is None


RETURNS = {
    "nobody": [],
    "one, early": [spell("a0", "2016-01-20")],
    "one, who left at once": [spell("a0", "2016-01-20", "2016-01-21", "W4")],
    "one, late in the window": [spell("a0", "2016-03-15")],
    "one who finishes this year": [spell("a0", "2016-01-20", grade=12)],
    "all": [spell(f"{walk}{place}", "2016-01-20") for walk in "ab" for place in range(6)],
}


@pytest.mark.parametrize("days", [0, 10, 30, 59, 60, 61, 75, 95, 121, 151, 200, 365, 1400])
def test_which_cells_have_a_count_does_not_depend_on_who_came_back(days: int) -> None:
    as_of = rules((WALK.day + timedelta(days)).isoformat())
    visits = [visit(f"a{place}") for place in range(6)]
    visits += [visit(f"b{place}", "NO_ANSWER", walk=WalkKey(WALK.day, "Another")) for place in range(6)]
    found = {str(shape_of(journeys(visits, spells, as_of), as_of)) for spells in RETURNS.values()}
    assert len(found) == 1


@pytest.mark.parametrize("spells", RETURNS.values(), ids=RETURNS)
@pytest.mark.parametrize("known_to", ["2016-01-10", "2016-02-01", "2016-03-20", "2016-06-30"])
def test_what_is_not_collected_follows_from_the_exports_alone(known_to: str, spells: list[Spell]) -> None:
    """Of one of six listed the newest export says nothing: what is due after the last one that does is not counted."""
    everyone = {f"a{place}": date(2016, 6, 30) for place in range(6)}
    as_of = rules("2016-06-30", known_to=everyone | {"a0": date.fromisoformat(known_to)})
    cells = cells_of(journeys([visit(name) for name in everyone], spells, as_of), as_of, str(WALK))
    wanted = {"2016-03-20": {Stage.RE_ENROLLED}, "2016-06-30": set(RETURN_STAGES[:-1])}.get(known_to, set())
    counted = {label for label, count in cells.items() if not isinstance(count, Missing)}
    assert counted & set(RETURN_STAGES[2:]) == wanted & set(RETURN_STAGES[2:])


def test_a_later_stage_waits_for_the_ones_before_it() -> None:
    """The semester ends before day 90 of who came last: both are counted from then on."""
    found = journeys([visit("a"), visit("b")], [spell("a", "2016-01-20")], rules("2016-05-31"))
    cells = cells_of(found, rules("2016-05-31"), str(WALK))
    assert cells[Stage.DAY_60] == 1
    assert cells[Stage.DAY_90] is cells[Stage.SEMESTER] is cells[Stage.YEAR] is Missing.NOT_YET_DUE


def test_one_walk_is_not_broken_down() -> None:
    as_of = rules("2016-12-31")
    tables, overlaps = release_tables(journeys([visit("a"), visit("b")], [spell("a", "2016-01-20")], as_of), as_of)
    assert [made.id.removeprefix(f"{WALK}/") for made in tables] == ["doors", "returns", "re-enrolled"]
    assert overlaps == ()


def test_before_returns_are_due_only_the_doors_are_counted() -> None:
    visits = [visit("a"), visit("b", walk=LATER_WALK)]
    tables, _ = release_tables(journeys(visits, [], rules("2016-08-10")), rules("2016-08-10"))
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
        re.sub(r"row \d+ ?", "", one.rule.split(" row ")[0])
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
        "begins in this spell",
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


@pytest.mark.parametrize(
    ("days", "early"),
    [(60, 8), (61, 7), (69, 7), (70, 6), (89, 6), (90, 5), (119, 5), (120, 4), (149, 4), (150, 1), (1155, 0)],
)
def test_a_release_of_older_rules_tells_by_what_it_counts_that_nobody_came_back(days: int, early: int) -> None:
    """By the older rules nobody waited, so everything was due: 60 listed, 40 agreed, none back."""
    made_on = WALK.day + timedelta(days)
    as_of = rules(made_on.isoformat())
    found = journeys([visit(f"s{place}", "COMMIT" if place < 40 else "NO_ANSWER") for place in range(60)], [], as_of)
    tables, _ = tables_at(found, made_on, lambda _stage, walk: walk.day)
    release = make_release(heading(found, made_on), tables, SECRET).release
    told = [one.where for one in release_file.given_away(release, [], Watch()) if "before its day" in one.rule]
    assert len(told) == early
    if early:
        with pytest.raises(ReleaseRefused, match="before its day"):
            release_file.read(release_file.to_bytes(release))
