"""Numbers as a reader sees them, each with the exhibit it stands in; and what the catalog says it must be."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from tests.browser import catalog_walk as walk

# Columns whose texts may begin with a digit and yet hold no figure of the catalog; each is left out by name.
WORDS = {
    ("ranking", "rank"),
    ("trend", "period"),
    ("published_losses", "location"),
    ("published_losses", "source"),
}
TABLES = """() => [...document.querySelectorAll('section[data-exhibit]')].flatMap((section) => {
  const address = section.querySelector('[data-copy]').dataset.copy;
  return [...section.querySelectorAll('tbody tr')].flatMap((line, row) =>
    [...line.children].map((cell, column) => ({ address, row, column, text: cell.innerText.trim(),
      line: [...line.children].map((each) => each.innerText.trim()) })));
})"""
CARDS = """() => [...document.querySelectorAll('section[data-exhibit=profile]')].flatMap((section) =>
  [...section.querySelectorAll('.card-population')].flatMap((card, row) => [
    ...[...card.querySelectorAll('.facts > div')].map((fact) => ({ label: fact.querySelector('dt').innerText.trim(),
      text: fact.querySelector('dd').innerText.trim() })),
    ...[...card.querySelectorAll('.big-number')].map((big) => ({ label: 'count', text: big.innerText.trim() })),
    ...[...card.querySelectorAll('.number-note')].map((note) => ({ label: 'note', text: note.innerText.trim() })),
  ].map((said) => ({ ...said, row, address: section.querySelector('[data-copy]').dataset.copy }))))"""
MARKS = """() => [...document.querySelectorAll('section[data-exhibit]')].flatMap((section) =>
  [...section.querySelectorAll('.js-plotly-plot')].flatMap((plot) => plot.data.flatMap((trace) =>
    trace.mode === 'markers' ? trace.x.map((x, index) => ({ address: section.querySelector('[data-copy]').dataset.copy,
      x, y: trace.y[index], hover: (trace.hovertext || [])[index] || '' })) : [])))"""


@dataclass(frozen=True)
class Shown:
    """One number on screen: ``text`` as read, in a table's cell, a card's fact or a mark."""

    address: str
    kind: str
    row: int
    column: str
    text: str
    line: tuple[str, ...] = field(default=())

    @property
    def exhibit(self) -> str:
        return urlsplit(self.address).path.rpartition("/")[2]

    @property
    def asked(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))


def collect(page: Page, answers: Callable[[str], Any]) -> list[Shown]:
    """All numbers of the page: its tables (opened), its cards, the marks of its charts."""
    closed = page.locator("[data-toggle-panel$='-table'][aria-expanded=false]")
    while closed.count():
        closed.first.click()
    shown = []
    for cell in page.evaluate(TABLES):
        columns = [each["id"] for each in answers(cell["address"])["table"]["columns"]]
        found = Shown(cell["address"], "cell", cell["row"], columns[cell["column"]], cell["text"], tuple(cell["line"]))
        is_number = re.match(r"[−$]{0,2}\d", found.text) is not None
        if cell["column"] > 0 and is_number and (found.exhibit, found.column) not in WORDS:
            shown.append(found)
    for fact in page.evaluate(CARDS):
        if re.search(r"\d", fact["text"]):
            shown.append(Shown(fact["address"], "fact", fact["row"], fact["label"], fact["text"]))
    for mark in page.evaluate(MARKS):
        shown += _mark(mark)
    return shown


def _mark(mark: dict[str, Any]) -> list[Shown]:
    name, _, rest = mark["hover"].partition("<br>")
    line = (html.unescape(re.sub("</?b>", "", name)), html.unescape(rest.partition(":")[0]))
    one = Shown(mark["address"], "mark", 0, "", "")
    across = {"ranking": ["x"], "trend": ["y"], "slope": ["y"], "scatter": ["x", "y"], "graduation": ["y"]}
    found = []
    for axis in across.get(one.exhibit, []):
        column = f"{axis}{mark['x']}" if one.exhibit == "slope" else axis
        found.append(Shown(mark["address"], "mark", 0, column, repr(float(mark[axis])), line))
    return found


def expected(shown: Shown) -> list[float]:
    """What the catalog says the number is; several where the text holds several. LookupError where nothing does."""
    return EXPECTED[shown.exhibit](shown, shown.asked)


def agrees(shown: Shown) -> bool:
    """Whether the number on screen is the catalog's."""
    values = expected(shown)
    if shown.kind == "mark":
        return abs(float(shown.text) - values[0]) <= 1e-6 * max(1.0, abs(values[0]))
    # "6 B" are six schools graded B, not six billion
    text = re.sub(r"(\d) [A-F]\b", r"\1", shown.text) if shown.column == "letter_grades" else shown.text
    texts = walk.NUMBER.finditer(text)
    said = [found.group(0) for found in texts][: len(values)]
    return len(said) == len(values) and all(walk.same(text, value) for text, value in zip(said, values, strict=True))


def _ranking(shown: Shown, asked: dict[str, str]) -> list[float]:
    part = shown.column if shown.column in ("low", "high") else "value"
    return [walk.observed(asked["measure"], shown.line[0], asked["period"], part)]


