"""The exhibit frame: finding first, chart, then table, sources, link and file one key away."""

from __future__ import annotations

from typing import Any, Literal

from dash import html

from components import add_to_agenda, export_menu
from components.attributes import attributes
from components.cards import cards
from components.graph import graph, short_id
from components.scrolling import scrolling
from exhibits.basis_words import basis_line
from exhibits.model import MADE_UP, PRIVATE, Cell, Column, Exhibit, SourceLine, Table

Heading = Literal["h1", "h2", "h3"]
LONG = 18
# a headline may quote dollars: they are the source's words, not ours
QUOTED = attributes(data_no_loss="title of a source")
HEADINGS = {"h1": html.H1, "h2": html.H2, "h3": html.H3}


def frame(
    exhibit: Exhibit, heading: Heading = "h2", lead: bool = False, open_table: bool = False, key: str = ""
) -> html.Section:
    """One exhibit on a page.

    ``lead``: its title is the page's headline; ``open_table``: the table is the exhibit; ``key``: for its ids where they
    must stay the same while its parameters change.
    """
    key = key or short_id(exhibit)
    title = HEADINGS[heading](
        exhibit.title, id=f"{key}-title", className="headline" if lead else "exhibit-title", **_own_basis(exhibit)
    )
    body: list[Any] = [title]
    if exhibit.subtitle:
        body.append(html.P(exhibit.subtitle, className="basis" if lead else "exhibit-sub"))
    if exhibit.private:
        body.append(private_badges(exhibit.made_up))
    if exhibit.cards:
        body.append(cards(exhibit.cards))
    body += _chart(exhibit, key)
    if exhibit.empty:
        body.append(html.P(exhibit.empty, className="empty-state"))
    if exhibit.sentence and exhibit.sentence != exhibit.title:
        body.append(html.P(exhibit.sentence, className="exhibit-sentence"))
    body += [_foot(exhibit, key, open_table), *_panels(exhibit, key, open_table)]
    return html.Section(
        body,
        className="exhibit",
        **attributes(aria_labelledby=f"{key}-title", data_exhibit=exhibit.name, **_dollars(exhibit)),
    )


def private_badges(made_up: bool) -> html.P:
    """The sign over what a district alone may see: that these are true counts, and whether their students are made up."""
    also: list[Any] = [html.Span(MADE_UP, className="badge-made-up"), " "] if made_up else []
    return html.P([*also, html.Span(PRIVATE, className="badge-private")], className="private-badges")


def _dollars(exhibit: Exhibit) -> dict[str, str]:
    """What the dollars of an exhibit are amounts of: no amount on a page is without the one or the other."""
    if exhibit.basis:
        return {"data_basis": "; ".join(map(basis_line, exhibit.basis))}
    return {"data_no_loss": exhibit.incomes} if exhibit.incomes else {}


def _own_basis(exhibit: Exhibit) -> Any:
    """The basis that stands right under a title is the title's own; a cost in a title is no loss."""
    if exhibit.title_dollars:
        return attributes(data_no_loss=exhibit.title_dollars)
    own = next((line for line in map(basis_line, exhibit.basis) if exhibit.subtitle.startswith(line)), "")
    return attributes(data_basis=own) if own else {}


def _chart(exhibit: Exhibit, key: str) -> list[Any]:
    if exhibit.figure is None:
        return []
    return [
        html.Figure(
            [
                html.Div(
                    graph(exhibit, key),
                    role="img",
                    **attributes(aria_labelledby=f"{key}-title", aria_describedby=f"{key}-summary"),
                ),
                html.Figcaption(exhibit.summary, id=f"{key}-summary", className="visually-hidden"),
            ]
        )
    ]


def _foot(exhibit: Exhibit, key: str, open_table: bool) -> html.Div:
    actions = [
        _toggle("Table", f"{key}-table", open_table) if exhibit.table.rows else None,
        _toggle("Sources", f"{key}-sources", False),
        None
        if exhibit.private
        else html.Button("Copy link", className="action", type="button", **attributes(data_copy=exhibit.address)),
        add_to_agenda.button(exhibit, key),
        export_menu.button(key),
    ]
    return html.Div(
        [
            html.Span(exhibit.credit, className="credit"),
            html.Div([action for action in actions if action], className="actions"),
        ],
        className="exhibit-foot",
    )


def _toggle(name: str, panel: str, opened: bool) -> html.Button:
    return html.Button(
        name,
        className="action",
        type="button",
        **attributes(aria_expanded="true" if opened else "false", aria_controls=panel, data_toggle_panel=panel),
    )


def _panels(exhibit: Exhibit, key: str, open_table: bool) -> list[Any]:
    panels: list[Any] = []
    if exhibit.table.rows:
        panels.append(html.Div(table(exhibit.table), id=f"{key}-table", className="panel", hidden=not open_table))
    panels.append(html.Div(_sources(exhibit), id=f"{key}-sources", className="panel", hidden=True))
    panels += [add_to_agenda.panel(exhibit, key), export_menu.panel(exhibit, key)]
    return panels


def table(content: Table) -> html.Div:
    """A table a screen reader can walk: caption, column heads, the first cell of each row as its head."""
    prose = [
        max((len(row[index].text) for row in content.rows), default=0) > LONG for index in range(len(content.columns))
    ]
    head = html.Tr(
        [
            html.Th(column.label, scope="col", className="number" if column.numeric else "prose" if long else "")
            for column, long in zip(content.columns, prose, strict=True)
        ]
    )
    rows = [
        html.Tr(
            [
                _cell(column, cell, index == 0)
                for index, (column, cell) in enumerate(zip(content.columns, row, strict=True))
            ]
        )
        for row in content.rows
    ]
    parts = [html.Caption(content.caption), html.Thead(head), html.Tbody(rows)]
    return scrolling(html.Table(parts, className="table table-sm"), content.caption or "Table")


def _cell(column: Column, cell: Cell, first: bool) -> Any:
    style = ("number " if column.numeric else "") + ("missing" if cell.state else "")
    if first:
        return html.Th(cell.text, scope="row")
    said = attributes(data_no_loss=cell.no_loss) if cell.no_loss else {}
    return html.Td(cell.text, className=style.strip(), **said)


def _sources(exhibit: Exhibit) -> list[Any]:
    lines: list[Any] = [html.Ul([html.Li(_source(line)) for line in exhibit.sources], className="sources")]
    if exhibit.notes:
        lines.append(html.Ul([html.Li(note) for note in exhibit.notes], className="notes"))
    lines.append(html.P(f"Data version {exhibit.data_version[:12]}", className="version"))
    return lines


def _source(line: SourceLine) -> list[Any]:
    link = (
        html.A(line.title, href=line.address, rel="noreferrer noopener", **QUOTED)
        if _safe(line.address)
        else html.Span(line.title, **QUOTED)
    )
    parts: list[Any] = [f"{line.publisher}: ", link]
    if line.vintage:
        parts.append(f", {line.vintage}")
    if line.used_for:
        parts.append(f" ({line.used_for})")
    return parts


def _safe(address: str | None) -> bool:
    return address is not None and address.startswith(("https://", "http://"))
