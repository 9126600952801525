"""The minutes as a page to print, and to make a PDF of; the PDF is read back before it is handed over."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from exhibits.stage import Slide
from exports.citation import PUBLISHER
from exports.minutes import Happened, Kept, Minutes, MinutesError, MinutesItem, in_short
from exports.minutes_words import CHANGE_HEADS, change_cells, data_words, scenario_rows
from exports.origin import Origin
from exports.paper import chart, document, element, link, table, text
from exports.paper_files import PaperFiles

SPACES = re.compile(r"\s+")


def minutes_page(made: Minutes, origin: Origin, files: PaperFiles, *, alone: bool) -> bytes:
    """The minutes as HTML. ``alone``: with everything it needs inside."""
    parts = [_item(number, item, origin) for number, item in enumerate(made.items, start=1)]
    head = (
        f"<header>{element('p', PUBLISHER, 'brand')}{element('h1', made.title)}"
        f"{element('p', f'Minutes of {origin.day}', 'intro')}</header>"
    )
    body = f"{head}<main>{''.join(parts)}{_scenarios(made.scenarios, origin)}</main>"
    return document(f"Minutes: {made.title}", "paper leave", body, files, alone=alone)


def check_pdf(pdf: bytes, made: Minutes) -> None:
    """Whether a PDF says what it should.

    Raises:
        MinutesError: names what is missing.
    """
    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        words = SPACES.sub("", "".join(page.extract_text() for page in pages))
    except (PyPdfError, ValueError, KeyError) as problem:
        raise MinutesError(f"the PDF cannot be read back ({problem})") from None
    needed = [made.title, *(item.slide.title for item in made.items if item.slide)]
    needed += [change.result for item in made.items for change in item.changes]
    missing = [each for each in needed if SPACES.sub("", each) not in words]
    if missing:
        raise MinutesError(f"the PDF was not handed over: it lacks “{missing[0][:80]}”")


def _item(number: int, item: MinutesItem, origin: Origin) -> str:
    slide = item.slide
    if slide is None:
        return f'<section class="exhibit">{element("h2", f"{number}. Not shown")}{element("p", item.problem)}</section>'
    asked = element("p", f"Asked first: {item.question} {item.guesses}", "note-said") if item.question else ""
    return "".join(
        (
            '<section class="exhibit">',
            element("h2", f"{number}. {slide.title}"),
            element("p", slide.number_note, "sub"),
            asked,
            chart(item.exhibit, "fitting") if item.exhibit else "",
            _changes(item.changes),
            table(in_short(slide.table)),
            element("p", slide.basis, "basis"),
            element("p", f"Source: {slide.credit}" if slide.credit else "", "credit"),
            _version(item, slide, origin),
            "</section>",
        )
    )


def _changes(changes: Sequence[Happened]) -> str:
    if not changes:
        return ""
    rows = "".join(_row(change_cells(each)) for each in changes)
    heads = "".join(f'<th scope="col">{head}</th>' for head in CHANGE_HEADS)
    return f"<table><caption>What was changed</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(cells: Sequence[str]) -> str:
    """A row of a table; its first cell is its head."""
    first, *rest = map(text, cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in rest)}</tr>'


def _scenarios(scenarios: Sequence[Kept], origin: Origin) -> str:
    if not scenarios:
        return ""
    heads = "".join(f'<th scope="col">{text(each.name)}</th>' for each in scenarios)
    rows = "".join(map(_row, scenario_rows(scenarios)))
    views = " ".join(link(f"Live view of {each.name}", f"{origin.site}{each.address}") for each in scenarios)
    return (
        f'<section class="exhibit"><h2>Scenarios side by side</h2><table><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table><p>{views}</p></section>"
    )


def _version(item: MinutesItem, slide: Slide, origin: Origin) -> str:
    return (
        f'<p class="version">{text(data_words(item, slide))} {link("Live view", f"{origin.site}{slide.address}")}</p>'
    )