def _map(shown: Shown, asked: dict[str, str]) -> list[float]:
    if shown.column == "people":
        return [float(walk.place(shown.line[0])["population_2020"])]
    return _ranking(shown, asked)


def _trend(shown: Shown, asked: dict[str, str]) -> list[float]:
    part = shown.column if shown.column in ("low", "high") else "value"
    return [walk.observed(asked["measure"], shown.line[0], shown.line[1], part)]


def _slope(shown: Shown, asked: dict[str, str]) -> list[float]:
    period = asked["first"] if shown.column in ("first", "y0") else asked["last"]
    return [walk.observed(asked["measure"], shown.line[0], period)]


def _scatter(shown: Shown, asked: dict[str, str]) -> list[float]:
    return [walk.observed(asked[shown.column], shown.line[0], asked[f"{shown.column}_period"])]


def _graduation(shown: Shown, asked: dict[str, str]) -> list[float]:
    year = shown.line[1] if shown.kind == "mark" else shown.line[0]
    cohort, graduates = walk.classes(asked["place"])[year]
    values = {"cohort": cohort, "graduates": graduates, "non_completers": cohort - graduates}
    return [values.get(shown.column, 100 * graduates / cohort)]


def _districts(shown: Shown, asked: dict[str, str]) -> list[float]:
    geoid = walk.place(asked["place"])["geoid"]
    serving = {row["district_id"] for row in walk.rows("district_service") if row["place_geoid"] == geoid}
    entity = next(
        row["entity_id"]
        for row in walk.rows("district")
        if row["short_name"] == shown.line[0] and row["entity_id"] in serving
    )
    period = shown.text.rpartition("(")[2].rstrip(")")
    if shown.column == "letter_grades":
        return [
            walk.district_figures(entity, f"letter_grade_{letter.lower()}")[period]
            for letter in re.findall(r"\d+ ([A-F])\b", shown.text)
        ]
    return [walk.district_figures(entity, shown.column)[period] * walk.scale_of(shown.column)]


def _profile(shown: Shown, asked: dict[str, str]) -> list[float]:
    figures = walk.population_figures(asked, (walk.LEAVERS, walk.YOUTH)[shown.row])
    if shown.column == "note":
        known = [figures["cohort"]] if shown.text.startswith("of ") else []
        return [value for value in (*known, figures["rate"]) if value is not None]
    if shown.column.startswith("printed"):
        value = walk.printed(
            asked["place"], (walk.LEAVERS, walk.YOUTH)[shown.row], "social_loss_aggregate", shown.column[-4:]
        )
        return [value] if value is not None else []
    words = {"loss per person": "per_person", "in total": "total", "loss avoided if halved": "halved"}
    value = figures[words.get(shown.column, shown.column)]
    if value is None:
        raise LookupError(f"the catalog has no {shown.column}")
    return [value]


def _peers(shown: Shown, asked: dict[str, str]) -> list[float]:
    slug = walk.place(shown.line[0])["slug"]
    return [walk.distance(asked["place"], slug) if shown.column == "distance" else walk.trait(shown.column, slug)]


def _published(shown: Shown, _asked: dict[str, str]) -> list[float]:
    # the printed rows carry where they stand: the last cell of the line is unique with the figure's name
    column = {"value": "value", "edition": "edition", "year": "data_year"}[shown.column]
    figure = next(
        part for part in shown.line if part.replace(" ", "_") in {r["measure"] for r in walk.rows("published_loss")}
    )
    found = [
        float(row[column])
        for row in walk.rows("published_loss")
        if row["location"] == shown.line[-1] and row["measure"] == figure.replace(" ", "_") and row[column]
    ]
    read = walk.read_number(shown.text)[0]
    return [min(found, key=lambda value: abs(value - read))]


def _components(shown: Shown, asked: dict[str, str]) -> list[float]:
    amount, share = walk.component(shown.line[0], asked)
    return [share if shown.column == "share" else amount]


def _coverage(shown: Shown, _asked: dict[str, str]) -> list[float]:
    measure = next(key for key, entry in walk.measures().items() if entry["name"] == shown.line[0])
    kinds = {row["geoid"]: row["kind"] for row in walk.rows("place")}
    own = [row for row in walk.rows("observation") if row["measure_id"] == measure and row["value"]]
    theirs = [row for row in walk.rows("district_observation") if row["measure_id"] == measure and row["value"]]
    cities = {row["place_geoid"] for row in own if kinds[row["place_geoid"]] in ("city", "town")}
    years = [int(row["period_end"]) for row in (*own, *theirs)]
    return [
        {
            "first": float(min(years)),
            "last": float(max(years)),
            "cities": float(len(cities)),
            "areas": float(len({row["place_geoid"] for row in own} - cities)),
            "districts": float(len({row["district_id"] for row in theirs})),
            "values": float(sum(row["preferred"] == "true" for row in (*own, *theirs))),
        }[shown.column]
    ]


EXPECTED: dict[str, Callable[[Shown, dict[str, str]], list[float]]] = {
    "ranking": _ranking,
    "map": _map,
    "trend": _trend,
    "slope": _slope,
    "scatter": _scatter,
    "graduation": _graduation,
    "districts": _districts,
    "profile": _profile,
    "peers": _peers,
    "published_losses": _published,
    "loss_components": _components,
    "coverage": _coverage,
}
