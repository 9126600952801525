"""Was a walk worth its cost? Additional returns times the chance of finishing times the worth of a completion.

Additional are the re-enrolled beyond those who would have come back without a walk: a share of everyone verified, from
elsewhere or from a comparison group where one is loaded. Each completion is worth what the assumption desk says, with its
basis; the costs are the loaded plan's, or what is typed, hours at a stated rate. All shares and rates are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model

from database.reader import Reader
from economics import Money
from economics.rounding import half_up, whole
from exhibits import own_walk
from exhibits.basis_words import basis_line
from exhibits.formats import grouped, money_exact, money_mark, money_words, number_of, percent
from exhibits.losses_desk import Desk, as_text, desk_of, prices_of
from exhibits.losses_desk import Parameters as DeskParameters
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_words import borrowed
from exhibits.model import BadParameterError, Exhibit, SourceLine
from exhibits.own_compared import comparisons
from exhibits.own_value_figure import HEIGHT, Lines, draw
from exhibits.own_value_table import value_table
from exhibits.own_walk import base_rates, base_words
from exhibits.parameters import WalkSlug
from operations.district.one_walk import RETURN_RATE, OneWalk
from operations.district.side import DistrictSide
from walks.added import Added, AddedVerdict, added, added_by_comparison, added_sentence
from walks.funnel import FEWEST_COVERED
from walks.importing import PlanRow
from walks.journey import Stage
from walks.value import (
    CHANCE_OF_FINISHING,
    RETURNED_ANYWAY,
    STAFF_HOUR,
    VOLUNTEER_HOUR,
    Cost,
    HourlyRate,
    WalkValue,
    base_share,
    value_of_walk,
)

NAME = "own_value"
QUESTION = "Was a walk of ours worth its cost?"
MOST = 1e9
VERIFIED = "students verified"


def _blank(value: object) -> object:
    """Nothing typed is the default; sums may have thousands separators."""
    return None if value in (None, "") else str(value).replace(",", "").strip()


Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[Annotated[float, Field(ge=0, le=MOST)] | None, BeforeValidator(_blank)]
COSTS = ("cash", "volunteer_hours", "volunteer_rate", "staff_hours", "staff_rate")

Parameters = create_model(
    "Parameters",
    __base__=DeskParameters,
    population=(Literal["non_completers"], "non_completers"),
    edition=(Literal[2014, "2014"], 2014),
    purse=(Literal["social"], "social"),
    walk=(WalkSlug, ...),
    anyway=(Annotated[Share | None, BeforeValidator(_blank)], None),
    finishing=(Share, CHANCE_OF_FINISHING.start),
    **{name: (Amount, None) for name in COSTS},  # type: ignore[call-overload]  # fields by name, as in losses_desk
)
"""``walk``; ``anyway`` (left out: the comparison group's rate, else the published one) and ``finishing``, 0 to 1;
costs in US dollars of the year shown, hours and rates an hour; all parameters of the assumption desk for non-completers of
the 2014 edition, whose dollar year is published."""


@dataclass(frozen=True, slots=True)
class Valued:
    """A walk's value with what it was made from.

    ``planned``: whether a plan is loaded for it; ``compared``: whether a comparison group gives the base rate.
    """

    one: OneWalk
    desk: Desk
    per_completion: Money
    cost: Cost
    anyway: float
    finishing: float
    value: WalkValue
    planned: bool
    compared: bool

    def query(self) -> dict[str, str]:
        """The state as an address holds it: own parameters, and the desk's where they were changed."""
        desk = self.desk.query()
        kept = {"place": desk["place"]}
        kept |= {change.id: desk[change.id] for change in self.desk.assumptions.changes() if change.id in desk}
        return {
            "walk": self.one.walks[0].slug,
            **({} if self.compared else {"anyway": as_text(self.anyway)}),
            "finishing": as_text(self.finishing),
            **{name: as_text(float(getattr(self.cost, name))) for name in COSTS},
            **kept,
        }


def build(asked: Any, reader: Reader, district: DistrictSide) -> Exhibit:
    """The value of a walk of the district. Raises BadParameterError for an unknown walk or an assumption out of bounds."""
    found = valued(asked, reader, district)
    value, basis = found.value, found.per_completion.basis
    base, base_sources = base_rates(reader)
    sources = (*own_walk.own_sources(district), *desk_sources(found.desk), *_discounts(), *base_sources)
    sums = value.added.back, value.added.counted, found.per_completion, value.cost
    lines = Lines(*sums, found.anyway, found.finishing)
    return Exhibit(
        name=NAME,
        parameters=found.query(),
        title=_title(found),
        subtitle=own_walk.about(
            district, found.one, f"One completion is worth {money_mark(found.per_completion)} ({basis_line(basis)})"
        ),
        sentence=f"{added_words(found)} {_worth_range(found)}{_break_even(found)} {_each(found)} {base_words(base)}",
        summary=f"Value by the share who come back with no walk. {_title(found)}. {_break_even(found)}",
        table=value_table(found, own_walk.caption(district, "Value of the walk, step by step")),
        sources=sources,
        credit="; ".join(dict.fromkeys(line.publisher for line in sources[:2])),
        data_version=reader.data_version(),
        figure=draw(lines),
        narrow_figure=draw(lines, narrow=True),
        basis=(basis,),
        height=HEIGHT,
        narrow_height=HEIGHT,
        notes=(
            basis_line(basis, "the state’s value" if borrowed(found.desk) else ""),
            f"Costs are taken as dollars of {basis.price_year}. {_cost_note(found)}",
            f"{VOLUNTEER_HOUR.source} {STAFF_HOUR.source} Both in dollars of {basis.price_year} where nothing else is typed.",
            RETURNED_ANYWAY.source,
            CHANCE_OF_FINISHING.source,
            "A return is expected of everyone verified whose enrollment is known, by the share of all who left that comes "
            "back elsewhere or in the comparison group; over several years there, within the days counted here.",
            *own_walk.own_notes(district),
            *assumption_notes(found.desk),
        ),
        key_number=money_words(value.net) if _is_covered(found.one) else "not known",
    )


def valued(asked: Any, reader: Reader, district: DistrictSide) -> Valued:
    """Value a walk under some ``Parameters``. Raises BadParameterError."""
    one = own_walk.own_walk(district, asked.walk)
    desk = _desk(asked, reader, one)
    per_completion = desk.loss.person.total
    year = per_completion.basis.price_year
    if year is None or per_completion.amount <= 0:
        raise BadParameterError("include", "", "assumptions under which one completion is worth something")
    plan = district.plans().get(one.walks[0])
    cost = _cost(asked, plan, year, prices_of(reader, reader.data_version()))
    found, compared = _added(asked.anyway, one, district)
    value = value_of_walk(found, per_completion, cost, asked.finishing)
    return Valued(one, desk, per_completion, cost, found.base, asked.finishing, value, plan is not None, compared)


def _added(anyway: float | None, one: OneWalk, district: DistrictSide) -> tuple[Added, bool]:
    """The additional returns, and whether a comparison group gives them; a base rate that was chosen goes first."""
    groups = comparisons(one, district) if anyway is None else []
    if groups:
        return added_by_comparison(groups[0][0]), True
    return added(*one.return_counts, base_share(anyway)), False


def _desk(asked: Any, reader: Reader, one: OneWalk) -> Desk:
    """The desk in dollars of the walk's year, or of the latest year whose prices are known; unless an address says another."""
    own = {name: getattr(asked, name) for name in DeskParameters.model_fields}
    if own["price_year"] is None:
        latest = max(prices_of(reader, reader.data_version()))
        own["price_year"] = str(min(one.walks[0].day.year, latest))
    return desk_of(DeskParameters(**own), reader)


def _cost(asked: Any, plan: PlanRow | None, year: int, prices: Mapping[int, float]) -> Cost:
    """The plan's cost and hours and the default rates of an hour, each replaced by what is typed."""
    loaded: dict[str, float | None] = {"cash": plan.cost, "volunteer_hours": plan.hours} if plan else {}
    loaded |= {
        "volunteer_rate": _in_year(VOLUNTEER_HOUR, year, prices),
        "staff_rate": _in_year(STAFF_HOUR, year, prices),
    }
    parts = {name: getattr(asked, name) for name in COSTS}
    chosen = {name: loaded.get(name) if value is None else value for name, value in parts.items()}
    return Cost(**{name: float(value or 0) for name, value in chosen.items()}, price_year=year)


def _in_year(rate: HourlyRate, year: int, prices: Mapping[int, float]) -> float:
    """An hour in dollars of a year, to the cent, by CPI-U; as published where prices of a year are not known."""
    if rate.year not in prices or year not in prices:
        return rate.dollars
    return half_up(rate.dollars * prices[year] / prices[rate.year], 2)


def _discounts() -> tuple[SourceLine, ...]:
    return (
        SourceLine(
            "returned-anyway", "REL 2008-No. 056; REL West", RETURNED_ANYWAY.source, None, None, RETURNED_ANYWAY.name
        ),
        SourceLine(
            "finishing",
            "Arizona Daily Star and others",
            CHANCE_OF_FINISHING.source,
            None,
            None,
            CHANCE_OF_FINISHING.name,
        ),
    )


def _title(found: Valued) -> str:
    value = found.value
    if not _is_covered(found.one):
        return "What the walk is worth cannot be said: of too many listed students enrollment is unknown"
    if not value.added.back:
        return "Nobody of this walk is back yet, so it has no value to speak of"
    if not value.completions:
        if not value.added.additional:
            return f"As many came back as without a walk, or fewer: no return is additional{_against(found)}"
        return "With these settings nobody finishes because of the walk: it is worth nothing"
    count = number_of(whole(value.added.additional), "additional return", "additional returns")
    finish = percent(100 * found.finishing, decimals=0)
    verdict = "" if value.added.verdict is AddedVerdict.MORE else f" ({value.added.verdict})"
    return f"{count}{verdict}, of whom {finish} finish: the walk is worth {money_words(value.gross)}{_against(found)}"


def _is_covered(one: OneWalk) -> bool:
    """Whether enough returns are known to reckon with."""
    return one.rate(RETURN_RATE).coverage >= FEWEST_COVERED


def _against(found: Valued) -> str:
    cost = found.value.cost
    return f" against a cost of {_cost_words(cost)}" if cost.amount else "; no cost is loaded"


def added_words(found: Valued) -> str:
    """What the walk added, in the sentence used everywhere."""
    window = f"within {found.one.window_days} days of the walk"
    if not _is_covered(found.one):
        return f"{own_walk.coverage_words(found.one.coverage)}."
    return added_sentence(found.value.added, VERIFIED, window, so_far=not _window_over(found))


def _window_over(found: Valued) -> bool:
    return next(count for count in found.one.returns if count.stage is Stage.RE_ENROLLED).is_due


def _worth_range(found: Valued) -> str:
    low, high = found.value.gross_low, found.value.gross_high
    if not high.amount:
        return ""
    return (
        f"By that interval the walk is worth {money_words(low) if low.amount else 'nothing'} to {money_words(high)}. "
    )


def _cost_words(cost: Money) -> str:
    """To the dollar below a million, as on a bill."""
    return money_words(cost) if cost.amount >= 1e6 else money_exact(cost)


def _break_even(found: Valued) -> str:
    value = found.value
    if not value.cost.amount:
        return "Type what the walk cost to see what it would take."
    need, cost = value.break_even_completions, _cost_words(value.cost)
    said = f"One completion more than pays {cost}" if need < 1 else f"{grouped(need, 1)} completions pay {cost}"
    if value.break_even_anyway is None:
        return (
            f"{said}; that is more than can be expected of {number_of(value.added.back, 'student', 'students')} back."
        )
    share = percent(100 * value.break_even_anyway, decimals=0)
    return f"{said}: the walk pays where fewer than {share} of those verified come back with no walk."


def _each(found: Valued) -> str:
    value = found.value
    if not value.cost.amount or value.cost_per_re_enrolled is None:
        return ""
    said = f"Cost per student re-enrolled {_cost_words(value.cost_per_re_enrolled)}"
    if value.cost_per_additional is None:
        return f"{said}; there is no additional return."
    return f"{said}, per additional return {_cost_words(value.cost_per_additional)}."


def _cost_note(found: Valued) -> str:
    left_out = [
        name
        for name, hours, rate in (
            ("volunteers’ hours", found.cost.volunteer_hours, found.cost.volunteer_rate),
            ("staff hours", found.cost.staff_hours, found.cost.staff_rate),
        )
        if hours and not rate
    ]
    plan = (
        "Cash and hours come from the loaded plan unless typed."
        if found.planned
        else "No plan is loaded for this walk."
    )
    staff = (
        "" if found.cost.staff_hours else " Regular staff hours are in no plan file: type them; each team has a leader."
    )
    return f"{plan}{staff} Left out for want of a rate: {', '.join(left_out)}." if left_out else f"{plan}{staff}"
