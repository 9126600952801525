"""Presets are named sets of allowed assumptions, with sources."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from economics import Assumptions, AssumptionsRefused, Population, estimate, presets
from economics.presets import PRESET_FILE, read_presets
from tests.economics import golden, independent
from tests.economics.places import ARIZONA

TEXT = PRESET_FILE.read_text(encoding="utf-8")


def test_the_file_agrees_with_the_golden_copy() -> None:
    assert {one.id: (one.edition, one.assumptions) for one in presets()} == golden.PRESETS
    assert [one.name for one in presets()] == ["Belfield 2014", "2018 edition", "cautious", "federal discounting"]


@pytest.mark.parametrize("preset", presets(), ids=lambda one: one.id)
def test_a_preset_is_usable(preset: object) -> None:
    settings = preset.for_population(Population.NON_COMPLETERS)
    expected = sum(independent.non_completer(golden.PRESETS[preset.id][1]).values())
    assert estimate(ARIZONA, settings).person.total.amount == pytest.approx(expected)


def test_the_study_as_published_is_the_baseline() -> None:
    for population in Population:
        assert presets()[0].for_population(population) == Assumptions(population=population)


def test_a_preset_refuses_a_population_it_is_not_for() -> None:
    with pytest.raises(ValueError, match="'cautious' is for non_completers, not disconnected_youth"):
        presets()[2].for_population(Population.DISCONNECTED_YOUTH)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("discount_rate = 0.05", "discount_rate = 0.5", AssumptionsRefused),
        ("keep_health = 0.6", "keep_hearts = 0.6", AssumptionsRefused),
        ('source_title = "our assumption"', 'source_title = "somebody"', ValidationError),
        ('name = "cautious"', 'name = ""', ValidationError),
        ('name = "cautious"', 'name = "cautious"\ncolour = "blue"', ValidationError),
    ],
)
def test_a_wrong_preset_is_refused(old: str, new: str, error: type[Exception]) -> None:
    assert old in TEXT
    with pytest.raises((error, ValidationError)):
        read_presets(TEXT.replace(old, new))
