"""The words "published" and "printed" stand over printed figures alone: looking for them on whatever leaves the program.

A layout as sent, a document and an answer are read as a person or a program reads them: a clause with the amounts that
follow the word, a column or a row with its numbers, a label with its value, a status with the number beside it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from lxml import html as documents
from openpyxl import load_workbook

from data_pipeline.check import CATALOG
from database.reader import Reader
from exhibits.model import Exhibit
from tests.exhibits.looking import texts
from tests.exports.slide_reading import charts, notes, rows_of, slides_of, workbook
from tests.running import stored_figures

SAID = re.compile(r"\b(published|printed|prints)\b", re.IGNORECASE)
DENIED = re.compile(
    r"\b(not|never|nobody|nothing|no \w+(?: \w+)?(?: is| are)?|none is)\s+(published|printed|prints)\b", re.IGNORECASE
)
AMOUNT = re.compile(r"\$([\d,]*\d(?:\.\d+)?)(?: ?(thousand|million|billion|trillion|K|M|B|T)\b)?")
NUMBER = re.compile(r"(?<![\w.])()(\d[\d,]*(?:\.\d+)?)(?: ?(thousand|million|billion|trillion|K|M|B|T)\b)?")
SIZES = {"": 1.0, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
SIZES |= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
CLAUSE = re.compile(r"(?<=[a-z)])[.;:] |, (?:above|below|which)")
READ_TOGETHER = frozenset("p li h1 h2 h3 h4 summary figcaption caption dd button label option blockquote".split())
PRINTED_STATUS = "published"


@dataclass(frozen=True)
class Node:
    """A part of a page: its tag in small letters, and what is in it, in order."""

    tag: str
    parts: tuple[Node | str, ...]

    @cached_property
    def text(self) -> str:
        """Everything a reader meets in it, joined."""
        words = (part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(" ".join(words).split())

    def all(self, *tags: str) -> Iterator[Node]:
        """Every node of these tags in it, itself too."""
        if self.tag in tags:
            yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.all(*tags)


class Printed:
    """What the catalog copies from sources: dollars of the loss studies and of other studies, and every other number."""

    def __init__(self, reader: Reader) -> None:
        """``reader``: of the catalog."""
        losses = [row for row in reader.losses() if row.value is not None and row.source_kind != "derived"]
        others = [row for row in reader.context_figures() if row.value is not None]
        dollars = [row.value for row in losses if row.unit == "USD"]
        dollars += [row.value for row in others if row.unit.startswith("USD")]
        self.dollars = tuple(sorted({abs(float(value)) for value in dollars if value is not None}))
        numbers = [row.value for row in losses] + [row.value for row in others]
        numbers += [row.value for row in reader.walk_figures()]
        self.numbers = tuple(sorted({abs(float(value)) for value in numbers if value is not None}))
        self.figures = frozenset(_column("observation") + _column("district_observation"))
        """Figures of places and districts, as their publishers give them."""

    def has(self, amount: float, within: float, *, dollars: bool = True) -> bool:
        """Whether a source prints it, to the digits that are shown."""
        among = self.dollars if dollars else self.numbers
        return any(abs(abs(amount) - value) <= within * 1.000001 for value in among)

    def clauses(self, said: Iterable[str]) -> Iterator[str]:
        """The clauses that say "published" or "printed" of an amount that no source prints."""
        for text in said:
            # a clause is about the amounts that follow the word in it
            for clause in CLAUSE.split(text) if "$" in text else ():
                found = SAID.search(DENIED.sub("", clause))
                first = next(amounts(DENIED.sub("", clause)[found.end() :]), None) if found else None
                if first is not None and not self.has(*first):
                    yield clause

    def labeled(self, label: str, values: Iterable[object]) -> Iterator[str]:
        """Of values under or beside a label that says so, those that no source prints."""
        if is_over_printed(label):
            for value in values:
                found = _number(value)
                if found is not None and not self.has(found[0], found[1], dollars=found[2]):
                    yield f"{label}: {value}"


def _column(table: str) -> list[float]:
    """Every value of a table of the catalog."""
    with (CATALOG / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [float(row["value"]) for row in csv.DictReader(stream) if row["value"]]


def is_over_printed(label: str) -> bool:
    """Whether a label says that what stands with it is printed."""
    return SAID.search(DENIED.sub("", label)) is not None


def amounts(text: str, pattern: re.Pattern[str] = AMOUNT) -> Iterator[tuple[float, float]]:
    """The dollar amounts of a text, and by how much each may be off: half of its last digit."""
    for found in pattern.finditer(text):
        digits, word = [part for part in found.groups(default="")][-2:]
        scale = SIZES[word]
        decimals = len(digits.partition(".")[2])
        yield float(digits.replace(",", "")) * scale, 0.5 * scale / 10**decimals


def _number(value: object) -> tuple[float, float, bool] | None:
    """The number of a cell, how much it may be off, and whether it is dollars; None where it holds none, or more words."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value), 0.0, False
    text = str(value)
    dollars = "$" in text
    found = next(amounts(text, AMOUNT if dollars else NUMBER), None)
    return (*found, dollars) if found and not DENIED.search(text) else None


