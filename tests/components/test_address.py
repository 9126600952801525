"""The state of a page is its address: read, said where it cannot be used, written back."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from components.address import PageState, path_part, read_state, write_address
from exhibits.parameters import MaybeYear, Slugs


class State(PageState):
    places: Slugs = ()
    period: MaybeYear = None
    view: Literal["ranked", "trend"] = "ranked"
    few: Annotated[Slugs, Field(max_length=2)] = ()


def test_what_holds_is_used_and_the_rest_is_said() -> None:
    state, said = read_state(State, {"places": "tucson,mesa", "period": "soon", "colour": "red"})
    assert state == State(places=("tucson", "mesa"))
    assert len(said) == 2
    assert "“soon” cannot be used for period" in said[0]
    assert "“colour”, which this page does not know" in said[1]


@given(st.dictionaries(st.one_of(st.sampled_from(list(State.model_fields)), st.text(max_size=6)), st.text(max_size=20)))
def test_any_query_gives_a_state_and_words(query: dict[str, str]) -> None:
    state, said = read_state(State, query)
    assert isinstance(state, State)
    assert len(said) <= len(query)
    assert all(len(sentence) < 400 for sentence in said)


slugs = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True)
states = st.builds(
    State,
    places=st.lists(slugs, max_size=5, unique=True).map(tuple),
    period=st.one_of(st.none(), st.integers(1900, 2100)),
    view=st.sampled_from(["ranked", "trend"]),
)


@given(states)
def test_written_and_read_again_is_the_same(state: State) -> None:
    address = write_address("/compare", state.model_dump())
    query = dict(parse_qsl(urlsplit(address).query))
    assert read_state(State, query) == (state, [])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"period": "soon"}, "“soon” cannot be used for period: it has to be a whole number, such as 2020."),
        ({"period": "1.5"}, "it has to be a whole number"),
        ({"period": "1801"}, "it has to be 1900 or more."),
        ({"period": "9999"}, "it has to be 2100 or less."),
        ({"view": "pie"}, "“pie” cannot be used for view: it can be ranked or trend."),
        ({"few": "a,b,c"}, "at most 2 can be given."),
        ({"places": "<b>"}, "no such name is known."),
        ({"places": "x" * 61}, "it can have at most 60 letters."),
    ],
)
def test_why_a_value_cannot_be_used_is_said_in_plain_words(query: dict[str, str], words: str) -> None:
    _, said = read_state(State, query)
    assert len(said) == 1
    assert words in said[0]


def test_a_path_part_is_decoded_and_cut() -> None:
    assert path_part("st%20johns") == "st johns"
    assert path_part(None) == ""
    assert len(path_part("x" * 1000)) == 80
