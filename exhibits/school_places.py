"""Where a district's seniors go to school: how many in a place, elsewhere, or where nobody has shown yet.

A district's class says something of a town only where the town's schools teach nearly all of its seniors. A school counts
for a place by published coordinates within its outline; a name or a postal address shows no city limits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from database.reader import Reader
from database.schools import HighSchoolRecord
from exhibits import formats

PROOF = "published coordinates"
ENOUGH = 0.80
"""Share of a district's seniors at schools known to lie in a place, from which on its class is priced to the place."""


@dataclass(frozen=True, slots=True)
class Seniors:
    """Students in grade 12 of some districts in one school year, by where they go to school.

    Attributes:
        total: All of them, those of schools that hide their count included; 0 where no count is at hand.
        inside: At schools whose coordinates lie within the place.
        elsewhere: At schools known or said to be elsewhere, by the name of that place, the largest first.
        said: At schools a publication puts in the place, without proof of city limits.
        school_year: Such as ``2024-25``.
        schools: The schools with a place on record.
    """

    total: int
    inside: int
    elsewhere: tuple[tuple[str, int], ...]
    said: int
    school_year: str
    schools: tuple[HighSchoolRecord, ...]

    @property
    def unknown(self) -> int:
        """Seniors of schools whose place is not on record."""
        return self.total - self.inside - self.said - sum(count for _, count in self.elsewhere)

    @property
    def share(self) -> float:
        """Share (0 to 1) at schools known to lie in the place."""
        return self.inside / self.total if self.total else 0.0

    @property
    def enough(self) -> bool:
        """Whether the districts' class may be priced to the place."""
        return self.total > 0 and self.share >= ENOUGH


def seniors_of(reader: Reader, district_ids: Iterable[str], slug: str) -> Seniors:
    """Where the seniors of some districts go to school, seen from one place."""
    ids = set(district_ids)
    schools = [school for school in reader.high_schools() if school.district_id in ids]
    year = max((school.fiscal_year for school in schools), default=0)
    schools = [school for school in schools if school.fiscal_year == year]
    listed = sum(school.grade_12 or 0 for school in schools)
    inside = _sum(school for school in schools if school.place_slug == slug and school.evidence_kind == PROOF)
    said = _sum(school for school in schools if school.place_slug == slug and school.evidence_kind != PROOF)
    elsewhere: dict[str, int] = {}
    for school in schools:
        if school.place_name and school.place_slug != slug:
            elsewhere[school.place_name] = elsewhere.get(school.place_name, 0) + (school.grade_12 or 0)
    return Seniors(
        total=max(_all_seniors(reader, ids, year), listed),
        inside=inside,
        elsewhere=tuple(sorted(elsewhere.items(), key=lambda pair: -pair[1])),
        said=said,
        school_year=f"{year - 1}-{year % 100:02d}" if year else "",
        schools=tuple(school for school in schools if school.place_name),
    )


def _sum(schools: Iterable[HighSchoolRecord]) -> int:
    return sum(school.grade_12 or 0 for school in schools)


def _all_seniors(reader: Reader, ids: set[str], year: int) -> int:
    """The districts' own totals of grade 12, which include the schools that hide their count."""
    every = {school.district_id for school in reader.high_schools()}
    rows = reader.district_observations(every, ("enrollment_grade_12",))
    return sum(int(row.value or 0) for row in rows if row.district_id in ids and row.period_end == year)


def seniors_words(seniors: Seniors, place: str, districts: str) -> str:
    """What is known, as a clause: ``of Florence Unified’s 775 seniors (2024-25), 466 attend schools in San Tan Valley ...``."""
    whose = formats.possessive(districts)
    if not seniors.total:
        return f"where {whose} seniors go to school is not on record"
    all_of_them = f"{whose} {formats.grouped(seniors.total)} seniors ({seniors.school_year})"
    known = []
    if seniors.inside:
        known.append(f"{formats.grouped(seniors.inside)} attend schools known to lie in {place}")
    if seniors.said:
        known.append(f"{formats.grouped(seniors.said)} attend a school said to be in {place}")
    known += [f"{formats.grouped(count)} attend schools in {name}" for name, count in seniors.elsewhere]
    if not known:
        return f"where {all_of_them} go to school is not on record"
    if seniors.unknown:
        known.append(f"for {formats.grouped(seniors.unknown)} the place of the school is not on record")
    return f"of {all_of_them}, {formats.listed(known, len(known))}"


def share_words(seniors: Seniors, place: str) -> str:
    """How much of a class that is priced to a place is known to be the place's: ``81% of its seniors attend schools in Tucson``."""
    return f"{formats.percent(100 * seniors.share, decimals=0)} of its seniors ({seniors.school_year}) attend schools in {place}"
