"""The record of a measure is whole for every measure."""

from __future__ import annotations

from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import assert_sound


def test_a_record_in_words(small: Build) -> None:
    said = {row[0].text: row[1].text for row in small("definition", measure="walked").table.rows}
    assert said["Interval"] == "not published with this source"
    assert said["Break in 2018"] == "Asked in another way"
    assert said["Period"] == "year, 2014 to 2024"
    assert said["Has a figure"] == "4 cities and towns"
    assert said["Known faults"] == "No fault is known."
    assert small("definition", measure="no_figure_yet").table.rows[6][1].text.endswith("no figure yet")


def test_a_share_reads_as_percent(small: Build) -> None:
    said = {row[0].text: row[1].text for row in small("definition", measure="share_employed").table.rows}
    assert said["Unit"] == "percent"


def test_every_measure_of_the_catalog(real_shelf: Shelf) -> None:
    for measure in real_shelf.reader.measures():
        found = real_shelf.build("definition", {"measure": measure.id})
        assert_sound(found)
        assert all(row[1].text.strip() for row in found.table.rows), measure.id
