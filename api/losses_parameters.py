"""What the loss model may be asked: the assumptions by the names of the specification, described from their table."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from economics import Parameter, Population, parameter_table
from exhibits.loss_anchor import EDITIONS, STATE
from exhibits.losses_desk import MOST_COST, RANGE
from exhibits.parameters import Parameters, Slug

Typed = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Per = Literal["per_person", "per_cohort"]
Drawn = Annotated[Literal["linked", "independent"], "how causal shares are drawn"]
Said = Typed | None
PLACE = "slug of a place as in /api/v1/places, arizona included"
EDITION = f"{EDITIONS[0]} or {EDITIONS[1]}: the year of the study"
COUNTED = (
    "class or published: whether the people counted are the latest class of the place's districts (the study's own count "
    "where no class stands for the place) or the study's own count and nothing else"
)
CAUSES = "linked or independent: whether the shares due to the diploma are drawn together or each on its own"
THRESHOLD = f"US dollars from 0 to {MOST_COST:,.0f}, on the basis of the answer: which share of the draws is above it"
UNIT = "per_person or per_cohort; per cohort where a count or a total is known, when left out"


class WhereAndWhom(Parameters):
    """A place, a population and an edition of the study."""

    place: Slug = Field(default=STATE, description=PLACE)
    population: Literal["non_completers", "disconnected_youth"] = Field(
        default="non_completers",
        description="non_completers or disconnected_youth; the two overlap and are never added",
    )
    edition: Literal["2014", "2018"] = Field(default="2014", description=EDITION)
    counted: Literal["class", "published"] = Field(default="class", description=COUNTED)


def _settings() -> dict[str, Any]:
    return {one.id: (Said, Field(default=None, description=_said(one))) for one in parameter_table().assumption}


def _ranges() -> dict[str, Any]:
    return {
        f"{one.id}{RANGE}": (
            Said,
            Field(default=None, description=f"low,high of {one.name.lower()}: two numbers within {one.range_in_words}"),
        )
        for one in parameter_table().assumption
        if one.distribution == "triangular"
    }


def _said(one: Parameter) -> str:
    """One assumption in a line: what it is, what is allowed, what it is when left out."""
    central = one.central_text if one.central is None else f"{one.central:g}"
    only = "" if len(one.populations) == len(Population) else "; non_completers only"
    return f"{one.help} Allowed: {one.range_in_words}{only}. Left out: {central}"


LossesAsked = create_model("LossesAsked", __base__=WhereAndWhom, __doc__="One set of assumptions.", **_settings())

TornadoAsked = create_model(
    "TornadoAsked",
    __base__=LossesAsked,
    __doc__="One set of assumptions, and ranges to use instead of the table's.",
    **_ranges(),
)


ChanceAsked = create_model(
    "ChanceAsked",
    __base__=TornadoAsked,
    __doc__="One set of assumptions, ranges to draw from, and a sum to ask about.",
    unit=(Annotated[Per | None, Field(default=None, description=UNIT)], None),
    causes=(Drawn, Field(default="linked", description=CAUSES)),
    threshold=(Annotated[Typed | None, Field(default=None, description=THRESHOLD)], None),
)
