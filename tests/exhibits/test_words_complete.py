"""Tables of words have a line for everything the registries can hand them: what is forgotten fails here, not on a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

import pytest

from components import import_asked, import_choose, walk_value
from economics import Component, Population, Purse, Unit, parameter_table
from economics.parameters import YouthPart
from exhibits import (
    agenda_controls,
    basis_words,
    comparison,
    definition,
    losses_words,
    own_compared,
    own_value,
    own_walk,
    published_losses,
    released_reading,
    room_check,
    slope,
    walk_totals,
)
from tests.real_catalog import real_url
from walks.codes import ExitKind
from walks.comparison import Verdict
from walks.disclosure import Missing
from walks.importing import FileKind
from walks.journey import Stage

__all__ = ["real_url"]

ASSUMPTIONS = [record.id for record in parameter_table().assumption]


@pytest.mark.parametrize(
    ("words", "registry"),
    [
        (losses_words.NAMES, ASSUMPTIONS),
        (losses_words.CLAUSES, ASSUMPTIONS),
        (losses_words.PARTS, [*Component, *YouthPart]),
        (basis_words.PURSES, Purse),
        (basis_words.UNITS, [(unit, people) for unit in Unit for people in Population]),
        (basis_words.POPULATIONS, Population),
        (published_losses.POPULATIONS, Population),
        (own_walk.STAGE_NAMES, Stage),
        (own_compared.TITLES, Verdict),
        (slope.WORDS, comparison.Verdict),
        (released_reading.MISSING, Missing),
        (room_check.SEEN_WORDS, get_args(room_check.Seen)),
        (import_asked.KIND_WORDS, ExitKind),
        (import_choose.KINDS, FileKind),
        (walk_value.COST_LABELS, own_value.COSTS),
        (agenda_controls.LABELS, [*agenda_controls.LISTS, *agenda_controls.MEASURE_OF]),
    ],
    ids=lambda each: "" if isinstance(each, Mapping) else None,
)
def test_every_name_has_its_words(words: Mapping[object, object], registry: Collection[object]) -> None:
    assert [name for name in registry if name not in words] == []


def test_every_name_of_the_catalog_has_its_words(real_url: str) -> None:
    from database.reader import Reader

    with Reader(real_url) as reader:
        assert {each.direction for each in reader.measures()} <= definition.AHEAD.keys()
        figures = reader.walk_figures()
        assert {each.measure for each in figures} >= walk_totals.LINES.keys()


def test_an_assumption_without_a_clause_is_named_by_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    from economics import Assumptions

    change = Assumptions(discount_rate=0.05).changes()[0]
    assert losses_words.clause(change) == "at a discount rate of 5%"
    monkeypatch.setattr(losses_words, "CLAUSES", {})
    assert losses_words.clause(change) == "with Discount rate at 5%"
