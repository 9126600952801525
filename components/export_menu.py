"""The files of an exhibit: one button, one labelled list; beneath it how to quote the exhibit.

Links work without any script. With it (``assets/js/export_menu.js``) a file that is refused says why on the page, Esc closes
the list, and arrows walk it.
"""

from __future__ import annotations

from typing import Any

from dash import html
from flask import has_request_context, request

from components.attributes import attributes
from exhibits.model import Exhibit
from exports.citation import citation, embed
from exports.forms import Form, address, offered
from exports.origin import origin_of

LABEL = "Files"
PICTURES = (
    ("png", "Picture", "PNG, for a slide or a memo"),
    ("svg", "Picture, sharp at any size", "SVG, for print"),
    ("copy", "Copy picture", "to paste somewhere"),
)
"""Made in the browser (``assets/js/pictures.js``), of exhibits with a chart."""


def button(key: str) -> html.Button:
    """The button that opens the list."""
    return html.Button(
        LABEL,
        className="action",
        type="button",
        **attributes(aria_expanded="false", aria_controls=f"{key}-files", data_toggle_panel=f"{key}-files"),
    )


def panel(exhibit: Exhibit, key: str, quoted: bool = True) -> html.Div:
    """The list, hidden until asked for.

    ``quoted``: with a citation and code for a web page, which hold for the exhibit as it is now and not as it is changed
    on the page; never for private counts.
    """
    files = [_file(exhibit, form) for form in offered(exhibit)]
    pictures = [_picture(*each) for each in PICTURES] if exhibit.figure is not None else []
    said = html.P("", className="files-said", role="status")
    quotes = _quotes(exhibit, key) if quoted and not exhibit.private else []
    return html.Div(
        [html.Ul([*files, *pictures], className="files-list"), said, *quotes],
        id=f"{key}-files",
        className="panel files",
        hidden=True,
        role="group",
        **attributes(aria_label="Files of this exhibit"),
    )


def _file(exhibit: Exhibit, form: Form) -> html.Li:
    link = html.A(
        form.label,
        className="action",
        href=address(exhibit, form.ending),
        download="",
        **attributes(data_file=form.ending),
    )
    return html.Li([link, " ", html.Span(form.says, className="files-says")])


def _picture(kind: str, label: str, says: str) -> html.Li:
    made = html.Button(label, className="action", type="button", **attributes(data_picture=kind))
    return html.Li([made, " ", html.Span(says, className="files-says")])


def _quotes(exhibit: Exhibit, key: str) -> list[Any]:
    # only a request knows by which name this site is asked for
    origin = origin_of(request.host_url if has_request_context() else "")
    return [
        _quote("Citation", citation(exhibit, origin), f"{key}-citation"),
        _quote("For a web page", embed(exhibit, origin), f"{key}-embed"),
    ]


def _quote(label: str, text: str, own: str) -> html.Div:
    copy = html.Button(
        "Copy", className="action", type="button", **attributes(data_copy_text=own, aria_label=f"Copy: {label.lower()}")
    )
    said = html.P(text, id=own, className="files-text", tabIndex="0", **attributes(aria_label=label))
    return html.Div([html.P([html.Strong(label), " ", copy], className="files-head"), said], className="files-quote")
