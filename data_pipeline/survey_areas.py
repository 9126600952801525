"""Figures of survey areas that mostly lie outside the city must say so: charts draw them hollow by what their note says.

The survey behind them knows only areas of 100,000 people and more. ``survey_areas.csv`` has the share of the people in the
areas behind a city's figures who live in the city, by census of the areas: computed by ``sources.urban_mobility.fit`` from the
populations in the crosswalks that the Urban Institute publishes with its mobility metrics.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from data_pipeline.typed import Numbered
from intake.findings import Finding

FILE = Path(__file__).resolve().parent / "survey_areas.csv"
OF_SURVEY_AREAS = "residents (modelled)"
"""The ``geography`` of measures whose figures are spread from survey areas over cities."""
REDRAWN = 2022
"""The areas of the 2020 census are used from this year on."""
DESCRIBES_THE_CITY = 0.7
SENTENCE = "Only about {share:.0%} of the people in the survey areas behind this figure live here"
ANY_SENTENCE = re.compile(re.escape(SENTENCE).replace(re.escape("{share:.0%}"), r"\d+%"))


@cache
def shares() -> Mapping[tuple[int, str], float]:
    """Share of the areas' people who live in the city (0 to 1), by census of the areas and place."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {(int(row["census"]), row["place_geoid"]): float(row["share_in_city"]) for row in rows}


def survey_area_faults(observations: Sequence[Numbered], measures: Sequence[Numbered], file: str) -> list[Finding]:
    """A finding for each figure of survey areas whose note does not say how few of their people live in the city.

    Args:
        observations: Rows of the table ``observation``.
        measures: Rows of the table ``measure``.
        file: What findings call the file of the observations.
    """
    of_areas = {row["id"] for _, row in measures if row["geography"] == OF_SURVEY_AREAS}
    findings = []
    for number, row in observations:
        fault = _fault(row) if row["measure_id"] in of_areas else None
        if fault:
            findings.append(Finding(file, number, "note", row["note"], *fault))
    return findings


def _fault(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The rule a row breaks, and the repair."""
    census = 2020 if row["period_end"] >= REDRAWN else 2010
    share = shares().get((census, str(row["place_geoid"])))
    if share is None:
        known = (
            f"does not say what share of its survey areas' people live in the place: {FILE.name} has none for {census}"
        )
        return known, f"Add the place to data_pipeline/{FILE.name}; docs/yearly-update.md says how"
    needed = [SENTENCE.format(share=share)] if share < DESCRIBES_THE_CITY else []
    if ANY_SENTENCE.findall(row["note"] or "") == needed:
        return None
    if needed:
        return "does not say that the survey areas mostly lie outside the city", f"Write into it: {needed[0]}"
    return f"says few of the survey areas' people live here, and {share:.0%} do", "Take the sentence out of the note"
