"""A city on two pages: which exhibits of the shelf stand in its brief. Nothing is computed or worded anew here.

Every sentence, chart and number is an exhibit's own, so a brief says what the pages say, and claims no change that they
do not. Five charts: what is published about the city itself first, what is borrowed from the state last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from database.values import PlaceRecord
from exhibits.formats import grouped
from exhibits.lookup import CITIES, near_places, place_or_error
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import KINDS, Shelf
from exhibits.walk_record import stage_values, walks

LEAD_MEASURE = "share_19_20_with_hs_diploma"
CHARTS = 5
FUNNEL_STAGES = 2
OVER_TIME = ("graduation", "trend")
POINTS_OF_A_LINE = 2
# What can be done on a screen and not on paper.
ON_SCREEN = re.compile(
    r"\s*(Keep those that make sense and add your own|"
    r"The 2018 report’s own table can be loaded as soon as staff bring it \(Data page\))\.?"
)
# By exhibit: the height in CSS pixels at which it is drawn on paper, where that is not its own.
PAPER_HEIGHTS = {"ranking": 430, "slope": 340, "losses_tornado": 330, "trend": 270, "map": 380}
# Drawn larger than shown, where names need the room.
PAPER_SCALES = {"walk_stages": 0.8, "ranking": 0.84, "losses_tornado": 0.84}
USUAL_SCALE = 0.9
TALL = 400


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One finding: the question it answers, the exhibit, and what stands under its title."""

    question: str
    exhibit: Exhibit
    remarks: tuple[str, ...]

    @property
    def height(self) -> int:
        """CSS pixels to draw its chart at."""
        own = self.exhibit.narrow_height or self.exhibit.height
        return PAPER_HEIGHTS.get(self.exhibit.name, own)

    @property
    def scale(self) -> float:
        """How large it is shown, of how large it is drawn."""
        return PAPER_SCALES.get(self.exhibit.name, USUAL_SCALE)


@dataclass(frozen=True, slots=True)
class CityBrief:
    """What the two pages hold.

    Attributes:
        place: the city.
        lead: its profile: the headline and the cards of its two populations.
        items: five findings with their charts.
        walk: the stages of its best recorded walk, if any has stages.
        asides: findings without a chart: its districts and its peers.
        caveats: what is missing and what not to read into it, each once.
    """

    place: PlaceRecord
    lead: Exhibit
    items: tuple[BriefItem, ...]
    walk: BriefItem | None
    asides: tuple[BriefItem, ...]
    caveats: tuple[str, ...]

    @property
    def eyebrow(self) -> str:
        """``Pima County · 542,629 people in 2020``."""
        people = f"{grouped(self.place.population_2020)} people in 2020" if self.place.population_2020 else ""
        return " · ".join(part for part in (self.place.county or "", people) if part)

    @property
    def opening(self) -> tuple[BriefItem, ...]:
        """The two for the first page: the first, and beside it the tallest if one is tall, as that page has the room."""
        first, *rest = self.items
        tall = [item for item in rest if item.height >= TALL]
        return (first, *(tall or rest)[:1])

    @property
    def following(self) -> tuple[BriefItem, ...]:
        """The others, for the second page."""
        rest = tuple(item for item in self.items if item not in self.opening)
        return (*rest, self.walk) if self.walk else rest

    @property
    def drawn(self) -> tuple[BriefItem, ...]:
        """Everything with a chart, in reading order."""
        return (*self.opening, *self.following)


def city_brief(shelf: Shelf, slug: str) -> CityBrief:
    """The brief of a city or town.

    Raises:
        BadParameterError: no city or town has this slug; names near ones.
    """
    place = place_or_error(shelf.reader, slug)
    if place.kind not in CITIES:
        near = near_places(shelf.reader, place.name)
        raise BadParameterError("place", slug, "the slug of a city or town: larger areas have no brief", near)
    lead = shelf.build("profile", {"place": place.slug})
    found = _charted(shelf, place, lead)
    items = tuple(islice(found, CHARTS))
    asides = tuple(_item(shelf.build(name, {"place": place.slug})) for name in ("districts", "peers"))
    return CityBrief(place, lead, items, _walk(shelf, place), asides, _caveats(lead, items))


