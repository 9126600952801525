"""What the desk answers when a control is let go: texts by the id of their place, figures, and how the controls stand.

A slider that is let go must be answered in the blink of an eye. Going through one component property for each of some
hundred texts takes several times as long as drawing the charts, so the answer is one value, and ``losses.js`` puts its
parts where they belong. The places themselves (``slot``) are made once, with the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from components.assumption_pay import pay_slots
from components.assumption_row import scale_of, span, value_of
from components.assumption_slots import Slots, slot
from economics import Basis, Parameter, Population, parameter_table
from exhibits.basis_words import basis_line
from exhibits.loss_anchor import EDITIONS
from exhibits.losses_chance import chance_of, threshold_of
from exhibits.losses_desk import Desk
from exhibits.losses_words import change_words, eyebrow, shown
from exhibits.model import CHANGED, Exhibit, Fact

MOST_WAYS = 6
MOST_BESIDE = 1 + len(EDITIONS)


def slots_of(desk: Desk, exhibits: Mapping[str, Exhibit]) -> Slots:
    """Every text of the desk's answer by the id of its place."""
    total = exhibits["total"]
    basis = basis_line(shown(desk.loss).basis)
    slots = {
        "desk-eyebrow": {"text": eyebrow(desk)},
        "desk-total": {"text": total.key_number, "basis": basis},
        "desk-headline": {"text": total.title, "basis": basis},
        "desk-basis": {"text": total.sentence},
        **_beside_slots(total),
        "desk-bears": {
            "text": total.cards[0].note,
            "basis": _words(desk.loss.fiscal.basis if desk.loss.fiscal else None),
        },
    }
    for place, fact in enumerate(total.cards[0].facts):
        slots |= _fact_slots(place, fact)
    for key, exhibit in exhibits.items():
        if key != "total":
            slots |= head_slots(key, exhibit)
    return slots | _way_slots(exhibits["ways"]) | pay_slots(exhibits["break-even"])


def _beside_slots(total: Exhibit) -> Slots:
    """How sure the total is, and what is printed beside it: the total's notes, but for those on changed assumptions."""
    said = [note for note in total.notes if not note.startswith(CHANGED)]
    basis = "; ".join(map(basis_line, total.basis))
    texts = said + [""] * (MOST_BESIDE - len(said))
    return {f"desk-beside-{place}": {"text": text, "basis": basis} for place, text in enumerate(texts)}


def _words(basis: Basis | None) -> str:
    return basis_line(basis) if basis else ""


def _fact_slots(place: int, fact: Fact) -> Slots:
    return {
        f"desk-fact-{place}": {
            "text": fact.text,
            "basis": _words(fact.basis),
            "kind": "missing" if fact.state else "fact-value",
        },
        f"desk-fact-{place}-mark": {"text": fact.mark},
    }


def head_slots(key: str, exhibit: Exhibit) -> Slots:
    """The texts of one exhibit's frame."""
    below = key == "chance"
    return {
        f"desk-{key}-title": {"text": exhibit.title, "no_loss": exhibit.title_dollars},
        f"desk-{key}-sub": {"text": exhibit.subtitle},
        f"desk-{key}-empty": {"text": exhibit.empty},
        f"desk-{key}-sentence": {"text": "" if below else exhibit.sentence},
        f"desk-{key}-summary": {"text": exhibit.summary},
        f"desk-{key}-credit": {"text": exhibit.credit},
    }


def _way_slots(exhibit: Exhibit) -> Slots:
    slots: Slots = {}
    rows = [tuple(cell.text for cell in row) for row in exhibit.table.rows]
    for place in range(MOST_WAYS):
        name, amount, sums, basis = rows[place] if place < len(rows) else ("", "", "", "")
        slots |= {
            f"desk-way-{place}-name": {"text": name},
            f"desk-way-{place}-amount": {"text": amount, "basis": basis},
            f"desk-way-{place}-sum": {"text": sums, "basis": basis},
            f"desk-way-{place}-basis": {"text": basis},
        }
    return slots


