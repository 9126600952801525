"""One item of an agenda in its form: finding, what is said, minutes, notes, a question, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.agenda_read import KEY_NUMBER
from components.attributes import attributes
from exhibits.agenda_items import BuiltItem
from exhibits.formats import number_of
from exhibits.frozen import day_words
from exhibits.model import Table
from exhibits.room_check import title_of
from operations.agendas import Item, Question

VERSION_SHOWN = 12
MOST_MOVED = 12
UNCHANGED = "Nothing has changed since."


def item_row(built: BuiltItem, place: int, of: int) -> html.Li:
    """One row of the form; ``place`` counts from 1."""
    item = built.item
    return html.Li(
        [
            _handle(built, place, of),
            html.Div(
                [
                    _head(built, place),
                    *state_of(built),
                    _fields(item),
                    _more(built),
                    _acts(built, place, of),
                ],
                className="convene-item-body",
            ),
        ],
        id=f"convene-item-{item.id}",
        className="convene-item",
        **attributes(data_convene_item=item.id, aria_labelledby=f"convene-title-{item.id}"),
    )


def _handle(built: BuiltItem, place: int, of: int) -> html.Button:
    name = f"Item {place} of {of}: {title_of(built)}. Alt and an arrow key move it."
    return html.Button(
        [html.Span("⠿", **attributes(aria_hidden="true")), html.Span(str(place), className="convene-place")],
        type="button",
        className="convene-handle",
        title="Drag, or hold Alt and press an arrow key",
        **attributes(aria_label=name, data_convene_handle=""),
    )


def _head(built: BuiltItem, place: int) -> html.Div:
    slide = built.slide
    address = slide.address if slide is not None else ""
    title: Any = title_of(built)
    if address:
        title = dcc.Link(title, href=address)
    number = slide.number if slide is not None else ""
    return html.Div(
        [
            html.H3(title, id=f"convene-title-{built.item.id}", className="convene-finding"),
            html.P(number, className="convene-number", **dollars(built)) if number else None,
        ],
        className="convene-head",
        **dollars(built),
    )


def dollars(built: BuiltItem) -> Any:
    """The basis of an item's dollars, which no amount on a page is without."""
    if built.slide is not None and built.slide.basis:
        return attributes(data_basis=built.slide.basis)
    return attributes(data_no_loss=built.exhibit.incomes) if built.exhibit and built.exhibit.incomes else {}


def state_of(built: BuiltItem) -> list[Any]:
    """What is wrong with an item, and, where it is frozen, since when and what moved."""
    parts: list[Any] = []
    if built.problem:
        parts.append(html.P(built.problem, className="convene-problem"))
    if built.kept is not None:
        view = built.kept
        stands = "" if built.moved or not built.exhibit else " · nothing moved since"
        said = (
            f"Numbers as of {day_words(view.created_at)}{stands} · data {view.data_version[:VERSION_SHOWN]}"
            f" · loss model {view.model_version}"
        )
        parts.append(html.P(said, className="convene-kept"))
        parts += _moved(built)
    return parts


def _moved(built: BuiltItem) -> list[Any]:
    if not built.moved:
        known = not built.cause or built.cause == UNCHANGED or not built.exhibit
        return [] if known else [html.P(built.cause, className="convene-cause")]
    many = number_of(len(built.moved), "number moved", "numbers moved")
    rows = [
        html.Li(f"{each.name}: {each.then} then, {each.now} now", **_basis(each.basis))
        for each in built.moved[:MOST_MOVED]
    ]
    left = len(built.moved) - MOST_MOVED
    more = [html.Li(f"and {left} more")] if left > 0 else []
    return [
        html.Details([html.Summary(f"{many} since. {built.cause}"), html.Ul([*rows, *more])], className="convene-moved")
    ]


def _basis(words: str) -> Any:
    return attributes(data_basis=words) if words else {}


def _fields(item: Item) -> html.Div:
    line = dbc.Input(
        id={"type": "convene-line", "item": item.id},
        type="text",
        value=item.line,
        maxlength=200,
        debounce=True,
        autocomplete="off",
    )
    minutes = dbc.Input(
        id={"type": "convene-minutes", "item": item.id},
        type="number",
        value=item.minutes,
        min=0,
        max=240,
        step="any",
        debounce=True,
        inputmode="decimal",
    )
    return html.Div(
        [field("What is said", line, "line", "wide"), field("Minutes", minutes, "minutes", "small")],
        className="convene-fields",
    )


