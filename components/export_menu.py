"""The files of an exhibit: one button, one labelled list; beneath it how to quote the exhibit.

Links work without any script. With it (``assets/js/export_menu.js``) a file that is refused says why on the page, Esc closes
the list, and arrows walk it.
"""

from __future__ import annotations

from typing import Any

from dash import html
from flask import current_app, has_app_context, has_request_context, request

from components.attributes import attributes
from components.door import reader
from exhibits.lookup import CITIES
from exhibits.model import Exhibit
from exports.citation import citation, embed
from exports.forms import ROOT, address, offered
from exports.origin import origin_of

LABEL = "Files"
PICTURES = (
    ("png", "Picture", "PNG, for a slide or a memo"),
    ("svg", "Picture, sharp at any size", "SVG, for print"),
    ("copy", "Copy picture", "to paste somewhere"),
)
"""Made in the browser (``assets/js/pictures.js``), of exhibits with a chart."""
PRINTING = "#print"
KEEPS = "once copied, its link keeps these numbers"


def button(key: str) -> html.Button:
    """The button that opens the list."""
    return html.Button(
        LABEL,
        className="action",
        type="button",
        **attributes(aria_expanded="false", aria_controls=f"{key}-files", data_toggle_panel=f"{key}-files"),
    )


def panel(exhibit: Exhibit, key: str, changing: bool = False) -> html.Div:
    """The list, hidden until asked for.

    ``changing``: the exhibit is changed where it stands, so what is said here of how it is now (the words of its citation,
    code for a web page, the brief of its city) would soon be wrong. Private counts are never quoted.
    """
    files = [_file(address(exhibit, form.ending), form.ending, form.label, form.says) for form in offered(exhibit)]
    papers = [] if exhibit.private else [_print(exhibit), *([] if changing else _brief(exhibit))]
    pictures = [_picture(*each) for each in PICTURES] if exhibit.figure is not None else []
    said = html.P("", className="files-said", role="status")
    quotes = [] if exhibit.private else _quotes(exhibit, key, changing)
    return html.Div(
        [html.Ul([*files, *papers, *pictures], className="files-list"), said, *quotes],
        id=f"{key}-files",
        className="panel files",
        hidden=True,
        role="group",
        **attributes(aria_label="Files of this exhibit"),
    )


def _file(where: str, ending: str, label: str, says: str) -> html.Li:
    link = html.A(label, className="action", href=where, download="", **attributes(data_file=ending))
    return _line(link, says)


def _line(link: Any, says: str) -> html.Li:
    return html.Li([link, " ", html.Span(says, className="files-says")])


def _print(exhibit: Exhibit) -> html.Li:
    """Its own page, which opens beside this one and asks for the printer (``assets/js/print.js``)."""
    link = html.A(
        "Print or PDF",
        className="action",
        href=f"{exhibit.address}{PRINTING}",
        target="_blank",
        rel="noopener",
        **attributes(data_print=""),
    )
    return _line(link, "its page, alone, for paper")


def _brief(exhibit: Exhibit) -> list[html.Li]:
    """The two pages of the city that the exhibit is about."""
    slug = exhibit.parameters.get("place", "")
    place = reader().place(slug) if slug and has_app_context() else None
    # without a browser on this machine there is no PDF; the brief's own page can still be printed
    if place is None or place.kind not in CITIES or not current_app.extensions.get("prints_pdfs", True):
        return []
    where = f"{ROOT}/city-brief.pdf?place={place.slug}"
    return [_file(where, "pdf", "City brief", f"two pages on {place.name}, PDF")]


def _picture(kind: str, label: str, says: str) -> html.Li:
    made = html.Button(label, className="action", type="button", **attributes(data_picture=kind))
    return _line(made, says)


def _quotes(exhibit: Exhibit, key: str, changing: bool) -> list[Any]:
    # only a request knows by which name this site is asked for
    origin = origin_of(request.host_url if has_request_context() else "")
    words = "" if changing else citation(exhibit, origin)
    cited = _quote("Citation", words, f"{key}-citation", "data_copy_citation", KEEPS)
    return [cited, *([] if changing else [_quote("For a web page", embed(exhibit, origin), f"{key}-embed")])]


def _quote(label: str, text: str, own: str, how: str = "data_copy_text", says: str = "") -> html.Div:
    copy = html.Button(
        "Copy", className="action", type="button", **attributes(**{how: own}, aria_label=f"Copy: {label.lower()}")
    )
    head = html.P([html.Strong(label), " ", copy, " ", html.Span(says, className="files-says")], className="files-head")
    # a name needs a role to stand on
    said = html.P(text, id=own, className="files-text", tabIndex="0", role="group", **attributes(aria_label=label))
    return html.Div([head, said], className="files-quote")
