"""One HTML file with one exhibit or many, to hand out: it opens from disk with the network off, and prints.

Each exhibit keeps what its page shows: finding, chart, basis, table, sources, notes, data version, and the address that
brings back the live view. The chart library and the typeface stand inside, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from exhibits.model import Exhibit
from exports.citation import PUBLISHER
from exports.origin import Origin, marks_of, version_words
from exports.paper import badges, basis, card, chart, document, element, link, listing, sources, table, text
from exports.paper_files import PaperFiles

MOST_BYTES = 12_000_000
LONG_TABLE = 16


class LeaveBehindError(ValueError):
    """The file was not made: names the exhibit and says why."""


def leave_behind(
    exhibits: Sequence[Exhibit],
    title: str,
    intro: str,
    origin: Origin,
    files: PaperFiles,
    said: Sequence[str] = (),
) -> bytes:
    """The file, as UTF-8.

    Args:
        exhibits: in the order they are shown.
        title: of the whole.
        intro: a sentence or two under the title; "" for none.
        origin: the site that the links lead back to, and the day.
        files: style, scripts and fonts, written inside.
        said: for each exhibit what was said with it ("" for nothing); none at all where it is left out.

    Raises:
        LeaveBehindError: there is no exhibit, one has nothing to show, or the file would be too large to mail.
    """
    _check(exhibits)
    notes = [*said, *[""] * (len(exhibits) - len(said))]
    parts = [_exhibit(number, *each, origin) for number, each in enumerate(zip(exhibits, notes, strict=True), start=1)]
    body = f"{_private(exhibits)}{_head(exhibits, title, intro, origin)}<main>{''.join(parts)}</main>{_foot(origin)}"
    made = document(
        f"{title}: {PUBLISHER}" if title != PUBLISHER else PUBLISHER, "paper leave", body, files, alone=True
    )
    if len(made) > MOST_BYTES:
        message = (
            f"the file would have {len(made) / 1e6:.0f} MB, more than {MOST_BYTES // 10**6}: choose fewer exhibits"
        )
        raise LeaveBehindError(message)
    return made


def _check(exhibits: Sequence[Exhibit]) -> None:
    if not exhibits:
        message = "there is no exhibit to put into the file"
        raise LeaveBehindError(message)
    for exhibit in exhibits:
        if not exhibit.title.strip():
            message = f"{exhibit.name} has no title"
            raise LeaveBehindError(message)
        if exhibit.figure is None and not (exhibit.table.rows or exhibit.cards or exhibit.empty):
            message = f"{exhibit.name} has nothing to show: no chart, no table, no words for why"
            raise LeaveBehindError(message)


def _private(exhibits: Sequence[Exhibit]) -> str:
    marks = list(dict.fromkeys(filter(None, map(marks_of, exhibits))))
    return "".join(element("p", mark, "private-file") for mark in marks)


def _head(exhibits: Sequence[Exhibit], title: str, intro: str, origin: Origin) -> str:
    contents = ""
    if len(exhibits) > 1:
        lines = (f'<li><a href="#exhibit-{n}">{text(each.title)}</a></li>' for n, each in enumerate(exhibits, start=1))
        contents = f'<nav aria-label="Contents"><ol class="contents">{"".join(lines)}</ol></nav>'
    made = element("p", f"Figures as of {origin.day}", "kind")
    heads = element("p", PUBLISHER, "brand") + element("h1", title) + element("p", intro, "intro")
    return f"<header>{heads}{made}{contents}</header>"


def _exhibit(number: int, exhibit: Exhibit, said: str, origin: Origin) -> str:
    sentence = exhibit.sentence if exhibit.sentence != exhibit.title else ""
    return "".join(
        (
            f'<section class="exhibit" id="exhibit-{number}" data-exhibit="{text(exhibit.name)}">',
            element("h2", exhibit.title),
            element("p", exhibit.subtitle, "sub"),
            badges(exhibit),
            element("p", said, "note-said"),
            f'<div class="cards">{"".join(card(each, "h3") for each in exhibit.cards)}</div>' if exhibit.cards else "",
            chart(exhibit, "fitting"),
            element("p", exhibit.empty, "empty"),
            element("p", sentence, "sentence"),
            basis(exhibit),
            element("p", f"Source: {exhibit.credit}" if exhibit.credit else "", "credit"),
            _folded(
                "Table",
                f'<div class="scroll" tabindex="0" role="region" aria-label="Table">{table(exhibit.table)}</div>',
                len(exhibit.table.rows),
                exhibit,
            ),
            _folded("Sources and notes", f"{sources(exhibit.sources)}{listing(exhibit.notes, 'notes')}", 1, exhibit),
            _version(exhibit, origin),
            "</section>",
        )
    )


def _folded(name: str, content: str, rows: int, exhibit: Exhibit) -> str:
    """Open, so that it prints and is there without JavaScript; a long table beside a chart is folded on the screen."""
    if not rows:
        return ""
    shut = rows > LONG_TABLE and exhibit.figure is not None
    return f"<details{'' if shut else ' open'}><summary>{name}</summary>{content}</details>"


def _version(exhibit: Exhibit, origin: Origin) -> str:
    words = f"Data version {version_words(exhibit.data_version)}, as of {origin.day}."
    if exhibit.private or not origin.site:
        return element("p", words, "version")
    return f'<p class="version">{text(words)} {link("Live view", origin.link(exhibit))}</p>'


def _foot(origin: Origin) -> str:
    live = f" {link(origin.site, origin.site)}" if origin.site else ""
    words = "Losses are lifetime estimates, mostly of a person’s own earnings; they are not a city’s bill."
    return f"<footer><p>{words}</p><p>{PUBLISHER}, {text(origin.day)}.{live}</p></footer>"
