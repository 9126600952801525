"""What a district would publish, as the approver reads it: walks side by side, what is held back, what it lets anyone say.

True counts come onto the page only when the approver asks to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components.door import reader
from components.scrolling import scrolling
from exhibits import formats
from exhibits.released_rates import base_rates, caution
from exhibits.released_reading import cell_of, mark_of
from exhibits.walk_record import date_words
from operations.district.releasing import Proposal, ProposedCell, ProposedTable
from walks.disclosure import AZ, Missing, Reason, Suppressed
from walks.release import Amount, AmountUnit
from walks.release_tables import ALL_WALKS

WHY = {
    Reason.SMALL: f"fewer than {AZ.threshold}",
    Reason.NEAR: "near the stage before",
    Reason.ALL_OR_NONE: "nearly all or none",
    Reason.PROTECTS: "tells a small one",
}


def proposal_parts(proposal: Proposal, compare: bool) -> list[Any]:
    """Everything the approver has to look at. ``compare``: the true count beside every hidden one."""
    return [
        _same(proposal),
        *_legend(proposal, compare),
        *_tables(proposal, compare),
        *_amounts(proposal.amounts),
        *_held_back(proposal),
        html.H3("What anyone can then say"),
        html.Ul([html.Li(sentence) for sentence in proposal.sentences] or [html.Li("Nothing about return rates.")]),
        html.P(caution(base_rates(reader()))),
        html.P(proposal.footnote, className="hint"),
    ]


def counted(proposal: Proposal) -> str:
    """How much would be published, in a sentence."""
    cells = {cell.key: cell for table in proposal.tables for cell in table.counts()}
    hidden = sum(isinstance(cell.published, Suppressed) for cell in cells.values())
    missing = sum(isinstance(cell.published, Missing) for cell in cells.values())
    day = date_words(proposal.as_of.isoformat()) if proposal.as_of else "a day not given: no enrollment is loaded"
    said = f"{len(cells) - hidden - missing} counts would be published, {hidden} are hidden by the rule"
    return f"{said}, {missing} are not yet due. Enrollment as of {day}."


def _same(proposal: Proposal) -> html.P | None:
    if proposal.same_as is None:
        return None
    day = date_words(proposal.same_as.isoformat())
    return html.P(
        f"This is the release of {day} again: nothing has changed since. Send that one.", className="import-note"
    )


def _legend(proposal: Proposal, compare: bool) -> list[Any]:
    if not compare:
        return []
    return [
        html.P(
            [
                html.B("True counts are on this screen. "),
                "They stand after each *, with the reason, and are not in the file. Hidden are: "
                f"{_by_reason(proposal)}. Readers learn the rule, not which count is hidden for which reason.",
            ],
            className="import-note",
        )
    ]


def _by_reason(proposal: Proposal) -> str:
    cells = {cell.key: cell.why for table in proposal.tables for cell in table.counts()}
    numbers = [(list(cells.values()).count(reason), reason) for reason in Reason]
    return formats.listed([f"{number} ({reason})" for number, reason in numbers if number]) or "none"


def _tables(proposal: Proposal, compare: bool) -> list[Any]:
    """One table a title, walks as columns; a table that only repeats cells of others is left out and named."""
    titles: dict[str, list[ProposedTable]] = {}
    seen: set[str] = set()
    for table in proposal.tables:
        keys = {cell.key for cell in table.counts()}
        if table.about != ALL_WALKS or not keys <= seen:
            titles.setdefault(table.title, []).append(table)
        seen |= keys
    found: list[Any] = [
        part for title, own in titles.items() for part in (html.H3(_title(title)), _matrix(title, own, compare))
    ]
    if sum(map(len, titles.values())) < len(proposal.tables):
        found.append(
            html.P("The file also holds each group’s re-enrolled beside its listed: the same counts.", className="hint")
        )
    return found


def _title(title: str) -> str:
    return (title[:1].upper() + title[1:]).replace("_", " ")


def _matrix(title: str, own: Sequence[ProposedTable], compare: bool) -> html.Div:
    labels = list(dict.fromkeys(cell.label for table in own for cell in table.counts()))
    columns = [{cell.label: cell for cell in table.counts()} for table in own]
    head = [html.Td(), *(html.Th(_about(table), scope="col", className="number") for table in own)]
    rows = [
        html.Tr([html.Th(label, scope="row"), *(_cell(column.get(label), compare) for column in columns)])
        for label in labels
    ]
    name = _title(title)
    body = [html.Caption(f"{name}, students"), html.Thead(html.Tr(head)), html.Tbody(rows)]
    return scrolling(html.Table(body, className="table table-sm release-table"), name)


def _about(table: ProposedTable) -> str:
    return "All walks" if table.about == ALL_WALKS else date_words(table.about[:10])


def _cell(cell: ProposedCell | None, compare: bool) -> html.Td:
    if cell is None:
        return html.Td("-", className="number missing")
    shown = cell_of(cell.published)
    if not compare or not isinstance(cell.published, Suppressed) or isinstance(cell.true, Missing):
        return html.Td(shown.text, className="number missing" if shown.value is None else "number")
    why = WHY[cell.why or Reason.PROTECTS]
    true = html.Span([formats.grouped(cell.true), html.Small(why)], className="true-count")
    return html.Td([mark_of(cell.published)[:1], " ", true], className="number")


def _amounts(amounts: Sequence[Amount]) -> list[Any]:
    if not amounts:
        return []
    rows = [
        html.Tr([html.Th(amount.label, scope="row"), html.Td(_amount(amount), className="number")])
        for amount in amounts
    ]
    head = html.Tr([html.Th("What", scope="col"), html.Th("Amount", scope="col", className="number")])
    body = [html.Caption("Cash to $1,000, volunteers’ hours whole"), html.Thead(head), html.Tbody(rows)]
    return [
        html.H3("Money and hours"),
        scrolling(html.Table(body, className="table table-sm"), "Money and hours", data_no_loss="what the walk cost"),
    ]


def _amount(amount: Amount) -> str:
    if amount.unit is AmountUnit.OR_MORE:
        return f"{amount.value}% or more"
    if amount.unit is AmountUnit.DOLLARS:
        return formats.income(amount.value)
    return f"{formats.grouped(amount.value)} hours"


def _held_back(proposal: Proposal) -> list[Any]:
    if not proposal.held_back:
        return []
    tables = [
        html.Li([html.B(f"{_title(held.title)}, {held.about}"), html.Ul([html.Li(why) for why in held.reasons[:6]])])
        for held in proposal.held_back
    ]
    return [
        html.H3("Held back"),
        html.P("These would tell a small count together with an earlier release. What that one showed stays as it is."),
        html.Ul(tables),
    ]
