"""Search answers what a word means: a subject's page or measures, never a city that merely reads like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.reader import Reader
from exhibits.search import exact_place, find, topics


@pytest.fixture(scope="module")
def reader(real_url: str) -> Reader:
    return Reader(real_url)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("loss", "/losses"),
        ("LOSSES", "/losses"),
        ("cost", "/losses"),
        ("how much does it cost", "/losses"),
        ("walk", "/walks"),
        ("re-enrollment", "/walks"),
        ("toolkit", "/walks/plan"),
        ("toolkti", "/walks/plan"),
        ("faq", "/data"),
        ("agenda", "/convene"),
        ("tuscon", "/city/tucson"),
        ("hills", "/city/fountain-hills"),
        ("dropout rate", "/data?measure=annual_high_school_dropout_rate"),
        ("opportunity youth", "/data?measure=reported_disconnected_youth"),
    ],
)
def test_a_word_is_answered_by_what_it_means(reader: Reader, typed: str, first: str) -> None:
    assert find(reader, typed)[0].address == first


@pytest.mark.parametrize("typed", ["loss", "cost", "walk", "toolkit", "attendance", "faq", "privacy", "income", "test"])
def test_a_subject_is_never_answered_by_a_city(reader: Reader, typed: str) -> None:
    hits = find(reader, typed)
    assert hits
    assert not {hit.kind for hit in hits} & {"city", "town"}


def test_a_subject_without_figures_says_so_and_names_the_closest(reader: Reader) -> None:
    first, *rest = find(reader, "chronic absenteeism")
    assert (first.kind, first.address) == ("note", "")
    assert [hit.address for hit in rest] == ["/data?measure=enrollment_oct1", "/data?measure=dropout_rate_7_12"]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Mesa", "mesa"),
        (" oro  valley ", "oro-valley"),
        ("City of Phoenix", "phoenix"),
        ("Yuma, AZ", "yuma"),
        ("Mes", ""),
    ],
)
def test_an_exact_name_is_that_place(reader: Reader, typed: str, slug: str) -> None:
    assert exact_place(reader, typed) == slug


def test_every_city_is_found_by_its_name(reader: Reader) -> None:
    for place in reader.places():
        assert find(reader, place.name)[0].address == f"/city/{place.slug}"


@pytest.mark.parametrize("typed", ["", "   ", "zzzzzz", "the of", "<svg>", "%", "'; --"])
def test_what_means_nothing_here_finds_nothing(reader: Reader, typed: str) -> None:
    assert find(reader, typed) == ()


@given(st.text(max_size=80))
def test_any_text_is_answered(typed: str) -> None:
    assert isinstance(find(_NoPlaces(), typed), tuple)  # type: ignore[arg-type]


def test_every_measure_that_topics_name_exists(reader: Reader) -> None:
    known = {measure.id for measure in reader.measures()}
    named = {key for each in (*topics().topic, *topics().synonym) for key in each.measures}
    assert named <= known


class _NoPlaces:
    """A database without rows: what is typed meets the topics alone."""

    def places(self) -> tuple[()]:
        return ()

    def measures(self) -> tuple[()]:
        return ()
