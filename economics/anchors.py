"""What is published about one place: the plain values other rooms fill from the data and hand to the model.

An anchor holds figures as published, each with a status that says where it comes from. The model rescales them; it
never invents one that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from economics.basis import Population, finite

PerPersonStatus = Literal["published", "borrowed from state"]
CountStatus = Literal["published", "districts", "not published"]
SplitStatus = Literal["published", "split estimated"]

_STATUSES = {
    "per_person_status": get_args(PerPersonStatus),
    "count_status": get_args(CountStatus),
    "component_split": get_args(SplitStatus),
}
_NOT_NEGATIVE = ("count", "cohort", "residents", "total_published", "halved_published", "fiscal_total", "most_people")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnchor:
    """Published figures of one place, edition and population. Dollars are of ``price_year``, at the study's 3.5 %.

    Attributes:
        place_slug: Address name of the place (``phoenix``, ``arizona``).
        place_name: Name people read.
        edition: The study's year: 2014 or 2018.
        population: Non-completers or disconnected youth; one anchor is about one of them only.
        per_person: Social loss of one person, lifetime present value, US dollars. Above 0.
        per_person_status: ``published`` for the place itself, or ``borrowed from state`` (the page says "state value").
        component_split: ``published`` for Arizona 2014; ``split estimated`` where only the total is published and the
            state's 2014 shares are used (every city, the 2018 edition). Disconnected youth: always estimated.
        price_year: Year of the dollars; None where it is not published (2018 edition), so no conversion is possible.
        data_year: Class or year the count is about (2012, 2015, a later class); None where not published.
        count: People. A flow (one class) for non-completers, a stock (ages 16-24) for disconnected youth.
        count_status: ``published``; ``districts`` = the cohort minus the graduates of the districts serving the place;
            ``not published`` (then ``count`` is None).
        count_note: Where the count comes from, in words (districts by name, class, geography).
        cohort: People the rate is a share of (18-year-olds, the four-year cohort, those aged 16-24); None if unknown.
        total_published: Published social loss of the whole cohort, US dollars; used for the total only where there is
            no count (Gilbert, Mesa), and rescaled with the loss per person.
        halved_published: Published gain "if halved", US dollars; only ever compared, never computed with.
        fiscal_total: Published state and local fiscal loss of the whole cohort, US dollars; shown as is, never scaled.
        residents: People living in the place in the year of the count, for "per resident"; None if unknown.
        most_people: More than this no what-if on the count may be, where the cohort is unknown; None: the residents.

    Raises:
        TypeError: A number is a bool, text or missing.
        ValueError: A number is not finite or has an impossible sign, or a status does not fit its figure.
    """

    place_slug: str
    place_name: str
    edition: int
    population: Population
    per_person: float
    per_person_status: PerPersonStatus
    component_split: SplitStatus
    price_year: int | None
    data_year: int | None = None
    count: float | None = None
    count_status: CountStatus = "not published"
    count_note: str = ""
    cohort: float | None = None
    total_published: float | None = None
    halved_published: float | None = None
    fiscal_total: float | None = None
    residents: float | None = None
    most_people: float | None = None

    def __post_init__(self) -> None:
        where = f"the anchor of {self.place_slug} ({self.population}, {self.edition})"
        if finite(f"per_person in {where}", self.per_person) <= 0:
            raise ValueError(f"per_person in {where} must be above 0, not {self.per_person!r}")
        for name in _NOT_NEGATIVE:
            value = getattr(self, name)
            if value is not None and finite(f"{name} in {where}", value) < 0:
                raise ValueError(f"{name} in {where} must not be negative, not {value!r}")
        for name, allowed in _STATUSES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} in {where} must be one of {', '.join(allowed)}, not {getattr(self, name)!r}")
        _check_counts(self, where)


def _check_counts(anchor: PlaceAnchor, where: str) -> None:
    if not isinstance(anchor.population, Population):
        raise TypeError(f"population in {where} must be a Population")
    if (anchor.count is None) != (anchor.count_status == "not published"):
        raise ValueError(f"count and count_status disagree in {where}: {anchor.count!r}, {anchor.count_status!r}")
    if anchor.count is not None and anchor.cohort is not None and anchor.count > anchor.cohort:
        raise ValueError(f"count in {where} is above its cohort: {anchor.count!r} of {anchor.cohort!r}")
    if anchor.population is Population.DISCONNECTED_YOUTH and anchor.component_split == "published":
        raise ValueError(f"component_split in {where}: no split is published for disconnected youth")


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether a published "if halved" fits the published total.

    Attributes:
        consistent: True when they agree within the tolerance.
        expected: Half of the published total, US dollars.
        difference: (published - expected) / expected; 0.137 is 13.7 % too high.
        tolerance: Largest difference, either way, that counts as rounding.
    """

    consistent: bool
    expected: float
    difference: float
    tolerance: float


def consistency(published_total: float, published_halved: float, tolerance: float = 0.02) -> Consistency:
    """Check a published "if halved" against half of the published total (US dollars each).

    Gilbert's newspaper figure (79 million against half of 139 million) must fail; press roundings must pass.

    Raises:
        TypeError, ValueError: A number is not finite, the total is not above 0 or the tolerance is negative.
    """
    expected = finite("published_total", published_total) / 2
    if expected <= 0 or finite("tolerance", tolerance) < 0:
        raise ValueError(f"the total must be above 0 and the tolerance not below: {published_total!r}, {tolerance!r}")
    difference = (finite("published_halved", published_halved) - expected) / expected
    return Consistency(abs(difference) <= tolerance, expected, difference, tolerance)
