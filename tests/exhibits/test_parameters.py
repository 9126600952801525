"""Parameters: read from text, written back, read again: the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from exhibits import city_map, loss_components, peers, profile, ranking, scatter, slope, trend
from exhibits.model import BadParameterError
from exhibits.parameters import MOST_PLACES, Parameters, read, written

MODELS: tuple[type[Parameters], ...] = tuple(
    module.Parameters for module in (city_map, loss_components, peers, profile, ranking, scatter, slope, trend)
)
slugs = st.from_regex(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,6}){0,2}", fullmatch=True)
ids = st.from_regex(r"[A-Za-z0-9_.-]{1,20}", fullmatch=True)
years = st.integers(1900, 2100).map(str)
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "place": slugs,
    "focus": slugs,
    "places": st.lists(slugs, max_size=6).map(",".join),
    "measure": ids,
    "x": ids,
    "y": ids,
    "among": st.sampled_from(["auto", "all", "selected"]),
    "counted": st.sampled_from(["class", "published"]),
    "edition": st.sampled_from(["2014", "2018"]),
    **dict.fromkeys(("period", "x_period", "y_period", "first", "last", "price_year"), years),
}


def asked(model: type[BaseModel]) -> st.SearchStrategy[dict[str, str]]:
    needed = {name: FIELDS[name] for name, field in model.model_fields.items() if field.is_required()}
    free = {name: FIELDS[name] for name, field in model.model_fields.items() if not field.is_required()}
    return st.fixed_dictionaries(needed, optional=free)


@given(st.sampled_from(MODELS).flatmap(lambda model: st.tuples(st.just(model), asked(model))))
def test_read_written_read(pair: tuple[type[Parameters], dict[str, str]]) -> None:
    model, raw = pair
    first = read(model, raw)
    text = written(first)
    assert all(isinstance(value, str) for value in text.values())
    assert read(model, text) == first
    assert written(read(model, text)) == text


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(BadParameterError, match="colour") as refused:
        read(ranking.Parameters, {"measure": "a", "colour": "red"})
    assert refused.value.allowed.startswith("one of measure, period, places")
    with pytest.raises(BadParameterError) as refused:
        read(ranking.Parameters, {})
    assert (refused.value.field_name, refused.value.allowed) == ("measure", "this parameter is needed")
    with pytest.raises(BadParameterError) as refused:
        read(ranking.Parameters, {"measure": "a", "period": "soon"})
    assert refused.value.field_name == "period"


@pytest.mark.parametrize("slug", ["../etc", "a b", "-a", "a--b", "a\n", "<b>", "é", "x" * 61])
def test_only_slugs_are_places(slug: str) -> None:
    with pytest.raises(BadParameterError):
        read(peers.Parameters, {"place": slug})


def test_lists_are_cleaned_and_bounded() -> None:
    assert read(trend.Parameters, {"measure": "a", "places": " mesa,,mesa , yuma"}).places == ("mesa", "yuma")
    many = ",".join(f"p{index}" for index in range(MOST_PLACES + 1))
    with pytest.raises(BadParameterError):
        read(trend.Parameters, {"measure": "a", "places": many})
