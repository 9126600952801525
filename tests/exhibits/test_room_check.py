"""The room check: what it finds, what blocks, and when an agenda is ready. And the templates it is used on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from exhibits.agenda_items import BuiltItem
from exhibits.agenda_templates import TEMPLATES, begin, template
from exhibits.frozen import Moved
from exhibits.model import BadParameterError, Cell, Column, Table
from exhibits.room_check import RoomCheck, check
from exhibits.shelf import Shelf
from exhibits.stage import Slide
from operations.agendas import Question, new_item

TABLE = Table(
    (Column("place", "City"), Column("value", "Diploma", "percent")),
    (
        (Cell("Tucson", "Tucson"), Cell(85.0, "85%")),
        (Cell("Jerome", "Jerome"), Cell(None, "hidden", "hidden for privacy")),
    ),
)
FIGURE: dict[str, Any] = {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"width": 1180, "height": 660}}
SLIDE = Slide(
    exhibit="ranking",
    parameters={},
    title="85% have a diploma",
    number="85%",
    number_note="",
    figure=FIGURE,
    label_pixels=44,
    table=replace(TABLE, rows=TABLE.rows[:1]),
    credit="Bureau",
    basis="",
    changed=(),
    empty="",
    address="/exhibit/ranking",
    data_version="v",
)
ITEM = new_item("ranking", {"measure": "x"}, "What we say").model_copy(update={"minutes": 2})


def built(slide: Slide | None = SLIDE, **changes: Any) -> BuiltItem:
    item = ITEM.model_copy(update=changes.pop("item", {}))
    return replace(BuiltItem(item, slide, None, "", None, (), ""), **changes)


def kinds(found: RoomCheck) -> list[tuple[str, bool]]:
    return [(finding.kind, finding.blocks) for item in found.items for finding in item.findings]


def test_ready_only_when_all_holds() -> None:
    found = check([built(), built()], length=4)
    assert kinds(found) == []
    assert found.minutes == 4
    assert found.ready


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (built(None, problem="There is no exhibit “x” any more."), "missing"),
        (built(moved=(Moved("The number", "85%", "86%", ""),), cause="The data changed."), "stale"),
        (built(replace(SLIDE, empty="No city figure.")), "empty"),
        (built(replace(SLIDE, figure={"data": [], "layout": {}})), "empty"),
        (built(replace(SLIDE, table=replace(TABLE, rows=TABLE.rows[1:]), number="")), "hidden"),
        (built(replace(SLIDE, label_pixels=27)), "small"),
        (built(replace(SLIDE, number=""), item={"question": Question(text="How many?")}), "question"),
        (built(item={"question": Question(text="How many?", row="Mesa", column="value")}), "question"),
    ],
)
def test_each_fault_is_found_and_blocks(item: BuiltItem, kind: str) -> None:
    found = check([built(item={"parameters": {"measure": "other"}}), item])
    assert kinds(found) == [(kind, True)]
    assert not found.ready
    assert found.items[0].ok


def test_a_fresh_agenda_without_spoken_lines_is_ready_and_says_what_could_be_better() -> None:
    found = check([built(item={"line": ""}), built(item={"line": "", "parameters": {"measure": "other"}})])
    assert kinds(found) == [("silent", False), ("silent", False)]
    assert found.ready
    assert all(finding.remedy for item in found.items for finding in item.findings)


def test_what_can_be_mended_says_how_and_what_cannot_is_only_said() -> None:
    hidden = check([built(replace(SLIDE, table=TABLE))]).items[0].findings[0]
    assert (hidden.remedy, hidden.blocks) == ("", False)
    small = check([built(replace(SLIDE, label_pixels=27))]).items[0].findings[0]
    assert (small.remedy, small.blocks) == ("Show fewer places or years.", True)


def test_some_hidden_numbers_are_said_and_do_not_block() -> None:
    found = check([built(replace(SLIDE, table=TABLE))])
    assert kinds(found) == [("hidden", False)]
    assert "1 of its numbers: hidden for privacy" in found.items[0].findings[0].words
    assert found.ready


def test_the_minutes_are_reckoned_from_what_is_said() -> None:
    item = built(item={"notes": "word " * 260})
    found = check([built(item={"parameters": {"measure": "other"}}), item])
    assert [each.estimate for each in found.items] == [1, 3]
    assert found.estimate == 4
    assert kinds(found) == [("pace", False)]
    assert found.items[1].findings[0].words == "To see it and say all of it takes about 3 min; 2 are planned."
    asked = built(item={"question": Question(text="How many?")})
    assert check([asked]).estimate == 2
    assert found.ready


def test_a_row_may_answer() -> None:
    asked = Question(text="How many of a hundred?", row="Tucson", column="value")
    assert check([built(item={"question": asked})]).ready


def test_too_long_or_nothing_at_all_is_not_ready() -> None:
    assert check([built(), built()], length=3).faults == ("It takes 4 minutes, 1 more than the 3 there are.",)
    assert check([]).faults == ("There is nothing on the agenda yet.",)


def test_what_the_browser_saw_counts() -> None:
    item = built()
    seen: Mapping[str, Any] = {item.item.id: ("text cut", "labels overlap")}
    found = check([item], seen=seen)
    assert [kind for kind, _ in kinds(found)] == ["drawn", "drawn"]
    assert not found.ready


@pytest.mark.parametrize("each", TEMPLATES, ids=lambda each: each.id)
@pytest.mark.parametrize("place", ["tucson", "kearny"])
def test_templates_hold_what_can_be_shown(real_shelf: Shelf, each: Any, place: str) -> None:
    made = begin(each, real_shelf, place)
    assert len(made.agenda.items) >= 3
    for item in made.agenda.items:
        exhibit = real_shelf.build(item.exhibit, item.parameters)
        assert not exhibit.empty
        assert item.line
    if place == "tucson":
        assert made.left_out == ()
        assert made.agenda.minutes <= each.length
        assert any(item.question for item in made.agenda.items)


def test_what_a_city_lacks_is_left_out_and_said(real_shelf: Shelf) -> None:
    found = template("city")
    assert found is not None
    made = begin(found, real_shelf, "kearny")
    assert len(made.left_out) == 2
    assert all(words.startswith("Left out “") for words in made.left_out)
    with pytest.raises(BadParameterError):
        begin(found, real_shelf, "atlantis")


def test_labels_for_the_front_rows_are_said_and_do_not_block() -> None:
    found = check([built(replace(SLIDE, label_pixels=34))])
    assert kinds(found) == [("small", False)]
    assert "5 screen heights" in found.items[0].findings[0].words
    assert found.ready


def test_an_answer_that_stands_openly_elsewhere_is_found() -> None:
    question = Question(text="How many?", row="Tucson", column="value")
    asked = built(item={"question": question, "id": "asked00"})
    found = check([asked, built()])
    assert ("question", True) in kinds(found)
    assert "Item 2" in found.items[0].findings[0].words
    elsewhere = built(item={"parameters": {"measure": "y"}})
    assert kinds(check([asked, elsewhere])) == []