def field(name: str, box: Any, part: str, width: str = "", hint: str = "") -> html.Label:
    """A box in its label; ``part`` is how the browser's script knows it."""
    words = [html.Span(hint, className="convene-hint")] if hint else []
    return html.Label(
        [html.Span(name, className="convene-label"), box, *words],
        className=f"convene-field {width}".strip(),
        **attributes(data_convene_field=part),
    )


def _more(built: BuiltItem) -> html.Details:
    item = built.item
    parts = [name for name, has in (("notes", item.notes), ("a question", item.question)) if has]
    summary = "Notes and question" + (f": has {' and '.join(parts)}" if parts else "")
    notes = dbc.Textarea(
        id={"type": "convene-notes", "item": item.id}, value=item.notes, maxlength=4000, rows=3, debounce=True
    )
    return html.Details(
        [
            html.Summary(summary),
            html.Div([field("Notes for the presenter", notes, "notes"), _question(built)], className="convene-inside"),
        ],
        id=f"convene-more-{item.id}",
        className="convene-more",
    )


def _question(built: BuiltItem) -> html.Fieldset:
    item, asked = built.item, built.item.question
    table = built.slide.table if built.slide is not None else None
    number = built.slide.number if built.slide is not None else ""
    text = dbc.Input(
        id={"type": "convene-question", "item": item.id},
        type="text",
        value=asked.text if asked else "",
        maxlength=200,
        debounce=True,
        autocomplete="off",
    )
    row = dbc.Select(
        id={"type": "convene-row", "item": item.id},
        options=_rows(table, number, asked),
        value=asked.row if asked and asked.row else KEY_NUMBER,
    )
    columns = _columns(table, asked)
    column = dbc.Select(
        id={"type": "convene-column", "item": item.id},
        options=columns,
        value=asked.column if asked and asked.column else columns[0]["value"] if columns else None,
    )
    return html.Fieldset(
        [
            html.Legend("Guess, then reveal"),
            field("Question to the room", text, "question", "wide", "The room guesses before the figure is shown."),
            field("Answered by", row, "row", "medium"),
            field("In the column", column, "column", "medium", "Counts where a row answers."),
        ],
        className="convene-question",
    )


def _rows(table: Table | None, number: str, asked: Question | None) -> list[dict[str, str]]:
    key = f"The key number ({number})" if number else "The key number (there is none)"
    heads = dict.fromkeys(row[0].text for row in table.rows) if table is not None else {}
    gone = {asked.row: None} if asked and asked.row and asked.row not in heads else {}
    named = [{"label": f"Row: {head}", "value": head} for head in heads if head]
    return [
        {"label": key, "value": KEY_NUMBER},
        *named,
        *({"label": f"Row: {each} (not there any more)", "value": each} for each in gone),
    ]


def _columns(table: Table | None, asked: Question | None) -> list[dict[str, str]]:
    found = [] if table is None else [column for column in table.columns[1:] if column.numeric]
    options = [{"label": column.label, "value": column.id} for column in found]
    if asked and asked.column and asked.column not in {column.id for column in found}:
        options.append({"label": f"{asked.column} (not there any more)", "value": asked.column})
    return options


def _acts(built: BuiltItem, place: int, of: int) -> html.Div:
    title = title_of(built)
    frozen = bool(built.item.kept)
    buttons: Sequence[Any] = (
        act("up", "Move up", title, place == 1),
        act("down", "Move down", title, place == of),
        act("duplicate", "Duplicate", title),
        act("keep", "Numbers as of today", title),
        act("release", "Live numbers", title) if frozen else None,
        act("remove", "Remove", title),
    )
    return html.Div([button for button in buttons if button], className="convene-acts")


def act(name: str, words: str, title: str = "", disabled: bool = False) -> html.Button:
    """A button of the form. ``title``: of the item it is for, said to who cannot see where it stands."""
    named = {"aria_label": f"{words}: {title}"} if title else {}
    return html.Button(
        words,
        type="button",
        className="action",
        disabled=disabled,
        **attributes(data_convene_act=name, **named),
    )