def of_exhibit(printed: Printed, exhibit: Exhibit) -> Iterator[str]:
    """What of an exhibit is said to be printed and is not."""
    yield from printed.clauses(texts(exhibit))
    for place, column in enumerate(exhibit.table.columns):
        yield from printed.labeled(column.label, (row[place].value for row in exhibit.table.rows))
    for card in exhibit.cards:
        for fact in card.facts:
            yield from printed.labeled(f"{fact.label} {fact.mark}", [fact.text])


def of_page(printed: Printed, root: Node) -> Iterator[str]:
    """What of a page or a document is said to be printed and is not: its lines, its tables, its pairs of label and value."""
    lines = [node.text for node in root.all(*READ_TOGETHER)]
    yield from printed.clauses(text for text in lines if "</p>" not in text)
    for markup in (text for text in lines if "</p>" in text):
        # the piece of a page to put on another site
        yield from of_page(printed, document(markup))
    for pair in root.all("div", "dl"):
        direct = [part for part in pair.parts if isinstance(part, Node)]
        for label, value in pairwise(direct):
            if (label.tag, value.tag) == ("dt", "dd"):
                yield from printed.labeled(f"{label.text} {_mark(value)}", [value.text])
    for table in root.all("table"):
        yield from _of_table(printed, table)


def _mark(value: Node) -> str:
    """The small words behind the value of a fact: ``printed, 2014``."""
    return " ".join(part.text for part in [each for each in value.parts if isinstance(each, Node)][1:])


def _of_table(printed: Printed, table: Node) -> Iterator[str]:
    rows = [[part for part in row.parts if isinstance(part, Node)] for row in table.all("tr")]
    if not rows:
        return
    head, *others = rows
    for place, column in enumerate(head):
        yield from printed.labeled(column.text, (row[place].text for row in others if place < len(row)))
    for row in others:
        # a row is headed by its first cell; under a head that is about something else only its amounts are its own
        if row and row[0].tag == "th" and len(row) == len(head):
            yield from printed.labeled(row[0].text, (cell.text for cell in row[1:2]))


def of_layout(printed: Printed, tree: Any) -> Iterator[str]:
    """The same of a page of the app as its layout is sent, the figures of its charts too."""
    yield from of_page(printed, layout(tree))
    for figure in stored_figures(tree):
        yield from printed.clauses(re.sub(r"<[^>]+>", " ", text) for text in _strings(figure))


def layout(tree: Any) -> Node:
    """A layout of Dash as a page."""
    if isinstance(tree, list):
        return Node("", tuple(layout(part) for part in tree if part is not None))
    if not isinstance(tree, Mapping):
        return Node("", () if tree is None or isinstance(tree, bool) else (str(tree),))
    children = tree.get("props", {}).get("children")
    parts = children if isinstance(children, list) else [children]
    return Node(
        str(tree.get("type", "")).lower(),
        tuple(layout(part) if isinstance(part, (Mapping, list)) else str(part) for part in parts if part is not None),
    )


def document(content: bytes | str) -> Node:
    """A document as a page, without styles and scripts."""
    return _element(documents.fromstring(content.decode() if isinstance(content, bytes) else content))


