"""Labels: which are known, and which may tell who somebody is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.walks.labels.people import ALONE, PEOPLE
from walks.codes import outcome
from walks.keys import WalkKey
from walks.labels import STANDARD, Doubt, KnownLabels, LabelField, doubt_of, may_tell
from walks.labels.doubts import _words
from walks.records import Visit

FIRST = st.sampled_from(
    ("ana", "josé", "tyrone", "soo-jin", "d’andre", "mary", "ximena", "li", "grace", "mark", "hope")
)
LAST = st.sampled_from(
    ("begay", "quiroz", "lópez", "o’brien", "yazzie", "nguyen", "smith", "garcía-ruiz", "hill", "johnson")
)
WRITTEN = st.sampled_from(
    (
        "{0} {1}",
        "{1}, {0}",
        "sibling of {0} {1}",
        "{0} M. {1}",
        "{0} de la {1}",
        "{0} {1} Jr.",
        "call {0} {1}",
        "{1}/{0}",
        "({0} {1})",
    )
)
LETTERS = st.text(st.characters(categories=("Lu", "Ll")), min_size=4, max_size=12).filter(
    lambda word: word.casefold() not in _words()
)
CASE = st.sampled_from((str.title, str.lower, str.upper))


@pytest.mark.parametrize("name", PEOPLE)
def test_names_are_told(name: str) -> None:
    assert doubt_of(f"sibling of {name}") is Doubt.NAME
    assert (doubt_of(name) is Doubt.NAME) is (name not in ALONE)
    assert doubt_of(f"Call {name}") is Doubt.NAME or name.islower()


@given(FIRST, LAST, WRITTEN, CASE)
def test_made_names_are_told(first: str, last: str, written: str, case: object) -> None:
    assert callable(case)
    assert may_tell(written.format(case(first), case(last)))


@given(LETTERS, LETTERS, CASE)
def test_two_words_nobody_knows_may_be_a_name(first: str, last: str, case: object) -> None:
    assert callable(case)
    assert doubt_of(f"{case(first)} {case(last)}") is Doubt.NAME


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("call 520-555-0101", Doubt.PHONE), ("ana@example.org", Doubt.EMAIL), ("1010 E 10th St", Doubt.ADDRESS),
        ("12 Elm", Doubt.ADDRESS), ("8/5/2024", Doubt.DATE), ("born May 5", Doubt.DATE), ("5th of May", Doubt.DATE),
        ("student 12345", Doubt.NUMBER), ("123-45-6789", Doubt.NUMBER), ("42", Doubt.NUMBER), ("deadbeefcafe", Doubt.NUMBER),
    ],
)  # fmt: skip
def test_dates_numbers_and_addresses_are_told(text: str, doubt: Doubt) -> None:
    assert doubt_of(text) is doubt


@pytest.mark.parametrize(
    "text",
    [
        "visit again", "Visit Again", "10-day follow up", "Grade 12", "less than 5 credits", "call back Monday", "Left in Fall",
        "credit recovery", "Pregnant or parenting", "Juvenile court", "GED program", "sibling of a student on the list", "Quechua",
    ],
)  # fmt: skip
def test_plain_words_are_no_name(text: str) -> None:
    assert doubt_of(text) is None


def test_standard_labels_are_known_however_they_are_written() -> None:
    for name, labels in STANDARD.items():
        for label in labels:
            assert KnownLabels().knows(name, label.upper())
            assert not may_tell(label)
    assert KnownLabels().knows(LabelField.TARGET_GROUP, "made-up: left,  status unknown")
    assert not KnownLabels().knows(LabelField.LANGUAGE, "Quechua")
    assert KnownLabels({LabelField.LANGUAGE: frozenset({"quechua"})}).knows(LabelField.LANGUAGE, "Quechua")


def test_unknown_labels_are_folded() -> None:
    walk = WalkKey(date(2024, 8, 5), "Made-up")
    labels = KnownLabels({LabelField.NEXT_STEP: frozenset({"bring the bus pass"})})
    held = Visit(walk, "k", "sibling of Ana Quiroz", 1, outcome("COMMIT"), "Ana Quiroz", "Ana Quiroz", None)
    shown = labels.folded(held)
    assert (shown.target_group, shown.language, shown.next_step) == ("Other", "Other", "")
    compared = Visit(
        walk, "k", "Comparison: matched Ana Quiroz", 0, outcome("NOT_ATTEMPTED"), "", "Bring the bus pass", None
    )
    shown = labels.folded(compared)
    assert (shown.target_group, shown.language, shown.next_step) == ("comparison: matched", "", "Bring the bus pass")
