"""The door to all exhibits: whatever is asked, an exhibit or a refusal that says what is allowed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibits.model import BadParameterError, Exhibit, UnknownExhibitError
from exhibits.shelf import KINDS, Shelf
from tests.exhibits.looking import assert_sound

NAMES = sorted({name for kind in KINDS.values() for name in kind.parameters.model_fields})
KNOWN = [
    *("tucson", "phoenix", "mesa", "jerome", "arizona", "no-mans-land", "tag-town", "maricopa-county", "tucson,mesa"),
    *("diploma", "walked", "child_poverty", "share_employed", "no_figure_yet", "graduates"),
    *("2014", "2016", "2018", "2023", "2024", "all", "selected", "class", "published", "", ",", "0", "-1", "nan"),
    *("disconnected_youth", "non_completers", "social", "fiscal", "1e309", "None", "<a href=x>", "\x00", "٣", "true"),
]
text = st.one_of(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.text(max_size=12))
free = st.tuples(
    st.one_of(st.sampled_from(sorted(KINDS)), st.text(max_size=10)),
    st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), text, max_size=5),
)
# each parameter with a value that fits it more often than not
LIKELY = {
    "place": ["tucson", "mesa", "jerome", "arizona", "tag-town", "no-mans-land", "gilbert"],
    "places": ["tucson", "tucson,mesa,jerome", "arizona", "tag-town,gilbert", ""],
    "focus": ["tucson", "tag-town", "jerome", ""],
    "measure": ["diploma", "walked", "child_poverty", "share_employed", "no_figure_yet", "graduates"],
    "edition": ["2014", "2018"],
}
LIKELY |= {"x": LIKELY["measure"], "y": LIKELY["measure"]}
fitting = st.sampled_from(sorted(KINDS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries(
            {
                key: st.sampled_from(LIKELY.get(key, KNOWN))
                for key, field in KINDS[name].parameters.model_fields.items()
                if field.is_required()
            },
            optional={
                key: st.sampled_from(LIKELY.get(key, KNOWN))
                for key, field in KINDS[name].parameters.model_fields.items()
                if not field.is_required()
            },
        ),
    )
)


def built(shelf: Shelf, name: str, parameters: dict[str, str]) -> Exhibit | None:
    try:
        return shelf.build(name, parameters)
    except UnknownExhibitError:
        assert name not in KINDS
    except BadParameterError as refused:
        assert refused.field_name or "" in parameters
        assert refused.allowed
    return None


@settings(max_examples=300)
@given(st.one_of(free, fitting, fitting))
def test_an_exhibit_or_a_refusal(small_shelf: Shelf, asked: tuple[str, dict[str, str]]) -> None:
    found = built(small_shelf, *asked)
    if found is not None:
        assert_sound(found)
        again = small_shelf.build(found.name, dict(found.parameters))
        assert again == found, "an address rebuilds its exhibit"
        assert again.address == found.address


def test_an_unknown_name_is_refused(small_shelf: Shelf) -> None:
    with pytest.raises(UnknownExhibitError):
        small_shelf.build("rankings", {})


def test_every_kind_answers_a_question(small_shelf: Shelf) -> None:
    for kind in small_shelf.kinds():
        assert kind.question.endswith("?")
        assert KINDS[kind.name] is kind
