"""Agendas: their order, their limits, and what becomes of two editors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.documents import Documents
from database.migrate import upgrade
from operations.agendas import (
    MOST_ITEMS,
    Agenda,
    Agendas,
    ChangedMeanwhile,
    NotAnAgenda,
    duplicated,
    in_order,
    moved,
    new_item,
    read,
    replaced,
    with_item,
    without,
)


@pytest.fixture
def agendas(tmp_path: Path) -> Agendas:
    url = f"sqlite:///{tmp_path / 'agendas.sqlite'}"
    upgrade(url)
    return Agendas(Documents(url))


def an_agenda(items: int) -> Agenda:
    made = Agenda(title="Convening")
    for number in range(items):
        made = with_item(made, new_item("profile", {"place": f"place-{number}"}))
    return made


def places(agenda: Agenda) -> list[str]:
    return [item.parameters["place"].removeprefix("place-") for item in agenda.items]


def test_kept_found_listed_and_taken_away(agendas: Agendas) -> None:
    first, second = agendas.create(an_agenda(2)), agendas.create(Agenda(title="Second"))
    assert agendas.find(first.id) == first
    assert {saved.id for saved in agendas.all()} == {first.id, second.id}
    agendas.remove(first.id, first.version)
    assert agendas.find(first.id) is None
    assert [saved.id for saved in agendas.all()] == [second.id]


def test_the_second_of_two_editors_sees_the_first(agendas: Agendas) -> None:
    opened = agendas.create(an_agenda(1))
    theirs = agendas.save(opened.id, an_agenda(3), opened.version)
    with pytest.raises(ChangedMeanwhile) as refused:
        agendas.save(opened.id, Agenda(title="mine"), opened.version)
    assert refused.value.theirs == theirs
    assert agendas.find(opened.id) == theirs


def test_what_was_taken_away_is_not_saved_over(agendas: Agendas) -> None:
    opened = agendas.create(an_agenda(1))
    agendas.remove(opened.id, opened.version)
    with pytest.raises(NotAnAgenda, match="taken away"):
        agendas.save(opened.id, an_agenda(2), opened.version)


@pytest.mark.parametrize(
    ("at", "by", "order"), [(0, 1, "1023"), (0, 99, "1230"), (3, -1, "0132"), (3, -99, "3012"), (1, 0, "0123")]
)
def test_an_item_moves_at_most_to_an_end(at: int, by: int, order: str) -> None:
    agenda = an_agenda(4)
    assert "".join(places(moved(agenda, agenda.items[at].id, by))) == order


def test_moving_what_is_not_there_changes_nothing() -> None:
    agenda = an_agenda(2)
    assert moved(agenda, "abcdef", 1) == agenda


@given(st.permutations(range(5)), st.integers(0, 5))
def test_any_order_keeps_every_item_once(order: list[int], named: int) -> None:
    agenda = an_agenda(5)
    asked = [agenda.items[place].id for place in order[:named]]
    found = [item.id for item in in_order(agenda, [*asked, "nobody", *asked[:1]]).items]
    assert found[:named] == asked
    assert sorted(found) == sorted(item.id for item in agenda.items)


def test_a_copy_stands_right_behind_with_an_id_of_its_own() -> None:
    agenda = an_agenda(2)
    made = duplicated(agenda, agenda.items[0].id)
    assert places(made) == ["0", "0", "1"]
    assert len({item.id for item in made.items}) == 3
    assert places(without(made, made.items[1].id)) == ["0", "1"]


def test_an_item_is_exchanged_in_its_place() -> None:
    agenda = an_agenda(3)
    item = agenda.items[1].model_copy(update={"line": "as said", "minutes": 5})
    made = replaced(agenda, item)
    assert [each.line for each in made.items] == ["", "as said", ""]
    assert made.minutes == 9


def test_a_full_agenda_says_so() -> None:
    full = an_agenda(MOST_ITEMS)
    with pytest.raises(NotAnAgenda, match="at most"):
        with_item(full, new_item("profile", {}))
    with pytest.raises(NotAnAgenda, match="at most"):
        duplicated(full, full.items[0].id)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "agenda"),
        ("[]", "agenda"),
        ('{"title": ""}', "title"),
        (
            '{"title": "a", "items": [{"id": "abcdef", "exhibit": "../x", "parameters": {}}]}',
            "the exhibit of item 1 cannot be read",
        ),
        (
            '{"title": "a", "items": [{"id": "<b>", "exhibit": "profile", "parameters": {}}]}',
            "the id of item 1 cannot be read",
        ),
        ('{"title": "a", "more": 1}', "more"),
        ('{"title": "a", "items": [{"id": "abcdef", "exhibit": "x", "parameters": {}, "minutes": 1e9}]}', "minutes"),
    ],
)
def test_what_has_not_the_form_is_refused_with_the_place(text: str, where: str) -> None:
    with pytest.raises(NotAnAgenda, match=where):
        read(text)


def test_what_is_kept_is_what_was_given() -> None:
    agenda = an_agenda(3)
    assert read(agenda.model_dump_json()) == agenda


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"title": "A", "items": [{}]}', "item 1 has no "),
        ('{"title": 3}', "the title of the agenda cannot be read"),
        ("nonsense", "it is damaged, or holds no agenda"),
        ("[]", "it is damaged, or holds no agenda"),
    ],
)
def test_what_is_no_agenda_is_said_in_plain_words(text: str, said: str) -> None:
    with pytest.raises(NotAnAgenda) as refused:
        read(text)
    assert said in str(refused.value)
    assert "required" not in str(refused.value)
    assert "items.0" not in str(refused.value)
