"""The cards of two populations: a number or an honest empty state, and three facts with their basis."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from exhibits.basis_words import basis_line
from exhibits.model import Card, Fact


def cards(content: tuple[Card, ...]) -> html.Div:
    """Cards side by side; on a phone one under the other."""
    return html.Div([_card(card) for card in content], className="two-cards")


def _card(card: Card) -> html.Section:
    middle: Any = (
        html.P(_empty(card.empty), className="not-published")
        if card.empty
        else html.P(
            [html.Span(card.number, className="big-number"), " ", html.Span(card.number_note, className="number-note")],
            className="big",
        )
    )
    return html.Section(
        [
            html.H2(card.title),
            html.P(card.kind, className="kind"),
            middle,
            html.Dl([_fact(fact) for fact in card.facts], className="facts"),
            *_basis(card),
            *_note(card),
        ],
        className="card-population",
    )


def _note(card: Card) -> list[Any]:
    """What stands beside its amounts: how sure they are, and why they differ from the printed ones."""
    bases = dict.fromkeys(basis_line(fact.basis) for fact in card.facts if fact.basis)
    said = attributes(data_basis="; ".join(bases)) if bases else {}
    return [html.P(card.note, className="card-note", **said)] if card.note else []


def _empty(text: str) -> list[Any]:
    first, stop, rest = text.partition(". ")
    return [html.B(first + stop), rest]


def _fact(fact: Fact) -> html.Div:
    value: list[Any] = [html.Span(fact.text, className="missing" if fact.state else "fact-value")]
    if fact.mark:
        value += [" ", html.Span(fact.mark, className="fact-mark")]
    # the basis travels with the number itself, for tooltips and for whoever checks that no dollar is bare
    said = attributes(data_basis=basis_line(fact.basis), title=basis_line(fact.basis)) if fact.basis else {}
    return html.Div([html.Dt(fact.label), html.Dd(value, **said)])


def _basis(card: Card) -> list[Any]:
    bases = [fact.basis for fact in card.facts if fact.basis]
    return [html.P(basis_line(bases[0]), className="card-basis")] if bases else []
