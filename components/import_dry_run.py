"""The dry run: what a file came to in one sentence, its counts, which column is which, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import MAP, NOT_THERE
from components.import_loads import back, kind_name
from components.import_table import table
from exhibits.formats import grouped, listed, number_of
from operations.district.importing import Checked
from walks.importing import FIELDS, Field, Finding

MOST_SHOWN = 200
MOST_RULES = 12
HELP = {
    "student key": "the random key of this student, the same in all files",
    "target group": "why the student was on the list",
    "attempt": "1 where left out",
    "outcome": "one of the outcome codes",
    "leave date": "blank while enrolled",
    "leave code": "blank while enrolled",
    "cost": "cash, in dollars",
    "hours": "of volunteers, together",
}


def sentence(checked: Checked, name: str) -> str:
    """What was read, in one sentence whose counts add up."""
    kind = kind_name(checked.kind).lower()
    if checked.refused:
        return f"{name} cannot be loaded as {kind}{' yet' if checked.header else ''}. Nothing of it was kept."
    return (
        f"{name}: {number_of(checked.rows_read, 'row', 'rows')} read as {kind}: {grouped(checked.kept)} can be loaded, "
        f"{grouped(checked.rejected)} rejected, {grouped(checked.blank)} blank. Nothing is loaded yet."
    )


def numbers(checked: Checked) -> Any:
    """The counts as cards; read = kept + rejected + blank."""
    if checked.refused or checked.imported is None:
        return None
    cards = [
        ("Rows read", checked.rows_read, ""),
        ("Can be loaded", checked.kept, "="),
        ("Rejected", checked.rejected, "+"),
        ("Blank", checked.blank, "+"),
    ]
    form = f"Read as {checked.encoding}."
    if checked.already:
        form += f" {number_of(checked.already, 'rejected row is', 'rejected rows are')} loaded already."
    return html.Div(
        [html.Dl([_card(*card) for card in cards], className="import-numbers"), html.P(form, className="hint")]
    )


def _card(name: str, count: int, sign: str) -> html.Div:
    shown = html.Span(sign, className="import-sign", **attributes(aria_hidden="true")) if sign else None
    return html.Div([shown, html.Dt(name), html.Dd(grouped(count))])


def refusal(checked: Checked) -> Any:
    """Why the file is refused, first and large, each with what to do."""
    if not checked.refused:
        return None
    return html.Div(
        [
            html.H3("Why, and what to do"),
            html.Ul([html.Li(_fault(found)) for found in checked.refused]),
        ],
        className="import-refused",
    )


def _fault(found: Finding) -> list[Any]:
    place = [f"row {grouped(found.row)}"] if found.row not in (None, 1) else []
    place += [f"column “{found.column}”"] if found.column else []
    words = f"{', '.join(place)}: {found.rule}" if place else found.rule
    return [html.B(f"{words[:1].upper()}{words[1:]}."), html.Span(f" {found.repair}.")]


def columns(checked: Checked) -> Any:
    """Which column of the file is which field; another choice checks again."""
    if not checked.header:
        return None
    headers = list(dict.fromkeys(name for name in checked.header if name))
    rows = [_field(field, headers, checked.mapping) for field in FIELDS[checked.kind]]
    return html.Details(
        [
            html.Summary(html.B("Which column is which")),
            html.P("Kept for the next file of this kind. Another choice checks the file again.", className="hint"),
            table("Fields of this program and columns of the file", ["Field", "Column of the file"], rows),
        ],
        # open where somebody has to look: a field has no column, or a column no field
        open=bool(checked.refused or checked.columns_left),
        className="import-columns",
        key=f"{checked.kind}-{'|'.join(checked.header)}",
    )


def _field(field: Field, headers: Sequence[str], mapping: Mapping[str, str]) -> list[Any]:
    box = f"import-map-{field.name.replace(' ', '-')}"
    notes = [HELP[field.name]] if field.name in HELP else []
    notes += [] if field.needed else ["may be left out"]
    label = html.Label(
        [field.name, html.Span(f" {'; '.join(notes)}", className="hint") if notes else None], htmlFor=box
    )
    options = [{"label": "not in this file", "value": NOT_THERE}, *({"label": name, "value": name} for name in headers)]
    select = dbc.Select(id=box, options=options, value=mapping.get(field.name, NOT_THERE))
    return [
        label,
        html.Div(select, **attributes(data_import_name=f"{MAP}{field.name}", data_import_recheck="again")),
    ]


def left_out(checked: Checked) -> Any:
    """How many fields have a column, as it is mapped now, and which columns of the file are not read."""
    if not checked.header:
        return None
    fields = FIELDS[checked.kind]
    mapped = sum(checked.mapping.get(field.name) in checked.header for field in fields)
    count = html.P(f"{mapped} of {len(fields)} fields have a column.")
    if checked.refused or not checked.columns_left:
        return count
    names = [f"“{name}”" if name else "one without a name" for name in checked.columns_left]
    words = f"{listed(names, len(names))}. Nothing of these columns is kept."
    return [count, html.P([html.B("Not read: "), words])]


def findings(checked: Checked) -> Any:
    """Every fault with its place, the first ones in full; all rejected rows as a file."""
    if checked.refused or not checked.findings:
        return None
    found = checked.findings
    rejected = number_of(checked.rejected, "rejected row", "rejected rows")
    download = html.Button(
        f"Download the {rejected} with their reasons",
        type="button",
        className="button",
        **attributes(data_import_act="rejected"),
    )
    return html.Div(
        [
            html.H3("What is wrong, and where"),
            _by_rule(found),
            table(_caption(len(found)), ["Row", "Column", "Value", "What is wrong", "What to do"], _rows(found), (0,)),
            html.P(
                [
                    download,
                    html.Span("Mend them there or in the student system, and bring them again.", className="hint"),
                ]
            ),
        ],
        className="import-findings",
    )


def _caption(count: int) -> str:
    if count <= MOST_SHOWN:
        return f"{number_of(count, 'finding', 'findings')}, by row of the file"
    first = f"The first {MOST_SHOWN} of {grouped(count)} findings, by row of the file"
    return f"{first}; {grouped(count - MOST_SHOWN)} more are in the file of rejected rows"


def _by_rule(found: Sequence[Finding]) -> html.Ul:
    """Most faults are one mistake many times: each kind with its count, so that it is mended once."""
    kinds = Counter((each.column or "row", _plain_rule(each.rule)) for each in found).most_common()
    lines = [
        html.Li([html.B(f"{grouped(count)} ×"), f" {column}: {rule}"]) for (column, rule), count in kinds[:MOST_RULES]
    ]
    if len(kinds) > MOST_RULES:
        lines.append(html.Li(f"and {number_of(len(kinds) - MOST_RULES, 'more kind', 'more kinds')}, below"))
    return html.Ul(lines, className="import-rules")


def _plain_rule(rule: str) -> str:
    """A rule without the number of the one row it names."""
    words, named, number = rule.rpartition(" row ")
    return f"{words} another row" if named and number.isdigit() else rule


def _rows(found: Sequence[Finding]) -> list[list[Any]]:
    return [
        [
            grouped(each.row) if each.row is not None else "",
            each.column or "",
            _value(each),
            each.rule,
            each.repair,
        ]
        for each in found[:MOST_SHOWN]
    ]


def _value(found: Finding) -> Any:
    if found.value is not None:
        return html.Code(found.value)
    return "" if found.column is None or "blank" in found.rule else html.Span("not shown", className="missing")


def load_button(checked: Checked) -> Any:
    """The way to load; what is left behind is said and confirmed first."""
    if checked.refused:
        return None
    left, rows = checked.rejected, number_of(checked.kept, "row", "rows")
    if not checked.may_load:
        return [
            html.Button(f"Load {rows}", type="button", className="button strong", disabled=True),
            html.P(checked.why_not, className="import-note", id="import-why-not"),
        ]
    if not left:
        return _load(f"Load {rows}")
    opener = html.Button(
        f"Load {rows}",
        type="button",
        className="button strong",
        **attributes(data_import_reveal="import-sure", aria_expanded="false", aria_controls="import-sure"),
    )
    words = f"{number_of(left, 'row stays', 'rows stay')} behind. Download the rejected rows above if you want to mend them first."
    sure = html.Div(
        [
            html.P(words),
            html.Div([_load(f"Load {rows} and leave {grouped(left)} behind"), back("import-sure")], className="chips"),
        ],
        id="import-sure",
        className="import-sure",
        hidden=True,
    )
    return [opener, sure]


def _load(words: str) -> html.Button:
    return html.Button(words, type="button", className="button strong", **attributes(data_import_act="load"))
