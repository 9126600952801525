"""Words a reader used: found, or refused with near matches."""

from __future__ import annotations

import pytest

from exhibits.lookup import (
    credit,
    figure_cell,
    measure_or_error,
    near_measures,
    near_places,
    newest,
    period_or_error,
    place_or_error,
    source_lines,
)
from exhibits.model import BadParameterError, SourceLine
from exhibits.shelf import Shelf


@pytest.mark.parametrize(("typed", "meant"), [("tuscon", "tucson"), ("phenix", "phoenix"), ("guadelupe", "guadalupe")])
def test_a_typing_slip_finds_the_place(small_shelf: Shelf, typed: str, meant: str) -> None:
    assert near_places(small_shelf.reader, typed)[0] == meant
    with pytest.raises(BadParameterError) as refused:
        place_or_error(small_shelf.reader, typed, "focus")
    assert (refused.value.field_name, refused.value.near[0]) == ("focus", meant)


def test_nothing_near_is_nothing(small_shelf: Shelf) -> None:
    assert near_places(small_shelf.reader, "zzzzqqq") == ()
    assert near_measures(small_shelf.reader, "%%%") == ()


def test_a_measure_is_near_by_id_or_name(small_shelf: Shelf) -> None:
    assert near_measures(small_shelf.reader, "poverty_child")[0] == "child_poverty"
    with pytest.raises(BadParameterError, match="the id of a measure"):
        measure_or_error(small_shelf.reader, "poverty")


def test_the_latest_period_when_none_is_asked(small_shelf: Shelf) -> None:
    measure = measure_or_error(small_shelf.reader, "diploma")
    assert period_or_error(small_shelf.reader, measure, None) == 2023
    with pytest.raises(BadParameterError, match="one of 2016, 2021, 2023"):
        period_or_error(small_shelf.reader, measure, 2020)
    with pytest.raises(BadParameterError, match="has no figure yet"):
        period_or_error(small_shelf.reader, measure_or_error(small_shelf.reader, "no_figure_yet"), None)


def test_a_source_is_named_once(small_shelf: Shelf) -> None:
    measure = measure_or_error(small_shelf.reader, "diploma")
    assert len(source_lines([(measure.source, "a"), (measure.source, "b")])) == 1


def test_a_credit_is_short() -> None:
    lines = [
        SourceLine(name, name, "t", None, None) for name in ("Bureau, as collected by X", "Bureau", "Two", "Three")
    ]
    assert credit(lines) == "Bureau; Two and others"
    assert credit([]) == ""


def test_a_cell_is_in_the_unit_its_column_names(small_shelf: Shelf) -> None:
    share = measure_or_error(small_shelf.reader, "share_employed")
    cell = figure_cell(share, 0.612)
    assert (cell.value, cell.text) == (pytest.approx(61.2), "61.2%")
    assert figure_cell(share, None).state == "not published"


def test_the_newest_value_is_kept_before_a_newer_blank(small_shelf: Shelf) -> None:
    records = small_shelf.reader.district_observations(("4286",), ("enrollment_oct1", "dropout_rate_7_12"))
    latest = newest(records)
    assert latest["4286", "enrollment_oct1"].value == 27_900
    assert latest["4286", "dropout_rate_7_12"].value is None
