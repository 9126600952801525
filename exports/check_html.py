"""A leave-behind is read back before it is handed over: its words, its tables, its figures, and that it asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Exhibit
from exports.origin import Origin, marks_of, version_words

ASKING = {"script": "src", "img": "src", "iframe": "src", "link": "href"}


class _Reader(HTMLParser):
    """What stands in the file: words, cells of tables, figures, and addresses that would be asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.figures: list[str] = []
        self.asked: list[str] = []
        self.links: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = "figure" if given.get("type") == "application/json" else tag
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "a":
            self.links.append(given.get("href") or "")
        address = given.get(ASKING.get(tag, "")) or ""
        if address and not address.startswith("data:"):
            self.asked.append(address)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "td", "th"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "figure":
            self.figures.append(data)
        elif self._inside in ("td", "th"):
            self.rows[-1][-1] += data
        if self._inside not in ("script", "style", "figure"):
            self.words.append(data)


def html_faults(content: bytes, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    """What is wrong with the file of one exhibit."""
    yield from document_faults(content, [exhibit], origin)


def document_faults(content: bytes, exhibits: Sequence[Exhibit], origin: Origin) -> Iterator[str]:
    """What is wrong with the file of these exhibits, in their order. Each fault is a sentence without a stop."""
    read = _Reader()
    read.feed(content.decode("utf-8"))
    said = " ".join(read.words)
    yield from (f"it would ask the network for {address[:60]}" for address in read.asked)
    for exhibit in exhibits:
        wanted = [exhibit.title, exhibit.credit, marks_of(exhibit), version_words(exhibit.data_version), origin.day]
        wanted += [note for note in exhibit.notes if note.startswith(CHANGED)]
        wanted += map(basis_line, exhibit.basis)
        yield from (f"it lacks “{text[:60]}”" for text in wanted if text and text not in said)
        if exhibit.figure is not None and not exhibit.figure.get("data"):
            yield "its chart is blank"
        if not exhibit.private and origin.site and origin.link(exhibit) not in read.links:
            yield "the link to its live view is missing"
    rows = [[cell.text for cell in row] for exhibit in exhibits for row in exhibit.table.rows]
    heads = sum(bool(exhibit.table.rows) for exhibit in exhibits)
    if len(read.rows) != len(rows) + heads or any(row not in read.rows for row in rows):
        yield "its tables are not what the exhibits show"
    drawn = [exhibit.figure for exhibit in exhibits if exhibit.figure is not None]
    if [json.loads(figure)["wide"] for figure in read.figures] != json.loads(json.dumps(drawn)):
        yield "its charts are not those of the exhibits"
