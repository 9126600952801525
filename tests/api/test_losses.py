"""The loss model over HTTP: the published figures, the vectors of the specification to the cent, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from economics import parameter_table, presets
from tests.api.reading import read_csv, same

PARTS = {
    "earnings": 271040,
    "productivity": 16260,
    "health": 48000,
    "crime": 98520,
    "welfare": 1420,
    "tax_burden": 8020,
    "education": -21980,
}
BASIS_PARTS = {"population", "perspective", "purse", "horizon", "unit", "price_year", "discount_rate", "edition"}
MONEY = {"total", "if_halved", "as_set", "loss", "swing", "threshold", "at_study", "dots", "components"}
YOUTH = "disconnected_youth"


def ask(client: FlaskClient, path: str = "losses", **query: object) -> Any:
    answer = client.get(f"/api/v1/{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


def refusal(client: FlaskClient, path: str = "losses", **query: object) -> Any:
    answer = client.get(f"/api/v1/{path}", query_string=query)
    assert answer.status_code == 400, answer.text
    return (answer.json or {})["error"]


def test_at_the_baseline_the_published_figures_come_back_exactly(client: FlaskClient) -> None:
    body = ask(client)
    assert (body["place"], body["population"], body["edition"]) == ("arizona", "non_completers", 2014)
    assert body["per_person"]["total"] == 421280
    assert body["per_person"]["components"] == PARTS
    assert body["cohort"]["count"] == 18100
    assert body["cohort"]["total"] == 18100 * 421280
    assert body["cohort"]["if_halved"] == 18100 * 421280 / 2
    assert body["state_and_local"]["total"] == 1.5e9
    assert body["state_and_local"]["basis"]["purse"] == "state and local"
    assert body["statuses"]["count"] == "published"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, 421280.00),
        ({"discount_rate": "0.03"}, 454714.76),
        ({"discount_rate": "0.05"}, 342361.77),
        ({"earnings_growth": "0.01"}, 477798.97),
        ({"retire": "67"}, 426096.93),
        ({"keep_earnings": "0.8"}, 362782.37),
        ({"finish_later": "0.5"}, 315960.00),
        ({"place": "phoenix"}, 463500.00),
        ({"place": "phoenix", "discount_rate": "0.05"}, 376672.72),
        ({"edition": "2018"}, 498920.00),
        ({"population": YOUTH}, 695090.00),
    ],
)
def test_the_vectors_of_the_specification(client: FlaskClient, query: dict[str, str], expected: float) -> None:
    assert ask(client, **query)["per_person"]["total"] == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, 7_625_168_000),
        ({"population": YOUTH}, 183_200 * 695_090),
        ({"place": "phoenix", "counted": "published"}, 3_070 * 463_500),
    ],
)
def test_the_aggregates_of_the_specification(client: FlaskClient, query: dict[str, str], expected: float) -> None:
    assert ask(client, **query)["cohort"]["total"] == expected


def test_which_people_are_counted_is_asked_and_said(client: FlaskClient) -> None:
    ours = ask(client, place="tucson")
    assert (ours["counted"], ours["cohort"]["count"]) == ("class", 3292 - 2713)
    assert "Tucson Unified, class of 2024" in ours["cohort"]["count_note"]
    assert ours["statuses"]["count"] == "districts"
    study = ask(client, place="tucson", counted="published")
    assert (study["cohort"]["count"], study["statuses"]["count"]) == (1140, "published")
    assert study["statuses"]["per_person"] == "borrowed from state"
    none = ask(client, place="jerome")
    assert (none["cohort"]["count"], none["cohort"]["total"], none["cohort"]["if_halved"]) == (None, None, None)
    assert none["statuses"]["count"] == "not published"
    gilbert = ask(client, place="gilbert", counted="published")
    assert (gilbert["cohort"]["total"], gilbert["cohort"]["count"]) == (139_000_000, None)
    assert gilbert["statuses"]["total"] == "published"


def test_all_assumptions_are_written_out_and_asking_again_gives_the_same(client: FlaskClient) -> None:
    first = ask(client, discount_rate="0.05", include="crime,earnings", rate="0.1")
    assert first["assumptions"]["discount_rate"] == 0.05
    assert first["assumptions"]["include"] == "earnings,crime"
    assert first["assumptions"]["price_year"] == 2013
    assert set(first["assumptions"]) == {one.id for one in parameter_table().assumption} - {"count"}
    assert first["cohort"]["count"] == pytest.approx(9070)
    assert sum(first["per_person"]["components"].values()) == pytest.approx(first["per_person"]["total"])
    again = ask(client, **{key: first[key] for key in ("place", "population", "edition")}, **first["assumptions"])
    assert again == first
    plain = ask(client)
    assert ask(client, **plain["assumptions"]) == plain


@pytest.mark.parametrize(
    ("query", "field", "allowed"),
    [
        ({"discount_rate": "nan"}, "discount_rate", "0 to 0.1 (fraction a year)"),
        ({"discount_rate": "inf"}, "discount_rate", "0 to 0.1 (fraction a year)"),
        ({"discount_rate": "-Infinity"}, "discount_rate", "0 to 0.1 (fraction a year)"),
        ({"discount_rate": "5"}, "discount_rate", "0 to 0.1 (fraction a year)"),
        ({"discount_rate": "5%"}, "discount_rate", "0 to 0.1 (fraction a year)"),
        ({"retire": "65.5"}, "retire", "60 to 70 (age)"),
        ({"keep_earnings": "1.6"}, "keep_earnings", "0 to 1.5 (fraction)"),
        ({"count": "90701"}, "count", "0 to 90,700 (people)"),
        ({"count": "-1"}, "count", "0"),
        ({"count": "1e305", "place": "jerome"}, "count", "0 to 464 (people)"),
        ({"rate": "0.2", "place": "jerome"}, "rate", "set count instead"),
        ({"count": "5", "rate": "0.1"}, "rate", "give count or rate, not both"),
        ({"include": "crime,weather"}, "include", "there are earnings, productivity, health"),
        ({"price_year": "1900"}, "price_year", "2013 to 2013"),
        ({"edition": "2018", "price_year": "2013"}, "price_year", "its dollar year is not published"),
        ({"edition": "2018", "population": YOUTH}, "edition", "2014"),
        ({"edition": "2016"}, "edition", "2014 or 2018"),
        ({"population": "dropouts"}, "population", "non_completers or disconnected_youth"),
        ({"population": YOUTH, "spill": "0.06"}, "spill", "discount_rate, retire, price_year, count, rate"),
        ({"population": YOUTH, "include": "crime"}, "include", "discount_rate, retire, price_year, count, rate"),
        ({"place": "tuscon"}, "place", "/api/v1/places"),
        ({"discount": "0.03"}, "discount", "place, population, edition, counted, discount_rate"),
        ({"discount_rate_range": "0,0.1"}, "discount_rate_range", "one of place"),
        ({"counted": "guess"}, "counted", "class or published"),
    ],
)
def test_what_cannot_be_asked_is_named_with_what_is_allowed(
    client: FlaskClient, query: dict[str, str], field: str, allowed: str
) -> None:
    error = refusal(client, **query)
    assert error["field"] == field
    assert allowed in error["allowed"]
    assert allowed in error["message"]


def test_the_chance(client: FlaskClient) -> None:
    body = ask(client, "losses/chance", threshold="5e9")
    assert body["draws"] == parameter_table().study.draws
    assert (body["as_set"], body["threshold"]) == (7_625_168_000, 5e9)
    assert body["basis"]["unit"] == "per cohort"
    losses = [each["loss"] for each in body["quantiles"]]
    assert losses == sorted(losses)
    assert body["dots"] == sorted(body["dots"])
    beyond = sum(dot > 5e9 for dot in body["dots"]) / len(body["dots"])
    assert body["share_beyond"] == pytest.approx(beyond, abs=0.01)
    assert body["held"] == []
    assert ask(client, "losses/chance", threshold="5e9") == body
    none = ask(client, "losses/chance", unit="per_person", discount_rate="0.05")
    assert (none["threshold"], none["share_beyond"], none["held"]) == (None, None, ["discount_rate"])
    assert none["basis"]["unit"] == "per person"
    narrow = ask(client, "losses/chance", discount_rate_range="0.03,0.031")
    assert narrow["drawn"]["discount_rate"] == {"low": 0.03, "central": 0.035, "high": 0.031}


def test_the_chance_of_a_place_without_count_is_per_person(client: FlaskClient) -> None:
    assert ask(client, "losses/chance", place="jerome")["basis"]["unit"] == "per person"
    assert refusal(client, "losses/chance", place="jerome", unit="per_cohort")["field"] == "unit"
    for threshold in ("nan", "-1", "inf", "much"):
        assert "US dollars from 0" in refusal(client, "losses/chance", threshold=threshold)["allowed"]


def test_the_tornado_is_each_assumption_alone(client: FlaskClient) -> None:
    body = ask(client, "losses/tornado", place="phoenix", earnings_growth="0.01")
    assert [bar["assumption"] for bar in body["bars"]] != []
    assert [bar["swing"] for bar in body["bars"]] == sorted((bar["swing"] for bar in body["bars"]), reverse=True)
    for bar in body["bars"]:
        for end in (bar["low"], bar["high"]):
            alone = {"place": "phoenix", "earnings_growth": "0.01", bar["assumption"]: str(end["value"])}
            if bar["assumption"] == "retire":
                alone["retire"] = str(int(end["value"]))
            answer = ask(client, **alone)
            assert end["loss"] == pytest.approx(answer["per_person"]["total"], abs=0.005), bar["assumption"]
            assert end["basis"] == answer["basis"]
        assert bar["swing"] == pytest.approx(abs(bar["high"]["loss"] - bar["low"]["loss"]))
    set_range = ask(client, "losses/tornado", spill_range="0,0.37")["bars"]
    wide = next(bar for bar in set_range if bar["assumption"] == "spill")
    assert (wide["low"]["value"], wide["high"]["value"]) == (0, 0.37)
    assert wide["high"]["loss"] == pytest.approx(ask(client, spill="0.37")["per_person"]["total"])
    assert "within 0 to 0.37" in refusal(client, "losses/tornado", spill_range="0.3,0.1")["allowed"]


def test_the_table_is_the_models_own(client: FlaskClient) -> None:
    body = ask(client, "assumptions")
    table = parameter_table()
    assert [row["id"] for row in body["assumptions"]] == [one.id for one in table.assumption]
    for row, one in zip(body["assumptions"], table.assumption, strict=True):
        numbers = [row[name] for name in ("allowed_min", "low", "central", "high", "allowed_max")]
        assert numbers == [one.allowed_min, one.low, one.central, one.high, one.allowed_max]
        assert row["is_not"]
        assert row["source"]
    assert {row["id"]: row["at_study"] for row in body["components"]} == PARTS
    assert [row["id"] for row in body["presets"]] == [one.id for one in presets()]
    assert sum(row["share"] for row in body["youth_parts"]) == 1
    for preset in body["presets"]:
        for population in preset["populations"]:
            edition = {"edition": preset["edition"]} if preset["edition"] else {}
            ask(client, population=population, **edition, **preset["assumptions"])


def without_basis(part: Any, near: bool = False) -> Iterator[str]:
    """Names of amounts that have no basis at their own level or above."""
    if isinstance(part, dict):
        near = near or isinstance(part.get("basis"), dict)
        for key, value in part.items():
            amount = isinstance(value, (int, float)) and value is not None and not isinstance(value, bool)
            if key in MONEY and amount and not near:
                yield key
            yield from without_basis(value, near)
    elif isinstance(part, list):
        for each in part:
            yield from without_basis(each, near)


@pytest.mark.parametrize("path", ["losses", "losses/chance", "losses/tornado", "assumptions"])
@pytest.mark.parametrize("query", [{}, {"place": "gilbert", "counted": "published"}, {"population": YOUTH}])
def test_every_amount_has_its_basis(client: FlaskClient, path: str, query: dict[str, str]) -> None:
    body = ask(client, path, **({} if path == "assumptions" else query))
    assert list(without_basis(body)) == []
    for basis in bases(body):
        assert set(basis) >= BASIS_PARTS
        assert all(basis[part] is not None for part in BASIS_PARTS - {"price_year"})
    assert list(without_basis({"total": 1})) == ["total"]


def bases(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if isinstance(part.get("basis"), dict):
            yield part["basis"]
        for value in part.values():
            yield from bases(value)
    elif isinstance(part, list):
        for each in part:
            yield from bases(each)


def test_populations_are_never_added(client: FlaskClient) -> None:
    one, other = (ask(client, population=name) for name in ("non_completers", YOUTH))
    assert {basis["population"] for basis in bases(one)} == {"non_completers"}
    assert {basis["population"] for basis in bases(other)} == {YOUTH}
    both = one["cohort"]["total"] + other["cohort"]["total"]
    assert str(both) not in f"{one}{other}"


@pytest.mark.parametrize("path", ["losses", "losses/chance", "losses/tornado", "assumptions"])
def test_the_file_says_the_same(client: FlaskClient, path: str) -> None:
    query = {} if path == "assumptions" else {"place": "tucson", "discount_rate": "0.05"}
    body = ask(client, path, **query)
    answer = client.get(f"/api/v1/{path}.csv", query_string=query)
    assert answer.mimetype == "text/csv"
    header, lines = read_csv(answer.data)
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    values = {row.get("figure", row.get("assumption", row.get("id", ""))): row for row in rows}
    if path == "losses":
        assert same(values["per person"]["value"], body["per_person"]["total"])
        assert same(values["per person: crime"]["value"], body["per_person"]["components"]["crime"])
        assert same(values["total"]["value"], body["cohort"]["total"])
        assert values["total"]["basis"] == body["cohort"]["basis"]["words"]
        assert values["state and local, as printed"]["value"] == "not published"
    elif path == "losses/chance":
        assert same(values["0.5 of the draws at or below"]["value"], body["quantiles"][3]["loss"])
        assert {row["basis"] for row in rows} == {body["basis"]["words"]}
    elif path == "losses/tornado":
        assert [row["assumption"] for row in rows] == [bar["assumption"] for bar in body["bars"]]
        assert same(rows[0]["loss_at_low"], body["bars"][0]["low"]["loss"])
        assert rows[0]["basis_at_low"] == body["bars"][0]["low"]["basis"]["words"]
    else:
        assert [row["id"] for row in rows] == [row["id"] for row in body["assumptions"]]
    if path != "assumptions":
        assert all("discount_rate 0.05" in row["assumptions"] for row in rows)


def test_the_description_says_what_an_assumption_is(client: FlaskClient) -> None:
    paths = (client.get("/api/v1/openapi.json").json or {})["paths"]
    described = {each["name"]: each for each in paths["/api/v1/losses"]["get"]["parameters"]}
    for one in parameter_table().assumption:
        assert one.range_in_words in described[one.id]["description"]
    assert "threshold" in {each["name"] for each in paths["/api/v1/losses/chance"]["get"]["parameters"]}


def test_the_page_of_the_same_state_is_named(client: FlaskClient) -> None:
    link = client.get("/api/v1/losses?discount_rate=0.05").headers["Link"]
    assert link.startswith("</losses?place=arizona&population=non_completers&edition=2014")
    assert "discount_rate=0.05" in link
