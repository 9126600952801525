"""Lists: complete, unrounded, the same as JSON and as CSV, and what their classes say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import TypeAdapter

from api.endpoints import ENDPOINTS, Endpoint
from database.reader import ALL_KINDS, Reader
from tests.api.reading import needed_query, read_csv, same

LISTS = [each for each in ENDPOINTS if not each.path.startswith(("/exhibits/", "/losses", "/assumptions"))]


def get(client: FlaskClient, path: str, **query: str) -> Any:
    answer = client.get(f"/api/v1/{path}", query_string={key.rstrip("_"): value for key, value in query.items()})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    return answer.json


def test_places_are_cities_and_towns_unless_asked(client: FlaskClient, reader: Reader) -> None:
    assert [row["slug"] for row in get(client, "places")["places"]] == list(reader.place_slugs())
    assert [row["slug"] for row in get(client, "places", kind="state,county")["places"]] == [
        "arizona",
        "maricopa-county",
    ]
    assert [row["slug"] for row in get(client, "places", slug="tucson,arizona")["places"]] == ["arizona", "tucson"]
    assert get(client, "places", slug="tucson,arizona", kind="city")["places"][0]["population_2020"] == 542629
    assert len(get(client, "places", kind=",".join(ALL_KINDS))["places"]) == len(reader.places(ALL_KINDS))


def test_measures_of_a_subject_say_how_far_they_reach(client: FlaskClient) -> None:
    rows = {row["id"]: row for row in get(client, "measures", subject="city")["measures"]}
    assert "graduates" not in rows
    assert (rows["child_poverty"]["first"], rows["child_poverty"]["last"], rows["child_poverty"]["cities"]) == (
        2018,
        2023,
        7,
    )
    assert rows["child_poverty"]["breaks"] == [
        {"period": 2020, "last_period": None, "reason": "The survey year 2020 was not released."}
    ]
    assert rows["no_figure_yet"]["first"] is None


def test_observations_are_complete(client: FlaskClient, reader: Reader) -> None:
    rows = get(client, "observations", all="true")["observations"]
    known = [r for m in reader.measures() for r in reader.observations(m.id, preferred_only=False)]
    assert [(r["place"], r["measure"], r["period_end"], r["value"], r["status"]) for r in rows] == [
        (r.place_slug, r.measure_id, r.period_end, r.value, r.status) for r in known
    ]
    assert len(get(client, "observations")["observations"]) == len(rows) - 1


def test_observations_are_unrounded_and_carry_their_source(client: FlaskClient) -> None:
    rows = get(client, "observations", place="phoenix", measure="child_poverty", from_="2020", to="2024")[
        "observations"
    ]
    assert len(rows) == 1
    assert rows[0]["value"] == 12.345678901234567
    assert (rows[0]["unit"], rows[0]["interval_level"], rows[0]["location"]) == ("percent", 90, "table S1701")
    assert rows[0]["source"]["id"] == "acs"
    assert rows[0]["source"]["address"] == "https://example.org/acs"


def test_figures_that_disagree_are_there_when_asked(client: FlaskClient) -> None:
    query = {"place": "tucson", "measure": "child_poverty", "from_": "2023"}
    assert [row["preferred"] for row in get(client, "observations", **query)["observations"]] == [True]
    both = get(client, "observations", all="true", **query)["observations"]
    assert [(row["preferred"], row["source"]["id"]) for row in both] == [(True, "acs"), (False, "paper")]


def test_a_missing_figure_is_null_with_its_reason_and_a_word_in_the_file(client: FlaskClient) -> None:
    query = {"place": "guadalupe,jerome", "measure": "share_employed", "to": "2020"}
    rows = get(client, "observations", **query)["observations"]
    assert [(row["value"], row["status"]) for row in rows] == [(None, "suppressed"), (None, "not published")]
    header, lines = read_csv(client.get("/api/v1/observations.csv", query_string=query).data)
    assert [line[header.index("value")] for line in lines] == ["hidden for privacy", "not published"]


def test_districts_have_their_newest_figures(client: FlaskClient) -> None:
    rows = get(client, "districts", place="phoenix,gilbert")["districts"]
    assert [(row["place"], row["district"], row["extent"]) for row in rows] == [
        ("gilbert", "4239", "part"),
        ("phoenix", "4286", "most"),
    ]
    figures = {figure["measure"]: figure for figure in rows[1]["figures"]}
    # the year before has a value, the newest none: the value is shown with its year
    assert (figures["enrollment_oct1"]["value"], figures["enrollment_oct1"]["period_end"]) == (27900, 2023)
    assert (figures["dropout_rate_7_12"]["value"], figures["dropout_rate_7_12"]["status"]) == (None, "suppressed")
    assert rows[0]["figures"] == []


def test_figures_of_districts_by_place_district_measure_and_year(client: FlaskClient) -> None:
    key = "district_observations"
    everything = get(client, "district-observations")[key]
    assert len(everything) == 11
    assert {row["district"] for row in get(client, "district-observations", place="tucson")[key]} == {"4403"}
    assert get(client, "district-observations", place="tucson", district="4286")[key] == []
    found = get(client, "district-observations", district="4403", measure="cohort_size", from_="2017")[key]
    assert [(row["value"], row["unit"]) for row in found] == [(3292, "students")]


def test_every_dollar_of_the_studies_has_its_basis(client: FlaskClient) -> None:
    rows = get(client, "published-losses")["published_losses"]
    assert {row["unit"] for row in rows} == {"USD", "persons", "percent"}
    for row in rows:
        assert (row["basis"] is not None) == (row["unit"] == "USD"), row
    parts = {"population", "perspective", "purse", "horizon", "unit", "price_year", "discount_rate", "edition"}
    assert all(parts <= set(row["basis"]) for row in rows if row["basis"])
    fiscal = next(row for row in rows if row["measure"].startswith("fiscal"))
    assert (fiscal["basis"]["purse"], fiscal["basis"]["unit"]) == ("state and local", "per cohort")


def test_a_population_the_source_does_not_say_is_not_guessed(client: FlaskClient) -> None:
    rows = get(client, "published-losses", place="arizona", edition="2018")["published_losses"]
    headline = next(row for row in rows if row["population"] is None)
    assert headline["basis"]["population"] == "not said by the source"
    assert "population not said by the source" in headline["basis"]["words"]
    assert "did not finish" not in headline["basis"]["words"]
    assert headline["basis"]["price_year"] is None


def test_conflicting_losses_are_all_there(client: FlaskClient) -> None:
    rows = get(client, "published-losses", place="tucson", population="non_completers")["published_losses"]
    assert [(row["value"], row["preferred"]) for row in rows] == [(1140, True), (1100, False)]


def test_sources_and_loads(client: FlaskClient, reader: Reader) -> None:
    assert {row["id"] for row in get(client, "sources")["sources"]} == {each.id for each in reader.sources()}
    load = get(client, "loads")["loads"][0]
    assert load["data_version"] == reader.data_version()
    assert load["finished_at"].endswith("+00:00")
    assert {table["table"]: table["rows"] for table in load["tables"]}["district"] == 3


def query_of(endpoint: Endpoint) -> dict[str, str]:
    if endpoint.path.startswith("/exhibits/"):
        return needed_query(endpoint.path.removeprefix("/exhibits/"))
    return {"all": "true"} if "observations" in endpoint.path else {}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.path)
def test_an_answer_is_what_its_class_says(client: FlaskClient, reader: Reader, endpoint: Endpoint) -> None:
    answer = client.get(f"/api/v1{endpoint.path}", query_string=query_of(endpoint))
    body = TypeAdapter(endpoint.body)
    assert body.dump_python(body.validate_json(answer.data), mode="json") == answer.json
    assert answer.json["data_version"] == answer.headers["X-Data-Version"]
    # releases are no part of the data: an exhibit of them names both
    assert (answer.json["data_version"] == reader.data_version()) is ("/released_" not in endpoint.path)
    assert b"NaN" not in answer.data


def looked_up(row: Mapping[str, Any], column: str) -> Any:
    """The value of a CSV column in a JSON row: its own key, or one inside a nested value."""
    if column in row:
        return row[column]
    key = max((key for key in row if column.startswith(f"{key}_")), key=len)
    return None if row[key] is None else looked_up(row[key], column.removeprefix(f"{key}_"))


@pytest.mark.parametrize("endpoint", LISTS, ids=lambda each: each.path)
def test_the_file_says_the_same(client: FlaskClient, endpoint: Endpoint) -> None:
    query = query_of(endpoint)
    body = client.get(f"/api/v1{endpoint.path}", query_string=query).json
    answer = client.get(f"/api/v1{endpoint.path}.csv", query_string=query)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    header, lines = read_csv(answer.data)
    rows = next(value for key, value in body.items() if key != "data_version")
    if endpoint.path == "/districts":
        rows = [{**row, "figure": figure} for row in rows for figure in (row["figures"] or [None])]
    assert len(rows) == len(lines) > 0
    for row, line in zip(rows, lines, strict=True):
        for column, written in zip(header, line, strict=True):
            value = looked_up(row, column)
            if isinstance(value, (list, dict)):
                assert bool(written) == bool(value)
            else:
                assert same(written, value), (column, written, value)


def test_an_empty_list_is_a_file_with_its_header(client: FlaskClient) -> None:
    header, lines = read_csv(client.get("/api/v1/observations.csv?place=no-mans-land").data)
    assert header[:4] == ["place", "place_name", "place_kind", "measure"]
    assert lines == []


def test_formulas_in_the_data_arrive_as_text(client: FlaskClient) -> None:
    content = client.get("/api/v1/sources.csv").data.decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in content
    assert ",'-1 is no figure" in content
