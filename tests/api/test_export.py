"""``/export/<exhibit>.<ext>``: files of exhibits over HTTP, and the words when there is none."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation

from api import export_routes
from exhibits.shelf import KINDS, Shelf
from exports.csv_file import exhibit_csv
from exports.forms import BY_ENDING
from tests.api.conftest import server_on
from tests.api.reading import needed_query

MADE_HERE = ("pptx", "xlsx", "csv", "json")
QUERY = {"measure": "share_employed", "places": "tucson,mesa", "among": "selected"}


@pytest.mark.parametrize("ending", MADE_HERE)
def test_a_file_comes_with_its_name_and_type_and_is_not_kept(client: FlaskClient, shelf: Shelf, ending: str) -> None:
    answer = client.get(f"/export/ranking.{ending}", query_string=QUERY)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == BY_ENDING[ending].content_type
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    exhibit = shelf.build("ranking", QUERY)
    assert answer.headers["X-Data-Version"] == exhibit.data_version
    name = answer.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="ranking-selected-share_employed')
    assert name.endswith(f'-{exhibit.data_version[:8]}.{ending}"')
    assert name.isascii()


def test_each_file_is_the_exhibit(client: FlaskClient, shelf: Shelf) -> None:
    exhibit = shelf.build("ranking", QUERY)
    got = {ending: client.get(f"/export/ranking.{ending}", query_string=QUERY).data for ending in MADE_HERE}
    (slide,) = Presentation(io.BytesIO(got["pptx"])).slides
    assert slide.shapes.title.text_frame.text == exhibit.title
    assert "http://localhost/exhibit/ranking?" in slide.notes_slide.notes_text_frame.text
    page = load_workbook(io.BytesIO(got["xlsx"]))["Data"]
    assert [row[1].value for row in page.iter_rows(min_row=2)] == pytest.approx(
        [row[1].value for row in exhibit.table.rows], rel=1e-14
    )
    assert got["csv"] == exhibit_csv(exhibit)
    assert got["json"] == client.get("/api/v1/exhibits/ranking", query_string=QUERY).data


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_is_a_file_or_is_refused_in_words(client: FlaskClient, shelf: Shelf, name: str) -> None:
    exhibit = shelf.build(name, needed_query(name))
    for ending in MADE_HERE:
        answer = client.get(f"/export/{name}.{ending}", query_string=needed_query(name))
        full = ending == "json" or bool(exhibit.table.rows) or (ending == "pptx" and bool(exhibit.cards))
        assert answer.status_code == (200 if full else 422), answer.text


def test_an_empty_exhibit_is_refused_by_name_and_what_is_left_is_offered(client: FlaskClient, shelf: Shelf) -> None:
    exhibit = shelf.build("released_groups", needed_query("released_groups"))
    answer = client.get("/export/released_groups.xlsx", query_string=needed_query("released_groups"))
    assert answer.status_code == 422
    said = answer.json["error"]
    assert exhibit.title in said["message"]
    assert exhibit.empty.rstrip(".") in said["message"]
    assert said["near"] == ["json"]
    assert said["message"].endswith("It can still be had as JSON")


def test_unknown_forms_and_exhibits_are_404_with_near_ones(client: FlaskClient) -> None:
    form = client.get("/export/ranking.pptz", query_string=QUERY)
    assert (form.status_code, form.json["error"]["field"], form.json["error"]["near"]) == (404, "form", ["pptx"])
    exhibit = client.get("/export/rankin.pptx", query_string=QUERY)
    assert exhibit.status_code == 404
    assert exhibit.json["error"]["near"][0] == "ranking"
    for path in (
        "/export/",
        "/export/ranking",
        "/export/.pptx",
        "/export/a/b.pptx",
        "/export/%00.csv",
        "/export/..%2Fx.csv",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "measure"),
        ({"measure": "nothing"}, "measure"),
        ({**QUERY, "figure": '{"data": []}'}, "figure"),
        ({**QUERY, "period": "1e9"}, "period"),
        ({"measure": "=cmd|'/C calc'!A0"}, "measure"),
    ],
)
def test_bad_parameters_are_400_as_in_the_api(client: FlaskClient, query: dict[str, str], field: str) -> None:
    for ending in MADE_HERE:
        answer = client.get(f"/export/ranking.{ending}", query_string=query)
        assert (answer.status_code, answer.json["error"]["field"]) == (400, field)
        assert answer.json == client.get("/api/v1/exhibits/ranking", query_string=query).json


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    assert client.post("/export/ranking.csv", json={"data": []}).status_code == 405
    assert client.delete("/export/ranking.csv").status_code == 405
    assert client.options("/export/ranking.csv").status_code == 204
    head = client.head("/export/ranking.csv", query_string=QUERY)
    assert (head.status_code, head.data) == (200, b"")


def test_a_file_that_fails_its_check_is_not_handed_over(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export_routes.checked.__globals__["WRITERS"], "csv", lambda exhibit, _: b"")
    answer = server_on(shelf.reader).test_client().get("/export/ranking.csv", query_string=QUERY)
    assert answer.status_code == 422
    said = answer.json["error"]
    assert "cannot be had as CSV" in said["message"]
    assert {"pptx", "xlsx", "json"} <= set(said["near"])
