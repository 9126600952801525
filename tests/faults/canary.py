"""Looking for what must not be there: planted counts, students' keys, numbers nobody released, on every surface.

A surface is anything that leaves the program: a page as sent, an answer, a file, a log line, the bytes of the database.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import dash
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.exports.slide_reading import alt_texts, charts, notes, rows_of, slides_of, workbook
from tests.page_examples import Saved, addresses
from tests.running import nodes, open_page, words
from walks.disclosure import Kind, Missing, Released, Share, Suppressed, share_of_cells
from walks.release import Release
from walks.release_shown import ranges

NUMBER = re.compile(r"(?<![\w.#])\d[\d,]*(?:\.\d+)?(?![\w])")
GEOMETRY = {"height", "width", "margin", "size", "xshift", "yshift", "font", "style", "domain"}
RECOGNISABLE = 100
LINES = ("Tr", "Li", "P", "H1", "H2", "H3", "Figcaption")
SAID_OF_ALL = {1.0, 2.0, 10.0, 60.0, 256.0, 2026.3}


@dataclass(frozen=True)
class Planted:
    """What to look for.

    Attributes:
        hidden: True counts that are hidden, by key.
        small_labels: Labels of groups that are small: only ``allowed`` numbers may stand beside them.
        allowed: Numbers of the release.
        keys: Students' keys, the district's and the walk-scoped ones.
    """

    hidden: Mapping[str, int]
    small_labels: tuple[str, ...]
    allowed: frozenset[float]
    keys: frozenset[str]

    @property
    def recognisable(self) -> frozenset[float]:
        """Hidden counts that nothing else can be: large, and not released for another cell."""
        return frozenset(float(count) for count in self.hidden.values() if count >= RECOGNISABLE) - self.allowed


@dataclass(frozen=True)
class Surface:
    """One thing that leaves: its texts, its lines (what is read together), and the raw text."""

    name: str
    numbers: frozenset[float]
    lines: tuple[str, ...]
    raw: str


def allowed_by(release: Release) -> frozenset[float]:
    """Every number a release tells: its counts, the ranges they leave open, the shares of its groups, amounts, days."""
    cells = [cell for table in release.tables for cell in table.counts()]
    counts = {float(cell.value.count) for cell in cells if isinstance(cell.value, Released)}
    days = [release.made_on, *(walk.day for walk in release.walks)]
    groups = [table.cells for table in release.tables if table.kind is Kind.FUNNEL and len(table.cells) == 2]
    shares = [share_of_cells(back.value, listed.value) for listed, back in groups]
    return frozenset(
        counts
        | {float(share.percent) for share in shares if isinstance(share, Share)}
        | {float(amount.value) for amount in release.amounts}
        | {float(end) for ends in ranges(release).values() for end in (ends.low, ends.high or 0)}
        | {float(part) for day in days for part in (day.year, day.month, day.day)}
    )


def hidden_by(release: Release, true: Mapping[str, int]) -> dict[str, int]:
    """The true counts of the cells a release hides."""
    cells = [cell for table in release.tables for cell in table.counts()]
    assert not [cell for cell in cells if isinstance(cell.value, Missing) and cell.key in true]
    return {cell.key: true[cell.key] for cell in cells if isinstance(cell.value, Suppressed)}


def numbers_in(text: str) -> set[float]:
    """The numbers a person or a program would read in a text."""
    return {float(found.replace(",", "")) for found in NUMBER.findall(text)}


def numbers(value: Any) -> Iterator[float]:
    """The numbers in a plain structure, but for the measures of a drawing."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield float(value)
    elif isinstance(value, str):
        yield from numbers_in(value)
    elif isinstance(value, Mapping):
        yield from (number for key, part in value.items() if key not in GEOMETRY for number in numbers(part))
    elif isinstance(value, list):
        yield from (number for part in value for number in numbers(part))


