"""The city brief as a document of two sheets: the same one is opened in a browser and printed by Chromium."""

from __future__ import annotations

import segno

from exhibits.basis_words import basis_line
from exhibits.model import Exhibit
from exports.citation import PUBLISHER
from exports.city_brief import BriefItem, CityBrief
from exports.origin import Origin, version_words
from exports.paper import basis, card, chart, document, element, listing, text
from exports.paper_files import PaperFiles


def brief_title(brief: CityBrief) -> str:
    """The title of the document and of the PDF."""
    return f"{brief.place.name}: city brief, {PUBLISHER}"


def brief_document(brief: CityBrief, files: PaperFiles, origin: Origin, *, alone: bool, has_pdf: bool = True) -> bytes:
    """The brief as HTML.

    Args:
        brief: what it says.
        files: style, scripts, fonts.
        origin: the site as readers reach it, and the day.
        alone: see ``paper.document``.
        has_pdf: whether this machine has a browser that prints it.
    """
    live = f"{origin.site}/city/{brief.place.slug}"
    body = "".join(
        (
            "" if alone else _bar(brief, has_pdf),
            "<main>",
            f'<section class="sheet">{_first(brief, origin)}{_foot(brief, 1)}</section>',
            f'<section class="sheet">{_second(brief, live)}{_foot(brief, 2)}</section>',
            "</main>",
        )
    )
    return document(brief_title(brief), "paper brief", body, files, alone=alone)


def _bar(brief: CityBrief, has_pdf: bool) -> str:
    slug = text(brief.place.slug)
    pdf = f'<a href="/export/city-brief.pdf?place={slug}" download>Download PDF</a>' if has_pdf else ""
    return (
        '<nav class="bar" aria-label="This brief">'
        f'<a href="/city/{slug}">Back to {text(brief.place.name)}</a>'
        f"{pdf}"
        '<button type="button" data-print>Print</button></nav>'
    )


def _first(brief: CityBrief, origin: Origin) -> str:
    lead = brief.lead
    return "".join(
        (
            f'<header class="masthead">{element("p", PUBLISHER, "brand")}{element("p", f"City brief · {origin.day}")}</header>',
            element("h1", brief.place.name),
            element("p", brief.eyebrow, "eyebrow"),
            element("p", lead.title, "headline"),
            element("p", lead.subtitle, "basis"),
            f'<div class="cards">{"".join(map(card, lead.cards))}</div>',
            f'<p class="credit">{text(lead.credit)}</p>',
            _row(brief.opening),
            f'<div class="asides">{"".join(map(_aside, brief.asides))}</div>',
        )
    )


def _second(brief: CityBrief, live: str) -> str:
    """Two charts a row; where one stands alone, the caveats stand beside it."""
    rest = brief.following
    caveats = f'<section class="caveats"><h2>What this brief does not say</h2>{listing(brief.caveats)}</section>'
    even = len(rest) - len(rest) % 2
    rows = "".join(_row(rest[start : start + 2]) for start in range(0, even, 2))
    last = _row(rest[even:], caveats) if len(rest) % 2 else caveats
    return f"{element('p', brief.place.name, 'running-head')}{rows}{last}{_code(brief, live)}"


def _row(items: tuple[BriefItem, ...], more: str = "") -> str:
    return f'<div class="row">{"".join(map(_item, items))}{more}</div>'


def _item(item: BriefItem) -> str:
    exhibit = item.exhibit
    return "".join(
        (
            f'<section class="item" data-exhibit="{text(exhibit.name)}">',
            element("p", item.question, "question"),
            element("h2", exhibit.title),
            *(element("p", remark, "remark") for remark in item.remarks),
            chart(exhibit, "narrow", item.height, item.scale),
            _own_basis(exhibit),
            element("p", f"Source: {exhibit.credit}", "credit") if exhibit.credit else "",
            "</section>",
        )
    )


def _own_basis(exhibit: Exhibit) -> str:
    """The first basis, with what its exhibit adds to it (``state value``): that of the amounts drawn."""
    if not exhibit.basis:
        return basis(exhibit)
    line = basis_line(exhibit.basis[0])
    return element("p", next((note for note in exhibit.notes if note.startswith(line)), line), "basis")


def _aside(item: BriefItem) -> str:
    remarks = "".join(element("p", remark) for remark in item.remarks)
    return f"<section>{element('h2', item.exhibit.title)}{remarks}</section>"


def _code(brief: CityBrief, live: str) -> str:
    """The code to scan, as a drawing, with the address in letters beside it."""
    drawn = segno.make(live, error="m").svg_inline(border=0, omitsize=True)
    words = f"Code to scan: {live}"
    return (
        f'<div class="live"><div class="code" role="img" aria-label="{text(words)}">{drawn}</div>'
        f"<p><b>The live view</b>, with every table, source, definition and file:<br>"
        f'<a href="{text(live)}">{text(live)}</a></p>'
        f"{element('p', 'Losses are lifetime estimates, mostly of a person’s own earnings; they are not a city’s bill.')}</div>"
    )


def _foot(brief: CityBrief, number: int) -> str:
    version = version_words(brief.lead.data_version)
    return (
        f'<footer class="sheet-foot"><span>{text(brief.place.name)} · {PUBLISHER}</span>'
        f"<span>Data version {text(version)} · page {number} of 2</span></footer>"
    )
