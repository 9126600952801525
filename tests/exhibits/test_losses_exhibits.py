"""The exhibits of the desk: their numbers against the model, their words against the numbers, axes that stay put."""

from __future__ import annotations

import re
from typing import Any

import pytest

from economics import Assumptions, parameter_table, read_assumptions, tornado
from exhibits.losses_all import MODULES, desk_exhibits
from exhibits.losses_axes import span_of, top_of
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.model import Exhibit
from exhibits.parameters import read
from exhibits.shelf import KINDS, Shelf


def desk(shelf: Shelf, **query: str) -> Desk:
    return desk_of(read(Parameters, query), shelf.reader)


def built(shelf: Shelf, name: str, **query: str) -> Exhibit:
    return shelf.build(f"losses_{name}", query)


def column(exhibit: Exhibit, name: str) -> list[Any]:
    place = [each.id for each in exhibit.table.columns].index(name)
    return [row[place].value for row in exhibit.table.rows]


def test_all_are_on_the_shelf_and_are_made_together(real_shelf: Shelf) -> None:
    made = desk_exhibits(read(Parameters, {}), real_shelf.reader, ["cities"])
    for key, module in MODULES.items():
        assert KINDS[module.NAME].build is module.build
        assert made[key] == real_shelf.build(module.NAME, {})


def test_headline_has_one_grammar(real_shelf: Shelf) -> None:
    arizona = (
        "n estimated 18,100 young people of Arizona who turned 18 without a diploma in 2012 cost society an estimated"
    )
    assert built(real_shelf, "total").title == f"A{arizona} $7.6 billion over their lifetimes."
    assert built(real_shelf, "total", discount_rate="0.05").title == (
        f"At a discount rate of 5%, a{arizona} $6.2 billion over their lifetimes, $1.4 billion less than at 3.5%."
    )
    assert "With 2 assumptions changed" in built(real_shelf, "total", discount_rate="0.05", retire="67").title
    young = built(real_shelf, "total", population="disconnected_youth").title
    assert young.startswith(
        "An estimated 183,200 young people of Arizona neither in school nor at work in 2012 cost society"
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"place": "tucson"}, "The 579 of Tucson Unified’s class of 2024 who did not graduate in four years"),
        ({"place": "tucson", "counted": "published"}, "An estimated 1,140 young people of Tucson who turned 18"),
        ({"edition": "2018"}, "The 18,460 of Arizona’s class of 2015 who did not graduate in four years"),
        ({"place": "phoenix", "population": "disconnected_youth"}, "More than 45,000 young people of Phoenix"),
        (
            {"place": "gilbert", "counted": "published"},
            "The young people of Gilbert who turned 18 without a diploma in 2012",
        ),
    ],
)
def test_the_word_class_stands_only_where_it_is_one_and_hedges_survive(
    real_shelf: Shelf, query: dict[str, str], said: str
) -> None:
    title = built(real_shelf, "total", **query).title
    assert title.startswith(said)
    assert ("class" in title) == ("graduate in four years" in title)
    if query.get("place") == "tucson":
        assert "cost society up to $" in title, "the source prints up to 383,000 a person"


def test_a_place_without_a_count_speaks_of_one_person(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "total", place="jerome")
    assert exhibit.key_number == "$421 thousand"
    assert "each person" in exhibit.title.lower()
    assert "the state’s value" in exhibit.sentence
    assert [fact.text for fact in exhibit.cards[0].facts].count("not published") == 3


def test_who_bears_it_is_said_only_where_published(real_shelf: Shelf) -> None:
    for place, amount in (("arizona", "$1.5 billion"), ("phoenix", "$193 million"), ("gilbert", "$15 million")):
        assert amount in built(real_shelf, "total", place=place, discount_rate="0.05").cards[0].note
    assert "not published for Tucson" in built(real_shelf, "total", place="tucson").cards[0].note


