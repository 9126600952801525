"""Whatever is asked, there is an answer or a refusal, never a failure."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.endpoints import ENDPOINTS
from api.query import names_of

PATHS = [f"/api/v1{endpoint.path}{ending}" for endpoint in ENDPOINTS for ending in ("", ".csv")]
NAMES = sorted({name for endpoint in ENDPOINTS for name in names_of(endpoint.parameters)})
VALUES = [
    *("tucson", "arizona", "jerome", "no-mans-land", "maricopa-county", "tucson,mesa", "4403", "all", "true", "class"),
    *("child_poverty", "share_employed", "no_figure_yet", "graduates", "acs5_median_household_income", "published"),
    *("2014", "2018", "2020", "2021", "2023", "2024", "0", "-1", "nan", "inf", "1e9", "None", "null", "", ",", "city"),
    *("non_completers", "selected", "'; DROP TABLE place; --", "<script>", "\x00", "=1+1", "\u202e", "٣"),
]
values = st.one_of(st.sampled_from(VALUES), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
names = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), st.text(max_size=8).filter(str.isascii))
fitting = st.sampled_from(PATHS).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.dictionaries(
            st.sampled_from(
                [
                    name
                    for each in ENDPOINTS
                    if path.removesuffix(".csv") == f"/api/v1{each.path}"
                    for name in names_of(each.parameters)
                ]
                or ["none"]
            ),
            st.sampled_from(VALUES),
            max_size=5,
        ).map(urlencode),
    )
)
loose = st.tuples(st.sampled_from(PATHS), st.lists(st.tuples(names, values), max_size=5).map(urlencode))
raw = st.tuples(
    st.one_of(st.sampled_from(PATHS), st.text(max_size=12).map(lambda text: f"/api/{quote(text, errors='replace')}")),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=24),
)


@settings(max_examples=400)
@given(st.one_of(fitting, fitting, loose, raw))
def test_never_a_failure(client: FlaskClient, asked: tuple[str, str]) -> None:
    path, query = asked
    answer = client.get(path, environ_overrides={"QUERY_STRING": query})
    assert answer.status_code in {200, 304, 308, 400, 404}, answer.text
    if answer.status_code in {400, 404}:
        error = json.loads(answer.data)["error"]
        assert error["allowed"]
        assert error["message"]
    elif answer.mimetype == "application/json":
        json.loads(answer.data, parse_constant=lambda name: (_ for _ in ()).throw(AssertionError(name)))
