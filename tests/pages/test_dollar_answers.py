"""No bare dollars in what programs get: every amount in JSON and CSV has its basis, or is an income of a named year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.endpoints import ENDPOINTS

AMOUNT = re.compile(r"\$\s?[\d,.]*\d")
PARTS = ("population", "perspective", "purse", "horizon", "unit", "price_year", "discount_rate", "edition")
WORDS = re.compile(
    r"(Social|Fiscal) loss · .*· .* dollars|dollar year not published|population not said by the source", re.IGNORECASE
)
INCOME = re.compile(r"((19|20)\d\d|each year's own) dollars")
# titles of sources, and notes about them, quote what was printed
QUOTED = {"source", "sources", "title", "note", "location", "credit", "allowed", "description", "known_faults"}
NUMBERS = {"total", "if_halved", "as_set", "loss", "swing", "threshold", "published", "dots", "components", "quantiles"}
INCOMES = "acs5_median_household_income"
ASKED = {"place": "tucson", "measure": INCOMES, "x": "share_25_54_employed", "y": INCOMES}
ASKED["walk"] = "2007-09-08-hisd-grads-within-reach-reach-out-to-dropouts"
# their columns hold dollars and other things, so a column names no unit
WITHOUT_UNIT = {
    "/exhibits/losses_total",
    "/exhibits/losses_waterfall",
    "/exhibits/losses_break_even",
    "/exhibits/losses_studies",
    "/losses/tornado",
}
MORE = {
    "/losses": [
        {},
        {"place": "jerome"},
        {"place": "gilbert", "counted": "published"},
        {"population": "disconnected_youth"},
    ],
    "/losses/chance": [{"threshold": "5e9"}, {"edition": "2018"}],
    "/exhibits/slope": [{"measure": "share_25_54_employed"}],
    "/exhibits/profile": [{"place": "jerome"}, {"place": "gilbert"}],
}


def queries(path: str) -> list[dict[str, str]]:
    endpoint = next(each for each in ENDPOINTS if each.path == path)
    fields = endpoint.parameters.model_fields
    needed = {name: ASKED[name] for name, field in fields.items() if field.is_required()}
    return MORE.get(path, [needed])


def whole(basis: Any) -> bool:
    """Whether it says all eight parts; the price year may be known not to be published."""
    if isinstance(basis, list):
        return bool(basis) and all(map(whole, basis))
    return isinstance(basis, dict) and all(part in basis and (part == "price_year" or basis[part]) for part in PARTS)


def bare(part: Any, near: bool, where: str = "") -> Iterator[str]:
    """Amounts without a basis at their own level or above."""
    if isinstance(part, dict):
        income = part.get("price_year") or INCOME.search(f"{part.get('subtitle', '')}{part.get('caption', '')}")
        near = near or whole(part.get("basis")) or bool(WORDS.search(str(part.get("basis") or ""))) or bool(income)
        dollars = part.get("unit") == "USD"
        for key, value in part.items():
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if number and not near and (key in NUMBERS or (dollars and key in {"value", "low", "high"})):
                yield f"{where}/{key}: {value}"
            if key not in QUOTED or (key == "title" and "basis" in part):
                yield from bare(value, near, f"{where}/{key}")
    elif isinstance(part, (list, tuple)):
        for index, each in enumerate(part):
            yield from bare(each, near, f"{where}/{index}")
    elif isinstance(part, str) and AMOUNT.search(part) and not near:
        yield f"{where}: {part[:80]}"


@pytest.mark.parametrize("path", [each.path for each in ENDPOINTS])
def test_every_amount_of_an_answer_has_its_basis(client: FlaskClient, path: str) -> None:
    for query in queries(path):
        answer = client.get(f"/api/v1{path}", query_string=query)
        assert answer.status_code == 200, answer.text
        assert list(bare(answer.json, False)) == []


@pytest.mark.parametrize(
    "path",
    ["/losses", "/losses/chance", "/losses/tornado", "/published-losses"]
    + [each.path for each in ENDPOINTS if each.path.startswith("/exhibits/loss") or each.path == "/exhibits/profile"],
)
def test_every_line_of_a_file_has_its_basis(client: FlaskClient, path: str) -> None:
    seen = 0
    for query in queries(path):
        content = client.get(f"/api/v1{path}.csv", query_string=query).data.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(content)):
            label = " ".join(value for name, value in row.items() if "basis" in name.lower())
            money = row.get("unit") == "USD" or any("USD" in name and row[name] for name in row)
            if money and row.get("value") != "not published":
                assert WORDS.search(label), row
                seen += 1
    assert seen or path in WITHOUT_UNIT


def test_the_crawler_sees_what_it_is_there_to_see() -> None:
    basis = dict.fromkeys(PARTS, "said")
    assert list(bare({"title": "It costs $5", "basis": []}, False)) == ["/title: It costs $5"]
    assert list(bare({"rows": [{"total": 5}]}, False)) == ["/rows/0/total: 5"]
    assert list(bare({"rows": [{"total": 5, "basis": basis}]}, False)) == []
    assert list(bare({"rows": [{"total": 5, "basis": {**basis, "purse": None}}]}, False)) != []
    assert list(bare({"unit": "USD", "value": 5}, False)) == ["/value: 5"]
