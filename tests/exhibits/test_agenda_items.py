"""Items of an agenda: live, frozen, gone; and never a true count."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from database.documents import Documents
from database.migrate import upgrade
from exhibits.agenda_items import NotKept, built, built_agenda, keep, let_go
from exhibits.shelf import Shelf
from operations.agendas import Agenda, new_item

VERSION = "1"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    url = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    upgrade(url)
    return Documents(url)


def test_a_live_item_is_the_exhibit_of_now(small_shelf: Shelf, documents: Documents) -> None:
    item = new_item("walk_returns", {})
    made = built(item, small_shelf, documents, VERSION)
    assert made.exhibit is not None and made.slide is not None
    assert made.slide.title == made.exhibit.title
    assert (made.problem, made.kept, made.moved, made.cause) == ("", None, (), "")


def test_a_frozen_item_shows_what_it_showed(small_shelf: Shelf, documents: Documents) -> None:
    item = keep(new_item("walk_returns", {}), small_shelf, documents, VERSION, NOW)
    before = built(let_go(item), small_shelf, documents, VERSION).slide
    made = built(item, small_shelf, documents, VERSION)
    assert made.slide == before
    assert made.kept is not None and made.kept.created_at == NOW
    assert made.moved == ()
    assert made.cause == "Nothing has changed since."


def test_what_was_frozen_elsewhere_is_said_to_be_live(small_shelf: Shelf, documents: Documents) -> None:
    item = new_item("walk_returns", {}).model_copy(update={"kept": "abcdef"})
    made = built(item, small_shelf, documents, VERSION)
    assert made.slide is not None
    assert "numbers of today" in made.problem


@pytest.mark.parametrize(
    ("exhibit", "parameters", "said"),
    [
        ("nothing_such", {}, "no exhibit"),
        ("profile", {"place": "atlantis"}, "atlantis"),
        ("own_funnel", {}, "district only"),
    ],
)
def test_what_cannot_be_made_says_why(
    small_shelf: Shelf, documents: Documents, exhibit: str, parameters: dict[str, str], said: str
) -> None:
    item = new_item(exhibit, parameters)
    (made,) = built_agenda(Agenda(title="a", items=(item,)), small_shelf, documents, VERSION)
    assert made.slide is None and made.exhibit is None
    assert said in made.problem
    with pytest.raises(NotKept, match=said):
        keep(item, small_shelf, documents, VERSION, NOW)
    assert documents.all("kept-item") == ()