@pytest.mark.parametrize("name", sorted(MODULES))
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"discount_rate": "0.08", "include": "none"},
        {"place": "jerome", "keep_earnings": "0"},
        {"population": "disconnected_youth", "place": "mesa", "retire": "60"},
        {"edition": "2018", "count": "0"},
        {"place": "gilbert", "purse": "fiscal", "cost": "0", "a_retire": "70"},
    ],
)
def test_every_state_can_be_built_and_every_dollar_has_a_basis(
    real_shelf: Shelf, name: str, query: dict[str, str]
) -> None:
    exhibit = real_shelf.build(MODULES[name].NAME, query)
    words = " ".join([exhibit.title, exhibit.subtitle, exhibit.sentence, exhibit.summary, str(exhibit.figure)])
    if re.search(r"\$\d", words):
        assert exhibit.basis
    for row in exhibit.table.rows:
        if any(re.search(r"\$\d", cell.text) and not cell.no_loss for cell in row):
            assert "dollar" in row[-1].text
            assert "discount rate" in row[-1].text


def test_waterfall_table_adds_up_and_a_part_left_out_is_said(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "waterfall", discount_rate="0.05", include="earnings,crime")
    amounts = column(exhibit, "now")
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1], abs=0.01)
    assert [row[1].text for row in exhibit.table.rows].count("left out") == 5
    assert column(exhibit, "study")[-1] == pytest.approx(421_280)


def test_axes_stay_while_a_slider_moves_and_widen_only_in_steps(real_shelf: Shelf) -> None:
    for name, axis in (("waterfall", "yaxis"), ("tornado", "xaxis"), ("cities", "xaxis")):
        ranges = {
            str((built(real_shelf, name, discount_rate=rate).figure or {})["layout"][axis]["range"])
            for rate in ("0.035", "0.036", "0.04", "0.045")
        }
        assert len(ranges) == 1, name
    assert top_of(100, [90]) == 100
    assert top_of(100, [101]) == 170
    assert span_of(10, 20, [12, 19]) == (10, 20)
    assert span_of(10, 20, [9]) == (4, 20)


def test_ghosts_are_drawn_only_where_something_differs(real_shelf: Shelf) -> None:
    for name in ("waterfall", "tornado", "chance", "cities"):
        before = built(real_shelf, name).figure or {"data": []}
        after = built(real_shelf, name, discount_rate="0.045").figure or {"data": []}
        assert len(after["data"]) > len(before["data"]), name


def test_tornado_equals_single_runs_and_sorts_again_when_a_range_changes(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "tornado")
    anchor = desk(real_shelf).found.anchor
    swings = {}
    for one in parameter_table().drawn(anchor.population):
        low, high = (desk(real_shelf, **{one.id: str(value)}).loss.person.total.amount for value in (one.low, one.high))
        swings[one.id] = abs(high - low)
    assert column(exhibit, "assumption")[0] == max(swings, key=lambda name: swings[name])
    assert column(exhibit, "swing")[0] == pytest.approx(max(swings.values()), abs=0.005)
    narrowed = built(real_shelf, "tornado", discount_rate_range="0.034,0.036")
    assert column(narrowed, "assumption")[0] != "discount_rate"
    assert column(exhibit, "assumption") == [bar.id for bar in tornado(anchor, Assumptions())]


def test_dots_say_the_share_of_all_draws(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "chance", threshold="5000000000")
    assert exhibit.title == "In 90 of 100 runs it is more than $5 billion"
    independent = built(real_shelf, "chance", threshold="5000000000", causes="independent")
    assert independent.title == "In 93 of 100 runs it is more than $5 billion"
    for one in (exhibit, independent):
        assert "linked: median $6.4 billion, 5-95% $4.6 billion to $8.2 billion" in one.subtitle
        assert "independent: median $6.3 billion, 5-95% $4.9 billion to $8.1 billion" in one.subtitle
    assert built(real_shelf, "chance", threshold="5000000000") == exhibit
    assert built(real_shelf, "chance", threshold="99000000000").title.startswith("In 0 of 100")
    assert built(real_shelf, "chance", threshold="0").title.startswith("In 100 of 100")
    marks = (exhibit.figure or {})["data"][0]
    assert len(marks["x"]) == 100


