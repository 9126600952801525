"""What became of the students of all the district's walks? Each student once, whatever the number of walks."""

from __future__ import annotations

from dataclasses import replace

from database.reader import Reader
from exhibits import parameters
from exhibits.formats import grouped, number_of
from exhibits.model import Column, Exhibit, Table
from exhibits.own_funnel import funnel_exhibit
from operations.district.one_walk import all_walks
from operations.district.side import DistrictSide

NAME = "own_all"
QUESTION = "What became of the students of all our walks?"


class Parameters(parameters.Parameters):
    """Takes none."""


def build(asked: Parameters, reader: Reader, district: DistrictSide) -> Exhibit:
    """The stages over all walks of the district, each student once."""
    del asked
    together = all_walks(district)
    if not together.journeys:
        return _nothing(reader)
    made = funnel_exhibit(NAME, {}, together, reader, district)
    visits = sum(visit.outcome.attempted for visit in together.visits)
    students = len({journey.student for journey in together.journeys})
    said = (
        f"{number_of(students, 'student was', 'students were')} on {number_of(len(together.walks), 'list', 'lists')}: "
        f"{grouped(len(together.journeys))} places on lists, {number_of(visits, 'visit', 'visits')}. A student of several "
        "walks counts once, by the walk that led furthest."
    )
    return replace(made, sentence=f"{said} {made.sentence}")


def _nothing(reader: Reader) -> Exhibit:
    return Exhibit(
        name=NAME,
        parameters={},
        title="No walk of the district is loaded",
        subtitle="",
        sentence="",
        summary="Nothing to draw.",
        table=Table((Column("stage", "Stage"),), ()),
        sources=(),
        credit="",
        data_version=reader.data_version(),
        empty="Load the file of visits, then the file of enrollment spells.",
    )
