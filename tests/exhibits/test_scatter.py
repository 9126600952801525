"""Two measures across cities: a pattern is named, a cause never."""

from __future__ import annotations

import pytest

from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, column


def test_the_pattern_is_said_without_a_cause(small: Build) -> None:
    # both rise with the order of the places in the small catalog
    found = small("scatter", x="acs5_median_age", y="share_employed")
    assert found.sentence == "Cities high on one tend to be high on the other."
    assert found.notes[0].endswith("do not show that one brings about the other.")
    for word in ("because", "causes", "leads to", "due to"):
        assert word not in " ".join((found.title, found.sentence, found.summary)).lower()


def test_few_cities_allow_no_pattern(small: Build) -> None:
    found = small("scatter", x="diploma", y="walked")
    assert len(found.table.rows) == 4
    assert found.sentence == "Cannot say how they go together: too few cities have both."


def test_shares_are_percent_in_table_and_figure(small: Build) -> None:
    found = small("scatter", x="acs5_median_age", y="share_employed")
    values = [cell.value for cell in column(found, "y")]
    assert all(60 < value < 70 for value in values)
    assert found.figure is not None
    assert sorted(found.figure["data"][0]["y"]) == pytest.approx(sorted(values))


def test_no_common_city_is_an_empty_state(small: Build) -> None:
    found = small("scatter", x="graduates", y="walked")
    assert found.figure is None
    assert found.empty == "No city has a figure in both measures for these periods."
    assert ". ." not in found.summary


def test_names_are_text(small: Build) -> None:
    assert_sound(small("scatter", x="diploma", y="walked", places="tag-town,tucson"))
