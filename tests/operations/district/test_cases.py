"""Files as student systems and people write them: each gives the outcome it must, in made-up twins and in the shared cases."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from exhibits.own_walk import coverage_words
from operations.district.importing import Checked, Layout, Wishes, check_file, load_checked, load_file
from operations.district.one_walk import OneWalk, one_walk
from operations.district.side import DistrictSide
from tests.operations.district.bringing import district_side
from tests.operations.district.made_up_cases import write_cases
from walks.importing import FileKind
from walks.journey import Stage
from walks.persistence import persistence
from walks.records import Spell

SHARED_CASES = Path(__file__).resolve().parents[4] / "shared" / "files" / "cases"
TODAY, AS_OF = date(2025, 9, 1), date(2025, 5, 10)
VISITS, SPELLS, PLAN = FileKind.VISITS, FileKind.SPELLS, FileKind.PLAN
STUDENTS = tuple(f"madeup-{name}" for name in ("ash", "birch", "cedar", "date", "elm", "fir"))
HEADER = "Student Key,Enter Date,Leave Date,Leave Code"
LEFT = [f"{key},2024-08-05,2024-11-04,W5" for key in STUDENTS]
BACK = [f"{key},2025-02-03,," for key in STUDENTS[:3]]


@pytest.fixture
def side(tmp_path: Path) -> Iterator[DistrictSide]:
    with district_side(tmp_path, TODAY) as found:
        yield found


@pytest.fixture
def listed(side: DistrictSide) -> DistrictSide:
    """Six students on the list of one walk."""
    rows = [f"2025-01-18,{key},left in fall,COMMIT" for key in STUDENTS]
    load_file(side, VISITS, "visits.csv", lines("Walk Date,Student Key,Target Group,Outcome", *rows))
    return side


def lines(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([*rows, ""]).encode(encoding)


def check(
    side: DistrictSide, content: bytes, kind: FileKind = SPELLS, as_of: date = AS_OF, **wishes: object
) -> Checked:
    return check_file(side, kind, "file", content, as_of=as_of, wishes=Wishes(**wishes))  # type: ignore[arg-type]


def load(side: DistrictSide, content: bytes, as_of: date = AS_OF, **wishes: object) -> OneWalk:
    checked = check(side, content, as_of=as_of, **wishes)
    assert not checked.rejected, checked.findings
    load_checked(side, checked)
    return one_walk(side, side.walks()[0])


def spells_of(checked: Checked) -> list[Spell]:
    assert checked.imported is not None
    return [row for row in checked.imported.kept if isinstance(row, Spell)]


def book(**sheets: Sequence[str]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name.replace("_", " "))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row.split(","))
    return written.getvalue()


@pytest.mark.parametrize("text", ["NULL", "null", "12/31/9999", "9999-12-31", "0/0/0", "00/00/0000", "N/A", "\\N"])
def test_what_an_open_last_day_means_is_asked_once_and_kept(listed: DistrictSide, text: str) -> None:
    back = [row.replace(",,", f",{text},") for row in BACK]
    checked = check(listed, lines(HEADER, *LEFT, *back))
    assert [(asked.text, asked.rows) for asked in checked.open_ends] == [(text.lower(), 3)]
    assert not checked.may_load
    one = load(listed, lines(HEADER, *LEFT, *back), open_ends=(text,))
    assert one.return_counts == (3, 6)
    again = check(listed, lines(HEADER, *LEFT, *back), as_of=date(2025, 5, 11))
    assert (again.open_ends, again.rejected) == ((), 0)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("above", [[], ["Enrollment history", "Run date: 5/1/2025"], ["Año", "", "by program"]])
def test_separators_encodings_and_titles(listed: DistrictSide, separator: str, encoding: str, above: list[str]) -> None:
    table = [row.replace(",", separator) for row in (HEADER, *LEFT, *BACK)]
    checked = check(listed, lines(*above, *table, encoding=encoding))
    assert (checked.kept, checked.rejected, checked.table and checked.table.header_row) == (9, 0, len(above) + 1)


def test_excels_separator_line_and_padded_titles(listed: DistrictSide) -> None:
    table = [row.replace(",", ";") for row in (HEADER, *LEFT, *BACK)]
    checked = check(listed, lines("sep=;", "Enrollment;;;", *table))
    assert (checked.kept, checked.table and checked.table.header_row) == (9, 3)


def test_a_header_row_can_be_chosen(listed: DistrictSide) -> None:
    content = lines("", HEADER, *LEFT)
    assert check(listed, content).refused
    assert check(listed, content, layout=Layout(header_row=2)).kept == 6


def test_sheets_not_read_are_named_and_may_be_joined(listed: DistrictSide) -> None:
    reordered = ["Leave Code,Student Key,Enter Date,Leave Date"]
    reordered += [f",{key},2025-02-03," for key in STUDENTS[:3]]
    content = book(Cover=["Prepared for the walk"], fall=[HEADER, *LEFT], back=reordered)
    checked = check(listed, content)
    assert checked.table is not None
    assert (checked.table.sheets, checked.table.sheets_read) == (("Cover", "fall", "back"), ("fall",))
    assert load(listed, content, layout=Layout(("fall", "back"))).return_counts == (3, 6)


def test_sheets_of_other_columns_are_not_joined(listed: DistrictSide) -> None:
    content = book(fall=[HEADER, *LEFT], back=["Student Key,Enter Date", f"{STUDENTS[0]},2025-02-03"])
    (finding,) = check(listed, content, layout=Layout(("fall", "back"))).refused
    assert "has other columns" in finding.rule


@pytest.mark.parametrize(
    ("written", "code"),
    [("W1 - Transferred", "W1"), ("W05: Dropout", "W5"), ("w4 Unknown", "W4"), ("Moved (W21)", "W21")],
)
def test_a_code_with_its_description_is_the_code(listed: DistrictSide, written: str, code: str) -> None:
    (spell,) = spells_of(check(listed, lines(HEADER, f"{STUDENTS[0]},2024-08-05,2024-11-04,{written}")))
    assert spell.leave_code == code


def test_the_words_beside_an_unknown_code_are_kept_for_the_answer(listed: DistrictSide) -> None:
    content = lines(HEADER, f"{STUDENTS[0]},2024-08-05,2024-11-04,W99 - charter school")
    (asked,) = check(listed, content).unknown_codes
    assert (asked.code, asked.description) == ("W99", "charter school")


@pytest.mark.parametrize(
    ("separator", "hours", "cost", "read"),
    [
        (";", "180,5", "1250,50", (180.5, 1250.5)),
        (";", "180.5", "1,250.50", (180.5, 1250.5)),
        (";", "180,5", "1.250,50", (180.5, 1250.5)),
        (",", "180.5", '"$1,250.50"', (180.5, 1250.5)),
        (",", "520", "12500", (520, 12500)),
        (",", '"180,5"', "1250", None),
        (";", "1,250", "1250,50", None),
        (";", "1.250", "1250,50", None),
        (",", "180.5", '"1250,50"', None),
        (",", "50%", "1250", None),
        (",", "-999", "1250", None),
    ],
)
def test_numbers_of_a_plan(
    side: DistrictSide, separator: str, hours: str, cost: str, read: tuple[float, float] | None
) -> None:
    header = separator.join(("Walk Date", "Teams", "Volunteers", "Hours", "Cost"))
    checked = check(side, lines(header, separator.join(("2025-01-18", "12", "48", hours, cost))), PLAN)
    assert checked.imported is not None
    found = [(row.hours, row.cost) for row in checked.imported.kept]  # type: ignore[union-attr]
    assert found == ([read] if read else [])


@pytest.mark.parametrize("change", [str.upper, lambda key: key.replace("-", "-\u200b"), lambda key: f" {key}\ufeff"])
def test_keys_match_apart_from_case_and_what_nobody_sees(listed: DistrictSide, change: object) -> None:
    rows = [row.replace(key, change(key)) for key in STUDENTS for row in (*LEFT, *BACK) if row.startswith(key)]  # type: ignore[operator]
    checked = check(listed, lines(HEADER, *rows))
    assert checked.coverage is not None
    assert (checked.coverage.covered, checked.coverage.doubtful) == (6, 0)
    assert load(listed, lines(HEADER, *rows)).return_counts == (3, 6)


def test_keys_that_may_be_two_students_are_named_and_not_matched(listed: DistrictSide) -> None:
    rows = [LEFT[0].replace("ash", "ASH"), LEFT[0].replace("ash", "Ash"), *LEFT[1:]]
    found = check(listed, lines(HEADER, *rows)).coverage
    assert found is not None
    assert (found.covered, found.doubtful) == (5, 2)


def test_an_export_that_lost_students_stops_and_asks(listed: DistrictSide) -> None:
    load(listed, lines(HEADER, *LEFT, *BACK), as_of=date(2025, 3, 1))
    active_only = lines(HEADER, *[row for row in (*LEFT, *BACK) if row.startswith(STUDENTS[0])])
    checked = check(listed, active_only)
    assert checked.coverage is not None
    assert (checked.coverage.lost, checked.may_load) == (5, False)
    assert "missing from this one" in checked.why_not
    assert check(listed, active_only, lost_may_stay_unknown=True).may_load


def test_half_a_history_does_not_replace_a_whole_one(listed: DistrictSide) -> None:
    load(listed, lines(HEADER, *LEFT, *BACK), as_of=date(2025, 3, 1))
    spoiled = [*LEFT, BACK[0].replace("2025-02-03", "soon"), *BACK[1:]]
    checked = check(listed, lines(HEADER, *spoiled))
    assert checked.coverage is not None
    assert (checked.rejected, checked.coverage.rejected, checked.coverage.covered) == (2, 1, 5)
    load_checked(listed, checked)
    assert one_walk(listed, listed.walks()[0]).reached(Stage.RE_ENROLLED) == 3


def test_a_listed_student_without_a_spell_is_unknown_not_gone(listed: DistrictSide) -> None:
    one = load(listed, lines(HEADER, LEFT[0], BACK[0]))
    assert (one.coverage.known, one.coverage.listed) == (1, 6)
    back = one.rate("return rate")
    assert (back.numerator, back.denominator, back.unknown, back.share, back.bounds) == (1, 1, 5, None, None)
    assert (
        coverage_words(one.coverage) == "1 of 6 listed students are in the enrollment export; 5 are unknown, not gone"
    )


def test_with_few_unknown_a_rate_is_given_as_bounds(listed: DistrictSide) -> None:
    back = load(listed, lines(HEADER, *LEFT[:5], *BACK)).rate("return rate")
    assert (back.share, back.bounds) == (None, (0.5, pytest.approx(4 / 6)))


def test_who_is_missing_from_a_later_export_is_known_to_the_earlier_one_only(listed: DistrictSide) -> None:
    load(listed, lines(HEADER, *LEFT, *BACK), as_of=date(2025, 3, 1))
    active_only = lines(HEADER, *[row for row in (*LEFT, *BACK) if row.startswith(STUDENTS[0])])
    one = load(listed, active_only, lost_may_stay_unknown=True)
    stayed = one.rate("persistence, 90 days")
    assert (stayed.numerator, stayed.denominator, stayed.unknown) == (1, 1, 2), "not 1 of 1, and not 3 of 3"
    assert (one.coverage.known, one.coverage.older, one.coverage.oldest) == (6, 5, date(2025, 3, 1))
    assert one.reached(Stage.RE_ENROLLED) == 3, "seen back in the earlier export"


@pytest.fixture(params=["twins", *(["shared"] if SHARED_CASES.is_dir() else [])])
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the cases: the twins, and, where they are at hand, the ones they are twins of."""
    return SHARED_CASES if request.param == "shared" else write_cases(tmp_path_factory.mktemp("cases"))