def test_break_even_is_the_smallest_number_that_pays(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "break_even", cost="180000", discount_rate="0.05")
    rows = {row[0].text: row[1].value for row in exhibit.table.rows}
    assert rows["That many are worth"] >= rows["Program cost"] == pytest.approx(180_000 * 232.957 / 321.943)
    assert rows["Completions needed"] == 1
    state = built(real_shelf, "break_even", cost="1000000", purse="fiscal", discount_rate="0.05")
    fiscal = {row[0].text: row[1].value for row in state.table.rows}
    assert fiscal["One completion is worth"] == pytest.approx(1.5e9 / 18_100)
    assert fiscal["One fewer"] < fiscal["Program cost"] <= fiscal["That many are worth"]
    assert fiscal["Program cost"] == pytest.approx(1_000_000 * 232.957 / 321.943), "2025 dollars put into those of 2013"
    none = built(real_shelf, "break_even", place="tucson", purse="fiscal")
    assert none.empty.startswith("Not published for Tucson")
    rows = {row[0].text: [cell.text for cell in row[1:4]] for row in none.table.rows}
    assert rows["Completions needed"][0] == "not published"
    assert rows["Completions needed"][1:] == ["3", "2"], "what the others would need stands beside it"


def test_a_what_if_on_people_is_the_places_own(real_shelf: Shelf) -> None:
    plain = built(real_shelf, "cities", place="phoenix", counted="published")
    halved = built(real_shelf, "cities", place="phoenix", counted="published", count="1535")
    before = dict(zip(column(plain, "place"), column(plain, "now"), strict=True))
    after = dict(zip(column(halved, "place"), column(halved, "now"), strict=True))
    assert after.pop("phoenix") == pytest.approx(before.pop("phoenix") / 2)
    assert after == before


def test_two_scenarios_are_explained_part_by_part(real_shelf: Shelf) -> None:
    exhibit = built(real_shelf, "difference", discount_rate="0.05", a_keep_earnings="0.8")
    rows = {row[0].value: [cell.value for cell in row[1:4]] for row in exhibit.table.rows}
    together = rows.pop("together")
    total = rows.pop("total")
    assert total[0] == pytest.approx(362_782.37, abs=0.005)
    assert total[1] == pytest.approx(342_361.77, abs=0.005)
    assert sum(row[2] for row in rows.values()) == pytest.approx(total[2], abs=0.01)
    assert together[2] == pytest.approx(18_100 * total[2], abs=1)


def test_ways_reconcile(real_shelf: Shelf) -> None:
    amounts = dict(
        zip(column(built(real_shelf, "ways"), "way"), column(built(real_shelf, "ways"), "amount"), strict=True)
    )
    assert amounts["All of them together, over a lifetime"] == pytest.approx(421_280 * 18_100)
    years = amounts["Per person, over a lifetime"] / amounts["Per person, a year"]
    assert amounts["All of them together, over a lifetime"] / amounts["All of them together, a year"] == pytest.approx(
        years
    )
    assert len(built(real_shelf, "ways", place="jerome").table.rows) == 2


def test_changed_assumptions_go_with_every_exhibit(real_shelf: Shelf) -> None:
    for module in MODULES.values():
        notes = real_shelf.build(module.NAME, {"discount_rate": "0.05"}).notes
        assert "Changed: Discount rate, 5% (baseline 3.5%)." in notes, module.NAME


def test_the_model_is_asked_with_the_settings(real_shelf: Shelf) -> None:
    now = desk(real_shelf, discount_rate="0.05", spill="0.1")
    assert now.assumptions == read_assumptions(now.population, {"discount_rate": 0.05, "spill": 0.1})
