"""Moves beyond plausibility are queried at every build and stop none."""

from __future__ import annotations

import pytest

from data_pipeline.check import CATALOG, read_catalog
from data_pipeline.moves import queries
from database.plausible import moves
from settings import Settings


@pytest.mark.parametrize(
    ("figures", "unit", "found"),
    [
        ([(2014, 81.07), (2016, 58.24)], "percent", ((2014, 2016),)),
        ([(2014, 81.0), (2016, 61.0)], "percent", ()),
        ([(2010, 26_361), (2020, 59_519)], "people", ()),
        ([(2021, 214), (2022, 467)], "students", ((2021, 2022),)),
        ([(2021, 0), (2022, 467)], "students", ()),
    ],
)
def test_what_is_too_far(figures: list[tuple[int, float]], unit: str, found: tuple[tuple[int, int], ...]) -> None:
    assert moves(figures, unit) == found


def test_the_catalog_s_queries() -> None:
    catalog = read_catalog(CATALOG, Settings().build_dir)
    said = [f"{each.value} {each.rule}" for each in queries(catalog.tables, catalog.files)]
    assert "58.24 is far from the 81.068 of 2014 (graduation_rate_4yr of 4437)" in said
    assert len(said) <= 5, "each is to be asked about by a person"
