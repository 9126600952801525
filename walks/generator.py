"""Made-up districts of any size, with the mess of real files. Everything in them says that it is made up.

The same seed gives the same district. Shares are set so that a walk looks like published ones (reach about 60 %, a third
of the list back within 60 days); no number of it is anybody's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from walks.calendar import SchoolCalendar, SchoolYear

LABEL = "Made-up district"
FIRST_WALK = date(2014, 8, 1)
DAYS_BETWEEN_WALKS = 182
EXPORTED_AFTER = 120
VISIT_COLUMNS = (
    "Walk Date", "Student Key", "Target Group", "Attempt No", "Outcome Code", "Language", "Next Step", "Due Date"
)  # fmt: skip
SPELL_COLUMNS = (
    "Student Key", "Enter Date", "Enter Code", "Leave Date", "Leave Code", "Summer Code", "Grade", "School"
)  # fmt: skip
PLAN_COLUMNS = ("Walk Date", "Teams", "Volunteers", "Vehicles", "Hours", "Cost")
GROUPS = ("made-up: left, status unknown", "made-up: dropout", "made-up: short of credits")
LANGUAGES = ("English", "Spanish", "Other")
SCHOOLS = tuple(f"Made-up High {number}" for number in range(1, 7))
OUTCOMES = {
    "ENROLL_NOW": 0.07, "COMMIT": 0.14, "INTERESTED": 0.1, "DECLINED": 0.06, "PARENT_ONLY": 0.16, "OTHER_ADULT": 0.04,
    "REFUSED": 0.02, "NO_ANSWER_LEFT": 0.17, "NO_ANSWER": 0.04, "MOVED_KNOWN": 0.03, "MOVED_UNKNOWN": 0.06,
    "CLAIM_ELSEWHERE": 0.04, "CLAIM_GRAD_GED": 0.01, "INACCESSIBLE": 0.01, "NOT_ATTEMPTED": 0.03, "VERIFIED_ELSEWHERE": 0.02,
}  # fmt: skip
RETURN_CHANCE = {"ENROLL_NOW": 0.9, "COMMIT": 0.65, "INTERESTED": 0.4, "VERIFIED_ELSEWHERE": 0.0}
OTHER_RETURN_CHANCE = 0.24
REPEAT_SHARE = 0.06
MESS_SHARE = 0.02

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    """What to make: walks half a year apart up to ``last_walk``, each with so many listed students.

    Raises:
        ValueError: There is no walk or student, or the first walk falls before August 2014, where the codes begin.
    """

    walks: int
    students: int
    last_walk: date

    def __post_init__(self) -> None:
        if self.walks < 1 or self.students < 1:
            raise ValueError("a district needs a walk and a student")
        if self.days()[0] < FIRST_WALK:
            raise ValueError(f"{self.walks} walks reach back before {FIRST_WALK}: make fewer, or set a later last walk")

    @property
    def exported(self) -> date:
        """Day the made-up spells are exported: no later day is in them."""
        return self.last_walk + timedelta(EXPORTED_AFTER)

    def days(self) -> list[date]:
        """Give the days of the walks, first to last."""
        return [self.last_walk - timedelta(DAYS_BETWEEN_WALKS * number) for number in reversed(range(self.walks))]


@dataclass(frozen=True, slots=True)
class MadeDistrict:
    """The rows of the three files as text, headers apart, and the calendar they go with."""

    label: str
    visits: tuple[Row, ...]
    spells: tuple[Row, ...]
    plan: tuple[Row, ...]
    calendar: SchoolCalendar

    def files(self) -> dict[str, str]:
        """Give the three files as CSV, by name."""
        return {
            "made-up-visits.csv": _csv(VISIT_COLUMNS, self.visits),
            "made-up-spells.csv": _csv(SPELL_COLUMNS, self.spells),
            "made-up-plan.csv": _csv(PLAN_COLUMNS, self.plan),
        }


def made_district(district: District, seed: int, mess: float = MESS_SHARE) -> MadeDistrict:
    """Make a district.

    Args:
        district: Its size and days.
        seed: The same seed gives the same rows.
        mess: Share of rows that are spoiled so that an import must reject them; 0 leaves only the forms mixed.
    """
    maker = _Maker(np.random.default_rng(seed), mess, district.exported)
    calendar = made_calendar(district.days()[0].year - 2, district.last_walk.year + 2)
    listed: list[str] = []
    for day in district.days():
        known = [key for key in listed if maker.chance(REPEAT_SHARE)][: district.students // 4]
        new = [maker.key() for _ in range(district.students - len(known))]
        for key in [*known, *new]:
            maker.student(key, day, calendar, is_new=key not in known)
        listed += new
        maker.plan(day, district.students)
    return MadeDistrict(LABEL, tuple(maker.visits), tuple(maker.spells), tuple(maker.plans), calendar)


def made_calendar(first: int, last: int) -> SchoolCalendar:
    """Give made-up school years from August of year ``first`` to May of the year after ``last``."""
    return SchoolCalendar(tuple(_school_year(year) for year in range(first, last + 1)))


def _school_year(year: int) -> SchoolYear:
    winter = frozenset(date(year, 12, 20) + timedelta(number) for number in range(14))
    holidays = frozenset({date(year, 9, 1), date(year, 11, 11), date(year + 1, 1, 19)})
    return SchoolYear(date(year, 8, 4), date(year, 12, 19), date(year + 1, 5, 24), winter | holidays)


class _Maker:
    def __init__(self, random: np.random.Generator, mess: float, exported: date) -> None:
        self.random = random
        self.mess = mess
        self.exported = exported
        self.visits: list[Row] = []
        self.spells: list[Row] = []
        self.plans: list[Row] = []
        self.free: dict[str, date] = {}

    def chance(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def days(self, first: int, last: int) -> timedelta:
        return timedelta(int(self.random.integers(first, last + 1)))

    def one_of(self, values: Iterable[str], shares: Iterable[float] | None = None) -> str:
        choices = list(values)
        weights = None if shares is None else np.array(list(shares))
        chosen = self.random.choice(len(choices), p=None if weights is None else weights / weights.sum())
        return choices[int(chosen)]

    def key(self) -> str:
        return f"madeup-{self.random.bytes(6).hex()}"

    def student(self, key: str, day: date, calendar: SchoolCalendar, *, is_new: bool) -> None:
        grade, school = int(self.random.integers(9, 13)), self.one_of(SCHOOLS)
        if is_new:
            self.before(key, day, grade, school)
        language = self.one_of(LANGUAGES, (0.6, 0.35, 0.05))
        outcome = self.one_of(OUTCOMES, OUTCOMES.values())
        self.visit(key, day, language, outcome)
        if self.free.get(key, day) <= day and self.chance(RETURN_CHANCE.get(outcome, OTHER_RETURN_CHANCE)):
            self.come_back(key, day, grade, school, calendar)

    def before(self, key: str, day: date, grade: int, school: str) -> None:
        enter = date(day.year - 1 - (day.month < 8), 8, 4)
        leave = min(enter + self.days(20, 280), day - timedelta(20))
        if day.month in (7, 8) and self.chance(0.2):
            last = date(day.year, 5, 24)
            self.spell(key, enter, last, "", "S4", grade, school)
            return
        self.spell(key, enter, leave, self.one_of(("W4", "W5", ""), (0.6, 0.3, 0.1)), "", grade, school)
        if self.chance(0.03):
            no_show = max(leave + timedelta(1), date(day.year - (day.month < 8), 8, 4))
            if no_show < day:
                self.spell(key, no_show, no_show, "W4", "", grade, school)

    def visit(self, key: str, day: date, language: str, outcome: str) -> None:
        group, step, due = self.one_of(GROUPS), "", ""
        if outcome in {"COMMIT", "INTERESTED", "PARENT_ONLY", "NO_ANSWER_LEFT"}:
            step, due = self.one_of(("call", "visit again", "meet at school")), self.day(day + self.days(1, 14))
        first = outcome
        if self.chance(0.05) and outcome not in {"NOT_ATTEMPTED", "VERIFIED_ELSEWHERE"}:
            self.add_visit((self.day(day), key, group, "1", "NO_ANSWER", language, "visit again", self.day(day)))
            self.add_visit((self.day(day), key, group, "2", first, language, step, due))
            return
        self.add_visit((self.day(day), key, group, "1", first, language, step, due))

    def add_visit(self, row: Row) -> None:
        self.visits.append(row)
        if self.chance(self.mess):
            spoiled = self.random.integers(3)
            if spoiled == 0:
                self.visits.append(row)
            elif spoiled == 1:
                self.visits.append((*row[:4], "COMMITT", *row[5:]))
            else:
                self.visits.append(("31/12/2015", *row[1:]))

    def come_back(self, key: str, day: date, grade: int, school: str, calendar: SchoolCalendar) -> None:
        """Spells from the return on, until the student finishes, is gone, or the years the walks reach are over."""
        enter = day if self.chance(0.2) else day + self.days(1, 75)
        while enter <= self.exported:
            year = calendar.year_of(enter)
            enter = max(enter, year.first_day)
            leave = enter + self.days(2, 900)
            if leave >= year.last_day:
                finishes = grade >= 12 and self.chance(0.6)
                self.spell(key, enter, year.last_day, "G" if finishes else "", "", grade, school)
                self.free[key], grade = year.last_day + timedelta(1), min(12, grade + 1)
                if finishes or self.chance(0.15):
                    return
                enter = self.free[key]
                continue
            self.spell(key, enter, leave, self.one_of(("W4", "W5", "W1", "W41")), "", grade, school)
            self.free[key] = leave + timedelta(1)
            if not self.chance(0.3):
                return
            enter = leave + self.days(20, 60)

    def spell(
        self, key: str, enter: date, leave: date, leave_code: str, summer_code: str, grade: int, school: str
    ) -> None:
        if enter > self.exported:
            return
        ended = leave <= self.exported
        left, code = (self.day(leave), self.code(leave_code)) if ended else ("", "")
        entered = self.day(enter), self.one_of(("E1", "R4"))
        row = (key, *entered, left, code, summer_code, str(grade), school)
        self.spells.append(row)
        if self.chance(self.mess):
            spoiled = int(self.random.integers(3))
            if spoiled == 0:
                self.spells.append(row)
            elif spoiled == 1:
                self.spells.append((*row[:1], self.day(leave), row[2], self.day(enter - timedelta(9)), *row[4:]))
            else:
                self.spells.append((*row[:1], self.day(enter + timedelta(1)), *row[2:]))

    def plan(self, day: date, students: int) -> None:
        teams = -(-students // 6)
        hours, cost = teams * 4 * 5, 2500 + teams * 40
        self.plans.append(
            (self.day(day), str(teams), str(teams * 5), str(teams), str(hours), _as_districts_write(cost))
        )

    def day(self, day: date) -> str:
        form = int(self.random.integers(3))
        if form == 0:
            return f"{day.month}/{day.day}/{day.year}"
        return day.isoformat() if form == 1 else str((day - date(1899, 12, 30)).days)

    def code(self, code: str) -> str:
        if not code.startswith("W"):
            return code
        return self.one_of((code, code.lower() + " ", f"W{code[1:]:0>2}"), (0.7, 0.15, 0.15))


def _csv(header: Row, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue()


def _as_districts_write(cost: int) -> str:
    """A cost as it stands in a district's sheet, sign and comma and all: mess for the importer, not a figure to show."""
    return "$" + f"{cost:,}"