def leaves(value: Any) -> Iterator[str]:
    """The texts in a plain structure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in leaves(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in leaves(part))


def page(client: FlaskClient, path: str, search: str = "") -> Surface:
    """A page as the router sends it: components, charts, tables, alternative texts."""
    tree = open_page(client, path, search)
    together = [" | ".join(words(node)) for node in nodes(tree) if node["type"] in LINES]
    return Surface(f"page {path}{search}", frozenset(numbers(tree)), (*together, *leaves(tree)), json.dumps(tree))


def answer(client: FlaskClient, path: str) -> Surface:
    """An answer of the API, JSON or CSV."""
    got = client.get(path)
    assert got.status_code == 200, (path, got.text[:200])
    if got.mimetype != "application/json":
        lines = tuple(got.text.splitlines())
        return Surface(
            f"file {path}", frozenset(number for line in lines for number in numbers_in(line)), lines, got.text
        )
    return structured(f"answer {path}", json.loads(got.text))


def structured(name: str, value: Any) -> Surface:
    """A plain structure: an answer, or a row of a table."""
    return Surface(name, frozenset(numbers(value)), (*records(value), *leaves(value)), json.dumps(value, default=str))


def records(value: Any) -> Iterator[str]:
    """What is read together in a plain structure: each innermost list or mapping."""
    parts = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    if parts and not any(isinstance(part, (Mapping, list)) for part in parts):
        yield json.dumps(value, default=str)
    yield from (line for part in parts for line in records(part))


def text(name: str, said: str) -> Surface:
    """Any other text: a log, a kept view."""
    return Surface(name, frozenset(numbers_in(said)), tuple(said.splitlines()), said)


def office(client: FlaskClient, path: str) -> Surface:
    """A file for office programs: all words on slides and in notes, every cell of workbooks, those inside charts too."""
    got = client.get(path)
    assert got.status_code in {200, 422}, (path, got.text[:200])
    if got.status_code == 422:
        return structured(f"file {path}", got.json)
    if ".xlsx" in path:
        return structured(f"file {path}", cells(got.data))
    pages = slides_of(got.data)
    lines = [line for each in pages for line in (*rows_of(each), *notes(each).splitlines())]
    lines += [text for each in pages for _, text in alt_texts(each)]
    insides = [[[str(value) for value in row] for row in workbook(chart)] for chart in charts(got.data)]
    return structured(f"file {path}", [[[line] for line in lines], insides])


def cells(content: bytes) -> list[list[list[Any]]]:
    """Every cell of every sheet of a workbook, hidden ones too."""
    book = load_workbook(io.BytesIO(content))
    return [[[str(value) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]


def pages(walks: Sequence[str] = (Saved().walk,)) -> list[tuple[str, str]]:
    """Path and query of every registered page, that of a walk for each of the given ones."""
    each = sorted({address for walk in walks for address in addresses(dash.page_registry, Saved(walk=walk))})
    return [(path, mark + search) for path, mark, search in (address.partition("?") for address in each)]


def surfaces(client: FlaskClient, walks: Set[str]) -> list[Surface]:
    """Every page and answer that shows released counts, or might."""
    asked = ["walk=all", *(f"walk={walk}" for walk in sorted(walks))]
    queries = [(kind, query) for kind in ("stages", "rates") for query in asked]
    queries += [("groups", "by=target_group"), ("groups", "by=language"), ("log", "")]
    found = [page(client, *each) for each in pages(sorted(walks))]
    for kind, query in queries:
        found.append(page(client, f"/exhibit/released_{kind}", f"?{query}" if query else ""))
        found += [answer(client, f"/api/v1/exhibits/released_{kind}{end}?{query}") for end in ("", ".csv")]
        found += [office(client, f"/export/released_{kind}.{end}?{query}") for end in ("pptx", "xlsx")]
        found += [answer(client, f"/export/released_{kind}.{end}?{query}") for end in ("json", "csv")]
        found.append(answer(client, f"/api/v1/slides/released_{kind}?{query}"))
    found += [answer(client, f"/api/v1/{path}") for path in ("releases", "releases.csv", "loads", "exhibits")]
    return found


def few_surfaces(client: FlaskClient) -> list[Surface]:
    """Enough of them to find a leak that was made on purpose."""
    exhibits = ("released_stages?walk=all", "released_groups?by=language", "released_groups.csv?by=language")
    return [page(client, "/walks"), *(answer(client, f"/api/v1/exhibits/{each}") for each in exhibits)]


def check(
    surface: Surface, planted: Planted, before: Callable[[str], frozenset[float]] = lambda _: frozenset()
) -> None:
    """Fail where a surface holds what was hidden. ``before``: numbers it held already before the release, by its name."""
    leaked = (surface.numbers & planted.recognisable) - before(surface.name)
    assert not leaked, f"{surface.name} holds hidden counts: {sorted(leaked)}"
    assert not [key for key in planted.keys if key in surface.raw], f"{surface.name} holds a student's key"
    for line in surface.lines:
        labels = [label for label in planted.small_labels if label.lower() in line.lower()]
        beside = numbers_in(line) - planted.allowed - SAID_OF_ALL if labels else set()
        assert not beside, f"{surface.name}: {sorted(beside)} beside {labels}: {line[:120]}"
