"""Two measures across cities: a pattern is named, a cause never."""

from __future__ import annotations

import numpy as np
import pytest

from exhibits.association import association
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound, column


def test_the_pattern_is_said_without_a_cause(small: Build) -> None:
    # both rise with the order of the places in the small catalog
    found = small("scatter", x="acs5_median_age", y="share_employed")
    assert found.sentence.startswith("Cities high on one tend to be high on the other (")
    assert found.sentence.endswith("significant at the 5% level).")
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


def test_a_count_is_no_partner_of_a_rate(small: Build, real: Build) -> None:
    for x, y in (("population_census", "share_19_20_with_hs_diploma"), ("acs5_poverty_rate", "population_census")):
        said = real("scatter", x=x, y=y).sentence
        assert said == "No pattern is read: a count grows with the size of a city, a rate does not."
    assert "tau" in real("scatter", x="acs5_population", y="population_census").sentence, "two counts may be compared"


def test_false_alarms_stay_at_five_percent() -> None:
    """Where nothing goes together: with |tau| >= 0.3 as the rule 47% at five cities; with the test at most 5%."""
    rng = np.random.default_rng(7)
    for size in (5, 8, 15):
        noise = rng.normal(size=(400, size, 2))
        found = [association([(float(x), float(y)) for x, y in one]) for one in noise]
        assert sum(each.shown for each in found) / len(found) <= 0.05 + 2 * (0.05 * 0.95 / 400) ** 0.5
        assert size > 5 or sum(abs(each.tau) >= 0.3 for each in found) / len(found) > 0.4


def test_kendall_against_a_published_example_and_ties() -> None:
    # five in perfect order: 2 of 120 orders are as extreme, p = 1 / 60
    assert association([(n, n) for n in range(5)]).chance == pytest.approx(2 / 120)
    tied = association([(1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (5, 5)])
    assert tied.shown
    assert tied == association([(1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (5, 5)]), "the same every time"
    assert not association([(1, n) for n in range(9)]).shown
