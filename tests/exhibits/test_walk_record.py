"""The published record of walks: cohorts by date and organizer, totals apart, conflicts and hedges kept, base rates beside."""

from __future__ import annotations

import pytest

from database.reader import Reader
from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from exhibits.walk_record import SINGLE, TOTAL, date_words, stage_values, value_words, walk_or_error, walks, year_of

FIRST = "2014-07-18-tusd-steps-to-success"


@pytest.fixture(scope="module")
def reader(real_shelf: Shelf) -> Reader:
    """The bundled catalog."""
    return real_shelf.reader


def test_a_walk_holds_only_figures_of_itself(reader: Reader) -> None:
    for walk in walks(reader):
        assert {record.basis for record in walk.figures} <= set(SINGLE)
        assert {(record.walk_date, record.organizer) for record in walk.figures} == {(walk.date, walk.organizer)}
        assert TOTAL not in {record.basis for record in walk.figures}


def test_both_list_sizes_of_the_first_walk_are_shown(reader: Reader) -> None:
    listed = stage_values(walk_or_error(reader, FIRST))["students_targeted"]
    assert [record.value for record in listed] == [457, 434]
    exhibit = Shelf(reader).build("walk_stages", {"walk": FIRST})
    assert "Sources disagree on “on the list”" in exhibit.sentence
    assert "457 or 434" in str(exhibit.figure)


def test_hedges_are_kept(reader: Reader) -> None:
    visits = stage_values(walk_or_error(reader, FIRST))["home_visits"]
    assert value_words(visits[0]) == "more than 450"


def test_agreed_is_never_re_enrolled(reader: Reader) -> None:
    houston = next(walk for walk in walks(reader) if walk.date == "2016-09-10")
    stages = stage_values(houston)
    assert [record.value for record in stages["committed"]] == [56]
    assert stages["re_enrolled"] == ()
    assert "not re-enrolled" in " ".join(Shelf(reader).build("walk_stages", {"walk": houston.id}).notes)


def test_return_rates_by_hand(reader: Reader) -> None:
    table = Shelf(reader).build("walk_returns", {}).table
    shares = {row[0].text: (round(float(row[2].value or 0), 1), row[1].text) for row in table.rows}
    assert shares["Tucson, July 2014, of 457"] == (37.4, "of those listed, eventual return")
    assert shares["Tucson, July 2014, of 434"] == (39.4, "of those listed, eventual return")
    assert shares["Tucson, September 2019"] == (10.9, "same day, of those spoken to")
    assert shares["Tucson, 2014 to 2019, at any time"][0] == 52.5
    assert shares["Utah: classes of 2008-2011"] == (22.0, "with no walk")
    assert shares["San Bernardino: classes of 2001-2006"] == (31.0, "with no walk")
    day = next(row for row in table.rows if row[0].text == "Tucson, September 2019")
    assert (round(float(day[3].value or 0), 1), round(float(day[4].value or 0), 1)) == (4.7, 23.0)


def test_the_53_percent_is_said_for_what_it_is(reader: Reader) -> None:
    shelf = Shelf(reader)
    assert "53%" in shelf.build("walk_totals", {}).sentence
    assert "not what a walk adds" in shelf.build("walk_totals", {}).sentence
    assert "31% in San Bernardino and 22% in Utah" in shelf.build("walk_totals", {}).sentence
    drawn = [each["text"] for each in (shelf.build("walk_returns", {}).figure or {})["layout"]["annotations"]]
    assert {"<b>53% of almost 1,300</b>", "<b>37% of 457</b>"} <= set(drawn), "no share without its denominator"
    assert "neither of those listed" in shelf.build("walk_returns", {}).sentence


def test_conflicting_totals_are_all_drawn(reader: Reader) -> None:
    rows = Shelf(reader).build("walk_totals", {}).table.rows
    august = {row[2].value for row in rows if row[0].value == "2016-08" and row[1].value == "graduated"}
    assert august == {64.0, 41.0}


def test_every_figure_of_the_record_is_on_the_shelf(reader: Reader) -> None:
    shelf = Shelf(reader)
    single = sum(len(walk.figures) for walk in walks(reader))
    assert len(shelf.build("walk_timeline", {}).table.rows) == single


def test_dates_as_they_read() -> None:
    said = [
        date_words(date) for date in ("2014-07-18", "2019-09", "2004-fall", "2012-winter", "2017", "n.d. (2nd annual)")
    ]
    assert said == [
        "18 July 2014",
        "September 2019",
        "autumn 2004",
        "winter 2012",
        "2017",
        "date not published (2nd annual)",
    ]
    assert year_of("n.d. (c. 2016)") is None
    assert year_of("2014-07-01") == pytest.approx(2014.5)


def test_an_unknown_walk_names_some_that_are(reader: Reader) -> None:
    with pytest.raises(BadParameterError) as refused:
        Shelf(reader).build("walk_stages", {"walk": "1999-01-01-nobody"})
    assert refused.value.near


def test_without_figures_each_says_so(small_shelf: Shelf) -> None:
    for name in ("walk_totals", "walk_returns"):
        assert small_shelf.build(name, {}).empty