def _charted(shelf: Shelf, place: PlaceRecord, lead: Exhibit) -> Iterator[BriefItem]:
    """What has a chart, the most telling first; built one by one, as long as more are wanted.

    A line of one point tells no more than its title: it comes last.
    """
    single: list[Exhibit] = []
    edition = {"edition": lead.parameters["edition"]} if lead.parameters.get("edition") else {}
    for name, parameters in (
        ("loss_components", {"place": place.slug, **edition}),
        ("graduation", {"place": place.slug}),
        ("ranking", {"measure": LEAD_MEASURE, "focus": place.slug}),
        ("slope", {"measure": LEAD_MEASURE, "places": place.slug}),
        ("losses_chance", {"place": place.slug, **edition}),
        ("losses_tornado", {"place": place.slug, **edition}),
        ("trend", {"measure": "population_census", "places": place.slug}),
        ("map", {"measure": LEAD_MEASURE, "places": place.slug}),
    ):
        exhibit = _tried(shelf, name, parameters)
        if exhibit is None or exhibit.figure is None or not _about(exhibit, place):
            continue
        if exhibit.name in OVER_TIME and len(exhibit.table.rows) < POINTS_OF_A_LINE:
            single.append(exhibit)
        else:
            yield _item(exhibit)
    yield from map(_item, single)


def _tried(shelf: Shelf, name: str, parameters: dict[str, str]) -> Exhibit | None:
    try:
        return shelf.build(name, parameters)
    except BadParameterError:
        return None


def _about(exhibit: Exhibit, place: PlaceRecord) -> bool:
    """Whether a comparison of cities has this city in it; all other exhibits are about their place alone."""
    if exhibit.name not in ("ranking", "slope"):
        return True
    return any(row[0].value == place.name for row in exhibit.table.rows)


def on_paper(words: str) -> str:
    """An exhibit's words without what asks for a hand on a screen."""
    return ON_SCREEN.sub("", words).strip()


def _item(exhibit: Exhibit) -> BriefItem:
    # what the dots leave out is long: it stands among the caveats
    sentence = "" if exhibit.name == "losses_chance" else exhibit.sentence
    said = map(on_paper, (exhibit.subtitle, sentence))
    remarks = tuple(dict.fromkeys(words for words in said if words and words != exhibit.title))
    return BriefItem(KINDS[exhibit.name].question, exhibit, remarks)


def _walk(shelf: Shelf, place: PlaceRecord) -> BriefItem | None:
    """The city's walk with the most published stages, the latest of equals."""
    own = [walk for walk in walks(shelf.reader) if walk.city == f"{place.name} AZ"]
    stages = {walk.id: sum(bool(values) for values in stage_values(walk).values()) for walk in own}
    best = max(own, key=lambda walk: (stages[walk.id], walk.date), default=None)
    if best is None or stages[best.id] < FUNNEL_STAGES:
        return None
    return _item(shelf.build("walk_stages", {"walk": best.id}))


def _caveats(lead: Exhibit, items: tuple[BriefItem, ...]) -> tuple[str, ...]:
    """What is missing, then what the charts do not say: the exhibits' own notes, without their basis lines."""
    said = [lead.sentence, *lead.notes]
    by_name = {item.exhibit.name: item.exhibit for item in items}
    if "graduation" in by_name:
        said += by_name["graduation"].notes[:1]
    if "loss_components" in by_name:
        said += by_name["loss_components"].notes[1:]
    if "losses_chance" in by_name:
        said.append(by_name["losses_chance"].sentence)
    return tuple(dict.fromkeys(on_paper(line) for line in said if line))


def faults(brief: CityBrief) -> tuple[str, ...]:
    """Why a brief may not be handed over, each fault with its exhibit; empty where nothing is wrong."""
    found = []
    if len(brief.items) < CHARTS:
        found.append(f"{brief.place.name}: {len(brief.items)} of {CHARTS} charts")
    for exhibit in (brief.lead, *(item.exhibit for item in (*brief.drawn, *brief.asides))):
        lacks = {
            "a title": exhibit.title.strip(),
            "sources": exhibit.sources or exhibit.credit,
            "a data version": exhibit.data_version,
            "public figures": not exhibit.private,
        }
        found += [f"{exhibit.name} lacks {what}" for what, there in lacks.items() if not there]
    for item in brief.drawn:
        if not (item.exhibit.figure or {}).get("data"):
            found.append(f"{item.exhibit.name} has an empty chart")
        if not item.exhibit.summary.strip():
            found.append(f"{item.exhibit.name} has no words for its chart")
    return tuple(found)