def _outcome(side: DistrictSide, path: Path, as_of: date = AS_OF, **wishes: object) -> OneWalk:
    load_file(side, VISITS, "visits.csv", (path.parent / "00_visits.csv").read_bytes())
    return load(side, path.read_bytes(), as_of=as_of, **wishes)


@pytest.mark.parametrize(
    ("name", "wishes", "as_of", "back", "unknown"),
    [
        ("01_partial_null.csv", {"open_ends": ("NULL",)}, AS_OF, 3, 0),
        ("02_listed_without_spell.csv", {}, AS_OF, 1, 3),
        ("05_midnight_us.csv", {}, AS_OF, 0, 3),
        ("06_code_description.csv", {}, AS_OF, 0, 3),
        ("07_school_state_number.csv", {}, AS_OF, 0, 0),
        ("08_organization_name.csv", {}, AS_OF, 0, 0),
        ("10_june30_close.csv", {}, date(2025, 7, 10), 3, 0),
        ("11_all_left_day28.csv", {}, AS_OF, 3, 0),
        ("12_title_rows.csv", {}, AS_OF, 0, 0),
        ("14_zero_width_key.csv", {}, AS_OF, 3, 0),
        ("16_two_sheets.xlsx", {"layout": Layout(("2023-24", "back"))}, AS_OF, 3, 0),
    ],
)
def test_each_case_has_its_outcome(
    side: DistrictSide, cases: Path, name: str, wishes: dict[str, object], as_of: date, back: int, unknown: int
) -> None:
    one = _outcome(side, cases / name, as_of, **wishes)
    assert (one.reached(Stage.RE_ENROLLED), one.unknown_returns) == (back, unknown)
    assert one.rate("left again").numerator == (3 if name.startswith("11") else 0)


