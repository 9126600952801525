"""Search: what a reader typed, answered by cities, pages and measures, by what the words mean.

``search_topics.toml`` holds the words readers use for pages and for measures. A word matches where it begins a word of the
entry; a misspelled one is read as the nearest word that any entry has.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz, process

from database.reader import Reader

TOPICS = Path(__file__).with_name("search_topics.toml")
SHORTEST_PREFIX = 3
SHORTEST_GUESS = 4
"""A shorter word is like too many others to be read as a misspelling."""
NEAR = 78
STOP_WORDS = frozenset(
    "a an and are arizona at az by did do does for from in is it many much number of on or percent percentage rate rates"
    " share the to vs was we what which who why with".split()
)
AROUND_A_NAME = re.compile(r"^(city|town) of\s+|,?\s+(az|arizona)$", re.IGNORECASE)


class Topic(BaseModel):
    """A page, or a subject without one. ``words``: what readers type; ``measures``: ids of measures that come closest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    about: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    address: str = ""
    measures: tuple[str, ...] = ()


class Synonym(BaseModel):
    """Words for measures whose names use others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...] = Field(min_length=1)
    measures: tuple[str, ...] = Field(min_length=1)


class Topics(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: tuple[Topic, ...]
    synonym: tuple[Synonym, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. ``kind``: "city", "town", "page", "measure" or "note"; a note has no address. ``about``: what is there."""

    name: str
    kind: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    title: frozenset[str]
    words: frozenset[str]
    closest: tuple[str, ...] = ()


@cache
def topics() -> Topics:
    """The subjects of ``search_topics.toml``; a mistake in the file raises ``ValidationError``."""
    return Topics.model_validate(tomllib.loads(TOPICS.read_text(encoding="utf-8")))


def exact_place(reader: Reader, text: str) -> str:
    """The slug of the city or town that is called exactly this, in any case; "" where none is."""
    wanted = _plain(AROUND_A_NAME.sub("", " ".join(text.split())))
    return next((place.slug for place in reader.places() if wanted in {_plain(place.name), place.slug}), "")


def find(reader: Reader, text: str, most: int = 20) -> tuple[Hit, ...]:
    """Answer a search, best first: exact names, then what has every word typed, else what has most of them.

    Args:
        reader: The database.
        text: What was typed.
        most: How many answers at most.
    """
    entries = _entries(reader)
    vocabulary = {word for entry in entries for word in entry.title | entry.words}
    typed = [_known(word, vocabulary) for word in _tokens(text)]
    scored = [(_score(typed, entry), entry) for entry in entries] if typed else []
    best = max((score[0] for score, _ in scored), default=0)
    if not best:
        return ()
    found = [entry for score, entry in sorted(scored, key=lambda pair: _order(pair, text)) if score[0] == best]
    measures = {entry.hit.address: entry.hit for entry in entries if entry.hit.kind == "measure"}
    hits: dict[str, Hit] = {}
    for entry in found:
        hits.setdefault(entry.hit.address or entry.hit.name, entry.hit)
        hits.update((address, measures[address]) for key in entry.closest if (address := _measure(key)) in measures)
    return tuple(hits.values())[:most]


def _score(typed: list[str], entry: _Entry) -> tuple[int, int]:
    """How many of the words the entry has, and how many of them stand in its title."""
    inside = sum(_has(word, entry.title | entry.words) for word in typed)
    return inside, sum(_has(word, entry.title) for word in typed)


def _order(pair: tuple[tuple[int, int], _Entry], text: str) -> tuple[bool, int, int, int]:
    (_, in_title), entry = pair
    kinds = ("city", "town", "page", "note", "measure")
    return _plain(entry.hit.name) != _plain(text), -in_title, kinds.index(entry.hit.kind), len(entry.title)


def _entries(reader: Reader) -> list[_Entry]:
    places = [
        _Entry(Hit(place.name, place.kind, f"/city/{place.slug}"), frozenset(_tokens(place.name)), frozenset())
        for place in reader.places()
    ]
    extra: dict[str, set[str]] = {}
    for synonym in topics().synonym:
        for key in synonym.measures:
            extra.setdefault(key, set()).update(_all_tokens(synonym.words))
    measures = [
        _Entry(
            Hit(each.name, "measure", _measure(each.id)),
            frozenset(_all_tokens((each.name, each.short_name))),
            frozenset(extra.get(each.id, ())),
        )
        for each in reader.measures()
    ]
    pages = [
        _Entry(
            Hit(each.name, "page" if each.address else "note", each.address, each.about),
            frozenset(_tokens(each.name)),
            frozenset(_all_tokens(each.words)),
            each.measures,
        )
        for each in topics().topic
    ]
    return [*places, *pages, *measures]


def _measure(key: str) -> str:
    return f"/data?measure={key}"


def _has(word: str, words: Iterable[str]) -> bool:
    return any(each == word or (len(word) >= SHORTEST_PREFIX and each.startswith(word)) for each in words)


def _known(word: str, vocabulary: set[str]) -> str:
    """The word itself where an entry has it, else the nearest one that reads like it, else itself."""
    if len(word) < SHORTEST_GUESS or _has(word, vocabulary):
        return word
    near = process.extractOne(word, sorted(vocabulary), scorer=fuzz.ratio, score_cutoff=NEAR)
    return near[0] if near else word


def _all_tokens(texts: Iterable[str]) -> list[str]:
    return [token for text in texts for token in _tokens(text)]


def _tokens(text: str) -> list[str]:
    """The words that carry meaning, in lower case, without accents and plural endings."""
    return [_singular(word) for word in re.findall(r"[a-z0-9]+", _plain(text)) if word not in STOP_WORDS]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("sses"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
