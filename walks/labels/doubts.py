"""Why a label may tell who somebody is. No program knows every name, so what is checked is whether it is made of plain words."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import pairwise

from walks.importing.identity import Identity, identity_in
from walks.importing.values import read_date


class Doubt(StrEnum):
    """What a label looks like."""

    NAME = "a person’s name"
    DATE = "a date"
    NUMBER = "a number of a person"
    ADDRESS = "an address"
    PHONE = "a phone number"
    EMAIL = "an e-mail address"


_OF_IDENTITY = {
    Identity.EMAIL: Doubt.EMAIL,
    Identity.PHONE: Doubt.PHONE,
    Identity.ADDRESS: Doubt.ADDRESS,
    Identity.NUMBER: Doubt.NUMBER,
}
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|"
    r"november|december)"
)
_DATE = re.compile(
    rf"\d{{1,4}}\s?[-/.]\s?\d{{1,2}}\b|\b{_MONTH}\.?\s*\d|\d\s*(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH}\b", re.IGNORECASE
)
_HOUSE = re.compile(r"^\s*\d{1,3}\s+(?:[nsew]\.?\s+)?([^\W\d_]+)", re.I)
_HEX = re.compile(r"[0-9a-f]{12,}", re.I)
MOST_DIGITS = 3
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*")
_PARTICLES = frozenset(
    "de la las los del di da do dos das van von der den el al bin ibn ben san santa st y e und zu ter le du mac mc ap".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
_RELATIONS = frozenset(
    "sibling siblings brother brothers sister sisters twin twins cousin cousins son sons daughter daughters mother father mom "
    "dad mum grandmother grandfather grandma grandpa aunt uncle niece nephew friend neighbor wife husband spouse partner "
    "boyfriend girlfriend guardian stepmother stepfather stepdad stepmom baby kid boy girl named name called nee aka alias "
    "mr mrs ms miss mx dr prof coach teacher principal counselor tia tio mama papa hermano hermana hijo hija madre padre abuela "
    "abuelo primo prima sr sra srta senor senora family parent parents".split()
)


def doubt_of(text: str) -> Doubt | None:
    """Say what a label looks like that may tell who somebody is; None where it is plain words.

    A label is made of words of ``words.txt``. One word beside them may be unknown (*juvenile court*), but not two in a row,
    none with a capital within the label, none beside an initial, a suffix or a word of kin (*sibling of ...*).
    """
    text = unicodedata.normalize("NFKC", text)
    if found := identity_in(text):
        return _OF_IDENTITY.get(found, Doubt.NUMBER)
    if read_date(text) or _DATE.search(text):
        return Doubt.DATE
    if sum(map(str.isdigit, text)) > MOST_DIGITS or _HEX.search(text) or not any(map(str.isalpha, text)):
        return Doubt.NUMBER
    house = _HOUSE.match(text)
    if house and not _is_plain(house[1]):
        return Doubt.ADDRESS
    return Doubt.NAME if _may_name(text) else None


def _may_name(text: str) -> bool:
    tokens = [(token, not _is_plain(token)) for token in _TOKEN.findall(_HUMP.sub(" ", text))]
    if any(unknown and not _is_latin(token) for token, unknown in tokens):
        return True
    if any(unknown and token[0].isupper() for token, unknown in tokens[1:]):
        return True
    if any(unknown and one[0].isupper() and after[0].isupper() for (one, unknown), (after, _) in pairwise(tokens)):
        return True
    # particles stand inside names: they neither part two unknown words nor make one of them known
    said = [(token, unknown) for token, unknown in tokens if not _is_between(token)]
    return any(_is_pair(*before, *after) for before, after in pairwise(said))


def _is_pair(before: str, before_unknown: bool, after: str, after_unknown: bool) -> bool:
    if before_unknown and after_unknown:
        return True
    beside = after if before_unknown else before
    return (before_unknown or after_unknown) and (
        len(beside) == 1 or _fold(beside) in _RELATIONS or _fold(beside) in _SUFFIXES
    )


def _is_between(token: str) -> bool:
    return _fold(token) in _PARTICLES or _fold(token) in {"of", "s", "the", "to", "and", "or", "with", "for"}


def _is_plain(token: str) -> bool:
    folded = _fold(token)
    return len(folded) == 1 or folded in _words() or folded in _RELATIONS or _is_between(token)


def _is_latin(token: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in token if letter.isalpha())


def _fold(token: str) -> str:
    parts = unicodedata.normalize("NFKD", token.casefold())
    return "".join(part for part in parts if part.isalpha())


@cache
def _words() -> frozenset[str]:
    with resources.files("walks.labels").joinpath("words.txt").open(encoding="utf-8") as file:
        return frozenset(word for line in file for each in line.split() for word in each.split("-"))