def lead(desk: Desk, total: Exhibit, slots: Slots) -> list[Any]:
    """The total, the headline, its basis, and the four facts."""
    facts = [
        html.Div(
            [
                html.Dt(fact.label),
                html.Dd(
                    [
                        slot(f"desk-fact-{place}", html.Span, slots, "missing" if fact.state else "fact-value"),
                        " ",
                        slot(f"desk-fact-{place}-mark", html.Span, slots, "fact-mark"),
                    ]
                ),
            ]
        )
        for place, fact in enumerate(total.cards[0].facts)
    ]
    return [
        slot("desk-total", html.P, slots, "desk-total"),
        slot("desk-headline", html.H1, slots, "headline"),
        slot("desk-basis", html.P, slots, "basis"),
        *[slot(f"desk-beside-{place}", html.P, slots, "desk-beside") for place in range(MOST_BESIDE)],
        html.Dl(facts, className="facts desk-facts"),
        slot("desk-bears", html.P, slots, "exhibit-sub desk-bears"),
    ]


def ways(slots: Slots) -> html.Dl:
    """The ways to say a loss as cards: how it is said, the amount, the sum, the basis. One table row each."""
    return html.Dl([_way(place, slots) for place in range(MOST_WAYS)], className="ways")


def _way(place: int, slots: Slots) -> html.Div:
    name = f"desk-way-{place}"
    return html.Div(
        [
            slot(f"{name}-name", html.Dt, slots),
            slot(f"{name}-amount", html.Dd, slots, "way-amount"),
            slot(f"{name}-sum", html.Dd, slots, "way-sum"),
            slot(f"{name}-basis", html.Dd, slots, "way-basis"),
        ]
    )


def not_in_range(words: tuple[str, ...]) -> html.Details:
    """What the dots leave out, one key away."""
    return html.Details(
        [html.Summary("What is not in the range"), html.Ul([html.Li(each) for each in words])], className="not-in-range"
    )


def told(desk: Desk, said: tuple[str, ...], address: str) -> dict[str, Any]:
    """How the controls stand in the state the server settled, its address, and what of it could not be used."""
    drawn = chance_of(desk).axis
    rows = {one.id: _row(one, desk) for one in parameter_table().assumption if one.id in ("count", "rate")}
    return {
        "query": desk.query(),
        "address": address,
        "said": list(said),
        "chips": [[change.id, change_words(change, desk.loss)] for change in desk.assumptions.changes()],
        "kept": desk.kept is not None,
        "threshold": {"low": drawn.low, "high": drawn.high, "value": threshold_of(desk).amount},
        "rows": rows,
        "price_year": desk.found.anchor.price_year,
        "youth": desk.population is Population.DISCONNECTED_YOUTH,
    }


def _row(one: Parameter, desk: Desk) -> dict[str, Any]:
    """What the place's data decide about a row: its span, its central value and its value, in the assumption's unit."""
    _, _, _, most, central = span(one, desk)
    return {"scale": scale_of(one.unit), "most": most, "central": central, "value": value_of(one, desk)}


def shown_parts(desk: Desk, exhibits: Mapping[str, Exhibit], narrow: bool) -> dict[str, Any]:
    """What the answer shows: texts, each frame's bases and addresses, and the figures for the window's width."""
    frames = {key: exhibit for key, exhibit in exhibits.items() if key != "total"}
    return {
        "slots": slots_of(desk, exhibits),
        # one address serves them all: each exhibit's parameters are the whole state of the desk
        "exhibit_query": exhibits["total"].query,
        "frames": {key: {"basis": bases(exhibit), "name": exhibit.name} for key, exhibit in frames.items()},
        "figures": {
            key: exhibit.narrow_figure if narrow else exhibit.figure
            for key, exhibit in frames.items()
            if exhibit.figure is not None
        },
    }


def bases(exhibit: Exhibit) -> str:
    """The bases of an exhibit's dollars in words, for its label."""
    return "; ".join(basis_line(basis) for basis in exhibit.basis)
