"""How many people a what-if may count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from economics import Assumptions, AssumptionsRefused, estimate
from tests.economics.places import ARIZONA

UNKNOWN = replace(ARIZONA, count=None, count_status="not published", cohort=None, residents=None)


@pytest.mark.parametrize(
    ("anchor", "most"),
    [
        (replace(ARIZONA, cohort=90_700.0), 90_700),
        (replace(UNKNOWN, residents=464.0), 464),
        (UNKNOWN, 100_000_000),
    ],
)
def test_no_more_people_than_there_are(anchor: object, most: int) -> None:
    counted = estimate(anchor, Assumptions(count=most))  # type: ignore[arg-type]
    assert counted.cohort.count == most
    with pytest.raises(AssumptionsRefused) as refused:
        estimate(anchor, Assumptions(count=most + 1))  # type: ignore[arg-type]
    assert refused.value.problems[0].allowed == f"0 to {most:,} (people)"
