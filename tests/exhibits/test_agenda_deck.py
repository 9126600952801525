"""Answers as exact values, and the controls a presenter gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exhibits import stage
from exhibits.agenda_answer import answer, read_number
from exhibits.agenda_controls import controls
from exhibits.agenda_deck import turned
from exhibits.model import UnknownExhibitError
from exhibits.shelf import Shelf
from operations.agendas import Question

ASK = Question(text="How much?")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85%", 85),
        ("$1.2M", 1_200_000),
        ("$1.2 million", 1_200_000),
        ("−$20K", -20_000),
        ("3,292", 3292),
        ("none", None),
    ],
)
def test_numbers_as_slides_write_them(text: str, value: float | None) -> None:
    assert read_number(text) == value


def test_the_answer_is_the_exact_value_behind_the_key_number(real_shelf: Shelf) -> None:
    made = stage.build(real_shelf, "losses_total", {"place": "tucson"})
    found = answer(made, ASK)
    assert (found.text, found.value, found.unit) == ("$222 million", 221_757_000, "USD")


def test_the_basis_of_an_answer_is_that_of_its_own_amount(real_shelf: Shelf) -> None:
    total = answer(stage.build(real_shelf, "losses_total", {"place": "tucson"}), ASK)
    assert "everyone counted" in total.basis
    assert "one person" not in total.basis
    profile = stage.build(real_shelf, "profile", {"place": "tucson"})
    head = profile.table.rows[0][0].text
    columns = {column.label: column.id for column in profile.table.columns}
    each, whole = (
        answer(profile, ASK.model_copy(update={"row": head, "column": columns[label]}))
        for label in ("Loss per person", "In total")
    )
    assert "one person" in each.basis
    assert "everyone counted" in whole.basis
    ranking = stage.build(real_shelf, "ranking", {"measure": "share_19_20_with_hs_diploma", "places": "tucson"})
    assert answer(ranking, ASK).basis == ""


def test_assumptions_hold_for_all_slides_and_counts_for_one(real_shelf: Shelf) -> None:
    made = {each.name: each.common for each in turned("losses_total", {"place": "tucson"}, real_shelf).controls}
    assert made["discount_rate"]
    assert not made["count"]
    assert not made["place"]


def test_of_many_years_the_last_one_of_the_place_in_the_title(real_shelf: Shelf) -> None:
    measure = "share_19_20_with_hs_diploma"
    made = stage.build(real_shelf, "trend", {"measure": measure, "places": "tucson,phoenix"})
    tucson = [row for row in made.table.rows if row[0].text == "Tucson"]
    assert answer(made, ASK).value == tucson[-1][2].value


def test_the_answer_of_a_cell(real_shelf: Shelf) -> None:
    made = stage.build(real_shelf, "graduation", {"place": "tucson"})
    row, column = made.table.rows[0], made.table.columns[1]
    found = answer(made, ASK.model_copy(update={"row": row[0].text, "column": column.id}))
    assert (found.value, found.text) == (row[1].value, row[1].text)
    gone = answer(made, ASK.model_copy(update={"row": "1066", "column": column.id}))
    assert gone.value is None and "1066" in gone.text


def test_a_slide_without_a_number_says_so(real_shelf: Shelf) -> None:
    made = replace(stage.build(real_shelf, "peers", {"place": "tucson"}), number="")
    assert answer(made, ASK).value is None


def test_a_private_exhibit_is_none(real_shelf: Shelf) -> None:
    with pytest.raises(UnknownExhibitError):
        turned("own_funnel", {}, real_shelf)


def test_controls_fit_the_exhibit(real_shelf: Shelf) -> None:
    measure = {"measure": "share_19_20_with_hs_diploma", "places": "tucson,mesa"}
    found = {each.name: each for each in controls("ranking", measure, real_shelf.reader)}
    assert (found["places"].value, found["places"].rest, found["places"].shared) == ("tucson", ("mesa",), "places")
    assert found["measure"].drops == ("period",)
    assert len(found["period"].options) > 1
    youth = {"place": "arizona", "population": "disconnected_youth"}
    names = {each.name for each in controls("losses_total", youth, real_shelf.reader)}
    assert "keep_crime" not in names
    assert controls("own_funnel", {}, real_shelf.reader) == ()


def test_every_range_stands_where_the_slide_does(real_shelf: Shelf) -> None:
    made = turned("losses_total", {"place": "tucson", "discount_rate": "0.05"}, real_shelf)
    for control in made.controls:
        if control.kind == "range":
            assert control.least <= float(control.value) <= control.most, control.name


def test_names_under_columns_that_would_meet_become_rows(real_shelf: Shelf) -> None:
    figure = stage.build(real_shelf, "loss_components", {"place": "tucson"}).figure
    assert figure is not None
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high  # rows are counted from the top
