"""Cards: a number or an honest empty state; each amount carries its basis."""

from __future__ import annotations

from components.cards import cards
from exhibits.model import Card, Fact
from tests.components.test_frame import found, plain
from tests.exhibits.test_formats import BASIS
from tests.running import all_words

CARD = Card(
    "Did not finish",
    "one class",
    "579",
    "of 3,292",
    "",
    (
        Fact("loss per person", "$383K", "state", basis=BASIS),
        Fact("whole class", "not published", state="not published"),
    ),
)
EMPTY = Card("Neither", "a stock", "", "", "Not published for Jerome. Arizona: 183,200.", ())


def test_the_basis_travels_with_the_amount() -> None:
    values = found(plain(cards((CARD,))), "Dd")
    assert "2013 dollars" in values[0]["data-basis"]
    assert "state" in all_words(values[0]["children"])
    assert "data-basis" not in values[1]


def test_an_empty_card_shows_words_and_no_number() -> None:
    tree = plain(cards((EMPTY,)))
    assert "Not published for Jerome." in all_words(tree)
    assert not any(props.get("className") == "big-number" for props in found(tree, "Span"))


def test_two_cards_stand_side_by_side_and_nothing_is_between() -> None:
    tree = plain(cards((CARD, EMPTY)))
    assert len(found(tree, "Section")) == 2
    assert "+" not in all_words(tree)
    assert "=" not in all_words(tree)