def _element(element: Any) -> Node:
    parts: list[Node | str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            parts.append(_element(child))
        parts.append(child.tail or "")
    return Node(str(element.tag), tuple(part for part in parts if isinstance(part, Node) or part.strip()))


def of_answer(printed: Printed, body: Any) -> Iterator[str]:
    """What of an answer of the API is said to be printed and is not: by its words, its names and its statuses."""
    yield from printed.clauses(_strings(body))
    yield from _of_values(printed, body, "")
    for record in _records(body):
        if record.get("status") == PRINTED_STATUS:
            values = [record.get("value"), record.get("at_study")]
            own = [value for value in values if value is not None and value not in printed.figures]
            yield from printed.labeled("published status", own)
        if "statuses" in record and "cohort" in record:
            yield from _of_loss(printed, record)
        if {"columns", "rows"} <= record.keys():
            for column in record["columns"]:
                yield from printed.labeled(column["label"], (row[column["id"]] for row in record["rows"]))


def _of_values(printed: Printed, value: Any, name: str) -> Iterator[str]:
    """Numbers in a field whose name says so: ``printed``, and what is in it under ``value``."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            inside = name if key in ("value", "total", "amount") else ""
            yield from _of_values(printed, part, key if is_over_printed(key.replace("_", " ")) else inside)
    elif isinstance(value, list):
        for part in value:
            yield from _of_values(printed, part, name)
    elif name:
        yield from printed.labeled(name.replace("_", " "), [value] if isinstance(value, (int, float)) else [])


def _of_loss(printed: Printed, answer: Mapping[str, Any]) -> Iterator[str]:
    """Each amount of an answer of the model whose status says "published"."""
    amounts_of = {
        "per_person": answer["per_person"]["total"],
        "total": answer["cohort"]["total"],
        "count": answer["cohort"]["count"],
        "fiscal": answer["state_and_local"]["total"],
    }
    statuses = answer["statuses"]
    yield from (
        line
        for name, value in amounts_of.items()
        if statuses[name] == PRINTED_STATUS
        for line in printed.labeled(f"published {name}", [value])
    )
    person = answer["per_person"]
    for part, status in person["component_statuses"].items():
        if status == PRINTED_STATUS:
            yield from printed.labeled(f"published {part}", [person["components"][part]])


def of_csv(printed: Printed, content: bytes) -> Iterator[str]:
    """What of a CSV file is said to be printed and is not: under its header, and by the status of its rows."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    yield from _of_columns(printed, header, rows)
    if {"status", "value", "unit"} <= set(header):
        status, value, unit = (header.index(name) for name in ("status", "value", "unit"))
        own = (float(row[value]) for row in rows if (row[status], row[unit]) == (PRINTED_STATUS, "USD"))
        yield from printed.labeled("published status", own)


def of_workbook(printed: Printed, content: bytes) -> Iterator[str]:
    """The same of a workbook: every sheet, each row of text taken as a header of what is below."""
    for sheet in load_workbook(io.BytesIO(content), data_only=True).worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for place, row in enumerate(rows):
            filled = [cell for cell in row if cell is not None]
            if len(filled) > 1 and all(isinstance(cell, str) for cell in filled):
                yield from _of_columns(printed, [str(cell or "") for cell in row], rows[place + 1 :])
                break
        yield from printed.clauses(str(cell) for row in rows for cell in row if isinstance(cell, str))


def of_slides(printed: Printed, content: bytes) -> Iterator[str]:
    """The same of a presentation: what is on its slides and in their notes, its tables, the workbooks of its charts."""
    for slide in slides_of(content):
        yield from printed.clauses([*rows_of(slide), *notes(slide).splitlines()])
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
            yield from _of_columns(printed, head, rows)
    for chart in charts(content):
        first, *cells = workbook(chart)
        yield from _of_columns(printed, [str(cell or "") for cell in first], cells)


def _of_columns(printed: Printed, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    for place, label in enumerate(header):
        if len(label) < 60:
            values = (row[place] for row in rows if place < len(row))
            yield from printed.labeled(label, (_plain(value) for value in values))
    yield from printed.clauses(str(cell) for row in rows for cell in row if isinstance(cell, str))


def _plain(value: object) -> object:
    """A number written as text as a number."""
    try:
        return float(str(value))
    except ValueError:
        return value


def _records(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for part in value.values():
            yield from _records(part)
    elif isinstance(value, list):
        for part in value:
            yield from _records(part)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