def test_an_export_of_active_students_alone_stops(side: DistrictSide, cases: Path) -> None:
    _outcome(side, cases / "03a_full_march.csv", date(2025, 3, 1))
    checked = check(side, (cases / "03b_active_only_may.csv").read_bytes())
    assert checked.coverage is not None
    assert (checked.coverage.lost, checked.may_load) == (3, False)


def test_a_plan_with_decimal_commas(side: DistrictSide, cases: Path) -> None:
    checked = check(side, (cases / "04_plan_decimal_comma.csv").read_bytes(), PLAN)
    assert checked.imported is not None
    assert [(row.hours, row.cost) for row in checked.imported.kept] == [(180.5, 1250.5)]  # type: ignore[union-attr]


@pytest.mark.parametrize("closing", ["2025-06-13", "2025-06-30", "2025-07-01"])
@pytest.mark.parametrize("as_of", [date(2025, 7, 10), date(2025, 8, 6)])
def test_a_spell_closed_in_the_summer_is_no_departure(listed: DistrictSide, closing: str, as_of: date) -> None:
    closed = [row.replace(",,", f",{closing},") for row in BACK]
    one = load(listed, lines(HEADER, *LEFT, *closed), as_of=as_of)
    assert (one.reached(Stage.RE_ENROLLED), one.rate("left again").numerator) == (3, 0)


def test_a_summer_leaving_code_is_a_departure(listed: DistrictSide) -> None:
    left = [row.replace(",,", ",2025-06-30,W5") for row in BACK]
    assert load(listed, lines(HEADER, *LEFT, *left), as_of=date(2025, 7, 10)).rate("left again").numerator == 3


def test_a_curve_at_zero_is_followed_to_its_end(listed: DistrictSide) -> None:
    gone = [f"{key},2025-01-27,2025-02-24,W5" for key in STUDENTS]
    curve = persistence(load(listed, lines(HEADER, *LEFT, *gone)).journeys)
    assert curve is not None
    assert (curve.students, curve.left, curve.watched_to) == (6, 6, 103)
    assert [curve.at(day).share for day in (28, 90)] == [0, 0]  # type: ignore[union-attr]
    assert curve.at(104) is None
