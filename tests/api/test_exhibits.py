"""Exhibits over HTTP: all of an exhibit but the figure, and the file of its table."""

from __future__ import annotations

import math

import pytest
from flask.testing import FlaskClient

from exhibits.shelf import KINDS, Shelf
from tests.api.reading import needed_query, read_csv, same

QUERIES = [
    *((name, needed_query(name)) for name in KINDS),
    ("profile", {"place": "gilbert"}),
    ("profile", {"place": "no-mans-land", "edition": "2018", "counted": "published"}),
    ("ranking", {"measure": "child_poverty", "places": "tucson,mesa", "among": "selected"}),
    ("ranking", {"measure": "acs5_median_household_income", "focus": "jerome"}),
    ("trend", {"measure": "child_poverty", "places": "tucson"}),
    ("map", {"measure": "share_employed", "period": "2022"}),
    ("loss_components", {"place": "arizona", "edition": "2014"}),
    ("published_losses", {"place": "gilbert"}),
    ("districts", {"place": "phoenix"}),
    ("graduation", {"place": "mesa"}),
    ("peers", {"place": "no-mans-land"}),
]


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_the_answer_is_the_exhibit(client: FlaskClient, shelf: Shelf, name: str, query: dict[str, str]) -> None:
    answer = client.get(f"/api/v1/exhibits/{name}", query_string=query)
    assert answer.status_code == 200, answer.text
    body, exhibit = answer.json, shelf.build(name, query)
    assert body is not None
    for part in ("name", "title", "subtitle", "sentence", "summary", "empty", "credit", "address", "data_version"):
        assert body[part] == getattr(exhibit, part), part
    assert body["parameters"] == exhibit.parameters
    assert body["notes"] == list(exhibit.notes)
    assert [line["id"] for line in body["sources"]] == [line.id for line in exhibit.sources]
    assert "figure" not in body
    assert answer.headers["Link"] == f'<{exhibit.address}>; rel="alternate"; type="text/html"'
    ids = [column.id for column in exhibit.table.columns]
    assert len(ids) == len(set(ids)), "a repeated column id would lose a column"
    assert [[row[key] for key in ids] for row in body["table"]["rows"]] == [
        [cell.value for cell in row] for row in exhibit.table.rows
    ]
    assert [[row[key] for key in ids] for row in body["table"]["texts"]] == [
        [cell.text for cell in row] for row in exhibit.table.rows
    ]


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_the_file_says_the_same(client: FlaskClient, name: str, query: dict[str, str]) -> None:
    body = client.get(f"/api/v1/exhibits/{name}", query_string=query).json
    assert body is not None
    answer = client.get(f"/api/v1/exhibits/{name}.csv", query_string=query)
    assert answer.status_code == 200, answer.text
    assert body["data_version"][:8] in answer.headers["Content-Disposition"]
    header, lines = read_csv(answer.data)
    columns = body["table"]["columns"]
    assert header[: len(columns)] == [
        f"{each['label']} ({each['unit']})" if each["unit"] else each["label"] for each in columns
    ]
    own = {each["id"] for each in columns}
    expected = (["Basis"] if body["basis"] and "basis" not in own else []) + (
        ["Source"] if body["sources"] and "source" not in own else []
    )
    assert header[len(columns) :] == expected
    for row, missing, line in zip(body["table"]["rows"], body["table"]["missing"], lines, strict=True):
        for column, written in zip(columns, line, strict=False):
            value = row[column["id"]]
            if value is None:
                assert written == missing.get(column["id"], "")
                assert written or not column["unit"], "a missing number is never blank"
            else:
                assert same(written, value)
                assert isinstance(value, str) or math.isfinite(value)


def test_cards_have_the_basis_of_each_amount(client: FlaskClient) -> None:
    body = client.get("/api/v1/exhibits/profile?place=tucson").json
    assert body is not None
    facts = [fact for card in body["cards"] for fact in card["facts"]]
    assert len(body["cards"]) == 2
    assert facts
    for fact in facts:
        assert (fact["basis"] is not None) == ("$" in fact["text"])
    units = {fact["basis"]["unit"] for fact in body["cards"][0]["facts"] if fact["basis"]}
    assert units == {"per person", "per cohort"}
    assert all("dollars" in each["words"] for each in body["basis"])


def test_the_list_of_exhibits_gives_names_questions_and_schemas(client: FlaskClient) -> None:
    body = client.get("/api/v1/exhibits").json
    assert body is not None
    kinds = {row["name"]: row for row in body["exhibits"]}
    assert list(kinds) == list(KINDS)
    assert kinds["ranking"]["question"] == KINDS["ranking"].question
    assert kinds["ranking"]["parameters"]["required"] == ["measure"]
    assert kinds["profile"]["address"] == "/api/v1/exhibits/profile"


def test_lists_are_separated_by_commas_encoded_or_not(client: FlaskClient) -> None:
    plain = client.get("/api/v1/exhibits/ranking?measure=child_poverty&places=tucson,mesa").json
    encoded = client.get("/api/v1/exhibits/ranking?measure=child_poverty&places=tucson%2Cmesa").json
    assert plain == encoded
