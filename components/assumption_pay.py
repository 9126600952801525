"""Does it pay, and for whom: the three purses of the break-even side by side, in sight without opening a table."""

from __future__ import annotations

from dash import html

from components.assumption_slots import Slots, slot
from components.scrolling import scrolling
from exhibits.losses_break_even import LABELS, SIDES
from exhibits.model import Exhibit

ROWS = (
    "One completion is worth",
    "Completions needed",
    "Benefit of those",
    "Net present value, benefit minus cost",
    "Benefit-cost ratio",
    "Chance that benefits exceed the cost",
)
SHORT = {"Benefit of those": "Benefit of the additional completions"}


def pay_slots(exhibit: Exhibit) -> Slots:
    """The cells, from the exhibit's own table, each with the basis of its purse."""
    rows = {row[0].text: row for row in exhibit.table.rows}
    columns = [column.id for column in exhibit.table.columns]
    labels = {note.partition(": ")[0]: note.partition(": ")[2] for note in exhibit.notes}
    slots: Slots = {}
    for place, name in enumerate(ROWS):
        for side in SIDES:
            cell = rows[name][columns.index(side)]
            basis = labels.get(LABELS[side], "") if "$" in cell.text else ""
            slots[f"desk-pay-{place}-{side}"] = {"text": cell.text, "basis": basis}
    return slots


def pay_table(slots: Slots) -> html.Div:
    """The table, its cells filled as the rest of the desk's texts are."""
    head = html.Tr(
        [html.Th("What", scope="col"), *(html.Th(LABELS[side], scope="col", className="number") for side in SIDES)]
    )
    rows = [
        html.Tr(
            [
                html.Th(SHORT.get(name, name), scope="row"),
                *(html.Td(slot(f"desk-pay-{place}-{side}", html.Span, slots), className="number") for side in SIDES),
            ]
        )
        for place, name in enumerate(ROWS)
    ]
    parts = [html.Caption("What it brings, and to whom"), html.Thead(head), html.Tbody(rows)]
    return scrolling(html.Table(parts, className="table table-sm desk-pay"), "What it brings, and to whom")
