"""The import page in process: where it is, what it refuses, and that nothing is kept before "Load"."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from components.import_acts import PARTS
from components.import_asked import MOST_BYTES, Asked, Unusable
from components.import_years import spans, year_of
from database.district.values import DistrictRecord, MadeReleaseRecord, SchoolYearRecord
from operations.district.school_years import replaced
from operations.district.side import DistrictSide
from tests.operations.district.bringing import district_side, spells, text, visits
from tests.running import all_words, body, nodes, told
from tests.walks.importing.sheets import VISIT, VISIT_HEADER

OUTPUTS = [*(("import-" + name, "children") for name in PARTS), ("import-download", "data"), ("import-told", "data")]
ELSEWHERE = {"REMOTE_ADDR": "10.0.0.5"}
Opened = Callable[..., Any]


@pytest.fixture
def side(running: Dash, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DistrictSide]:
    """The app as a district has it, its own file new and named."""
    with district_side(tmp_path) as made:
        monkeypatch.setitem(running.server.extensions, "district", made)
        yield made


def file_of(content: bytes, name: str = "file.csv") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def sent(client: FlaskClient, asked: object, **environ: str) -> dict[str, Any]:
    """The callback's answer: new content by part, and ``told``, ``download``."""
    output = f"..{'...'.join(f'{identity}.{prop}' for identity, prop in OUTPUTS)}.."
    outputs = [{"id": identity, "property": prop} for identity, prop in OUTPUTS]
    question = body(output, outputs, [told("import-asked", "data", asked)], changed="import-asked.data")
    answer = client.post("/_dash-update-component", json=question, environ_base=environ)
    assert answer.status_code == 200, answer.text
    response = json.loads(answer.data)["response"]
    return {name.removeprefix("import-"): next(iter(value.values())) for name, value in response.items()}


def act(client: FlaskClient, name: str, content: bytes | None = None, **fields: str) -> dict[str, Any]:
    """One act as the page's script asks for it; a field's spaces are written as underscores after ``map__``."""
    named = {key.replace("map__", "map:").replace("means__", "means:"): value for key, value in fields.items()}
    number = named.pop("id", None)
    asked = {"act": name, "fresh": name == "check" and not any(key.startswith("map:") for key in named), "number": 7}
    asked |= {"fields": {"kind": "visits", **named}, "file": file_of(content) if content is not None else None}
    return sent(client, asked | ({"id": int(number)} if number else {}))


def test_it_is_not_on_the_roundtables_server(client: FlaskClient, opened: Opened) -> None:
    assert client.get("/walks/import").status_code == 404
    tree = opened("/walks/import")
    assert "DEPLOYMENT=district" in all_words(tree)
    assert not [node for node in nodes(tree) if node["type"] in ("Button", "Input", "Form", "RadioItems")]
    answer = act(client, "district", district="Elsewhere", organizer="Elsewhere")
    assert "DEPLOYMENT=district" in all_words(answer["said"])


def test_in_the_district_it_stands(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    assert client.get("/walks/import").status_code == 200
    tree = opened("/walks/import")
    headings = [node["type"] for node in nodes(tree) if node["type"] in ("H1", "H2", "H3")]
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H2", "H3"]
    ids = [json.dumps(node["props"]["id"], sort_keys=True) for node in nodes(tree) if "id" in node["props"]]
    assert len(ids) == len(set(ids))
    assert "Testing Unified" in json.dumps(tree), "the value of its box"
    said = all_words(tree)
    for words in ("birth dates", "10 MB", "Nothing yet", "assumed", "Must not be in it"):
        assert words in said
    assert "Made-up data" not in said


def test_another_machine_sees_no_control_and_changes_nothing(client: FlaskClient, side: DistrictSide) -> None:
    page = body(
        ".._pages_content.children..._pages_store.data..",
        [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        [told("_pages_location", "pathname", "/walks/import"), told("_pages_location", "search", "")],
    )
    answer = client.post("/_dash-update-component", json=page, environ_base=ELSEWHERE)
    assert "comes from another one" in answer.text
    assert '"Form"' not in answer.text
    before = side.store.version()
    asked = {"act": "district", "number": 1, "fields": {"district": "Not mine", "organizer": "Not mine"}}
    assert "comes from another one" in all_words(sent(client, asked, **ELSEWHERE)["said"])
    assert side.store.version() == before


def test_before_the_district_is_named_there_is_no_file_box(
    client: FlaskClient, opened: Opened, side: DistrictSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side, "district", lambda: None)
    tree = opened("/walks/import")
    assert "Save the two names above first" in all_words(tree)
    assert not [node for node in nodes(tree) if node["props"].get("id") == "import-drop"]
    assert "No district is named yet" in all_words(act(client, "check", visits({}))["refused"])


def test_the_names_are_saved_until_something_is_loaded(client: FlaskClient, side: DistrictSide) -> None:
    assert "Who holds the walks" in all_words(act(client, "district", district="Pima", organizer=" ")["who-said"])
    act(client, "district", district=" Pima ", organizer="Pima and the city")
    assert side.district() == DistrictRecord("Pima", "Pima and the city")
    act(client, "load", visits({}))
    answer = act(client, "district", district="Other", organizer="Other")
    assert "undo every load first" in all_words(answer["who-said"])
    assert side.district() == DistrictRecord("Pima", "Pima and the city")


def test_the_names_stay_once_a_release_was_made(client: FlaskClient, side: DistrictSide) -> None:
    """Under another name a later release would not be checked against it."""
    record = MadeReleaseRecord("0" * 64, date(2016, 6, 1), "A. Prover", False, b"{}", datetime(2016, 6, 1, tzinfo=UTC))
    side.store.add_release(record, seen=side.store.version())
    held = side.district()
    answer = act(client, "district", district="Another", organizer="Another")
    assert "Releases were made under these names" in all_words(answer["who-said"])
    assert side.district() == held


def test_a_dry_run_reconciles_and_keeps_nothing(client: FlaskClient, side: DistrictSide) -> None:
    before = side.store.version()
    answer = act(client, "check", visits({}, {"outcome": "COMMITT"}, {"walk_date": "31/12/2015"}))
    assert all_words(answer["said"]) == (
        "file.csv: 3 rows read as visits: 1 can be loaded, 2 rejected, 0 blank. Nothing is loaded yet."
    )
    assert all_words(answer["numbers"]).startswith(
        "Rows read | 3 | = | Can be loaded | 1 | + | Rejected | 2 | + | Blank | 0"
    )
    found = all_words(answer["findings"])
    assert "COMMITT" in found
    assert "Likely COMMIT" in found
    assert "swapped: 12/31/2015" in found
    assert "and leave 2 behind" in all_words(answer["load"])
    assert answer["told"] == {"number": 7, "focus": "import-said", "done": False}
    assert side.store.version() == before


def test_no_students_key_comes_back(client: FlaskClient, side: DistrictSide) -> None:
    content = visits({}, {"outcome": "COMMITT"}, {"attempt_no": "x"}, {})
    keys = [line.split(",")[VISIT_HEADER.index("Student Key")] for line in content.decode().splitlines()[1:]]
    for name in ("check", "load"):
        answer = json.dumps(act(client, name, content))
        assert len(keys) == 4
        assert not [key for key in keys if key in answer]


def test_a_file_with_names_is_refused_first_and_offers_nothing(client: FlaskClient, side: DistrictSide) -> None:
    content = text((*VISIT_HEADER, "Student Name"), (*VISIT, "Maria Lopez"))
    answer = act(client, "check", content)
    assert "cannot be loaded" in all_words(answer["said"])
    assert "holds names" in all_words(answer["refused"])
    assert not [answer[part] for part in ("numbers", "columns", "findings", "load") if answer[part]]
    assert "Lopez" not in json.dumps(answer)


def test_a_renamed_column_is_mapped_by_hand(client: FlaskClient, side: DistrictSide) -> None:
    content = visits({}).replace(b"Outcome", b"How It Went", 1)
    answer = act(client, "check", content)
    assert "No column for outcome" in all_words(answer["refused"])
    assert answer["columns"]["props"]["open"] is True
    mapping = {"map__walk date": "Walk Date", "map__student key": "Student Key", "map__target group": "Target Group"}
    answer = act(
        client, "check", content, **mapping, **{"map__outcome": "How It Went", "map__language": "(not in this file)"}
    )
    assert "1 can be loaded" in all_words(answer["said"])
    assert "columns" not in answer, "drawing the choices anew would take the focus away"
    assert "Not read" in all_words(answer["left"])


def test_unknown_codes_are_asked_then_known(client: FlaskClient, side: DistrictSide) -> None:
    content = spells({"leave_code": "W99"}, {})
    answer = act(client, "check", content, kind="spells", as_of="2016-06-01")
    assert "W99" in all_words(answer["codes"])
    assert "Say first what W99 means" in all_words(answer["load"])
    dated = {"kind": "spells", "as_of": "2016-06-01"}
    assert "Choose what at least one" in all_words(act(client, "codes", content, **dated, means__W99="")["said"])
    years = {"from:W99": "2015", "to:W99": "2014"}
    given = {**dated, "means__W99": "transfer", "says:W99": "charter school"}
    assert "comes before its first" in all_words(act(client, "codes", content, **given, **years)["said"])
    answer = act(client, "codes", content, **given, **(years | {"to:W99": "2027"}))
    assert answer["codes"] is None
    assert "2 can be loaded" in all_words(answer["said"])
    assert [(code.code, code.kind, code.meaning) for code in side.store.own_codes()] == [
        ("W99", "transfer", "charter school")
    ]


def test_loaded_listed_undone_and_still_listed(client: FlaskClient, side: DistrictSide) -> None:
    content = visits({}, {"outcome": "COMMITT"})
    answer = act(client, "load", content)
    assert "Loaded 1 row of visits; 1 row was left behind." in all_words(answer["said"])
    assert answer["told"]["done"] is True
    assert "in use" in all_words(answer["loads"])
    again = act(client, "load", content)
    assert "No row can be kept" in all_words(again["said"])
    load = side.store.loads()[0].id
    answer = act(client, "undo", id=str(load))
    assert "1 row is gone" in all_words(answer["loads-said"])
    assert "undone" in all_words(answer["loads"])
    assert not [node for node in nodes(answer["loads"]) if node["type"] == "Button"]
    assert side.visits() == []
    assert "undone already" in all_words(act(client, "undo", id=str(load))["loads-said"])


def test_after_both_files_the_walk_is_one_press_away(client: FlaskClient, side: DistrictSide) -> None:
    assert "file of enrollment" in all_words(act(client, "load", visits({}))["said"])
    answer = act(client, "load", spells({}), kind="spells", as_of="2016-06-01")
    links = [node["props"]["href"] for node in nodes(answer["said"]) if node["type"] == "Link"]
    assert links == [f"/walks/{side.walks()[0].slug}", "/walks"]


def test_made_up_rows_are_said_on_top(client: FlaskClient, opened: Opened, side: DistrictSide) -> None:
    assert "Made-up data" in all_words(act(client, "load", visits({"student_key": "madeup-0a1b2c"}))["badge"])
    assert "Made-up data" in all_words(opened("/walks/import"))


def test_rejected_rows_and_an_empty_form_come_as_files(client: FlaskClient, side: DistrictSide) -> None:
    answer = act(client, "rejected", visits({}, {"outcome": "COMMITT"}))
    assert answer["download"]["filename"] == "rejected-file.csv"
    rows = base64.b64decode(answer["download"]["content"]).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "what is wrong" in rows[0]
    form = base64.b64decode(act(client, "template", kind="plan")["download"]["content"]).decode("utf-8-sig")
    assert form.startswith("walk date,teams")


def test_many_findings_are_cut_and_the_rest_counted(client: FlaskClient, side: DistrictSide) -> None:
    rows = [
        (*VISIT[:1], f"k{chr(97 + number // 26)}{chr(97 + number % 26)}7f", *VISIT[2:4], "NONSENSE", *VISIT[5:])
        for number in range(260)
    ]
    answer = act(client, "check", text(VISIT_HEADER, *rows))
    assert answer["refused"] is None, all_words(answer["refused"])
    said = all_words(answer["findings"])
    assert "The first 200 of 260 findings" in said
    assert "260 ×" in said
    assert len([node for node in nodes(answer["findings"]) if node["type"] == "Tr"]) == 201


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (None, "could not be used"),
        ({"act": "drop everything", "number": 1, "fields": {}}, "could not be used"),
        ({"act": "check", "number": "one", "fields": {}}, "could not be used"),
        ({"act": "check", "number": 1, "fields": {"kind": "visits"}, "file": None}, "Choose a file"),
        ({"act": "check", "number": 1, "fields": {"kind": "grades"}, "file": file_of(b"a")}, "Say which of the three"),
        (
            {"act": "check", "number": 1, "fields": {"kind": "visits"}, "file": {"name": "a", "content": "é"}},
            "did not arrive whole",
        ),
        (
            {"act": "check", "number": 1, "fields": {"kind": "spells", "as_of": "2099-01-01"}, "file": file_of(b"a")},
            "has not come yet",
        ),
        (
            {"act": "check", "number": 1, "fields": {"kind": "spells", "as_of": "soon"}, "file": file_of(b"a")},
            "is no date",
        ),
    ],
)
def test_forged_and_wrong_values_are_answered_in_words(
    client: FlaskClient, side: DistrictSide, asked: object, words: str
) -> None:
    before = side.store.version()
    assert words in all_words(sent(client, asked)["said"])
    assert side.store.version() == before


def test_a_file_too_large_is_told_so() -> None:
    asked = Asked(act="check", number=1, fields={}, file={"name": "a", "content": "A" * (4 * (MOST_BYTES // 3 + 1))})
    with pytest.raises(Unusable, match="larger than 10 MB"):
        asked.brought().data()


YEAR = {"first_day": "2025-08-04", "semester_end": "2025-12-19", "last_day": "2026-05-22"}


def test_a_school_year_is_given_changed_and_taken_away(client: FlaskClient, side: DistrictSide) -> None:
    closed = "11/26/2025 to 11/28/2025\n12/22/2025 to 1/2/2026, 2026-01-19"
    answer = act(client, "year", None, **YEAR, closed=closed)
    assert "Saved: school year 2025-26." in all_words(answer["years-said"])
    assert len(side.store.school_years()[0].closed) == 14
    assert "Dec 22, 2025 to Jan 2, 2026" in all_words(answer["years"])
    answer = act(client, "year", None, **(YEAR | {"last_day": "2026-05-29"}))
    assert "in the place of what it overlapped" in all_words(answer["years-said"])
    assert [year.last_day for year in side.store.school_years()] == [date(2026, 5, 29)]
    first = str(date(2025, 8, 4).toordinal())
    assert "2026-05-29" in json.dumps(act(client, "year-edit", id=first)["year-form"])
    assert "Removed" in all_words(act(client, "drop-year", id=first)["years-said"])
    assert side.store.school_years() == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"last_day": ""}, "Last day is blank"),
        ({"last_day": "2025-10-01"}, "have to follow each other"),
        ({"first_day": "2020-08-04"}, "have to follow each other"),
        ({"closed": "Thanksgiving"}, "is no date"),
        ({"closed": "2025-11-28 to 2025-11-26"}, "has to run forward"),
        ({"closed": "2024-11-28"}, "lies outside the school year"),
    ],
)
def test_a_school_year_that_cannot_be_says_why(change: dict[str, str], words: str) -> None:
    with pytest.raises(Unusable, match=words):
        year_of({**YEAR, **change})


def test_closed_days_are_written_as_spans_over_weekends() -> None:
    year = year_of({**YEAR, "closed": "2025-12-22 to 2026-01-02"})
    assert len(year.closed) == 10
    assert spans(year.closed) == [(date(2025, 12, 22), date(2026, 1, 2))]


def test_a_new_year_takes_the_place_of_those_it_overlaps_only() -> None:
    def year(number: int) -> SchoolYearRecord:
        return SchoolYearRecord(date(number, 8, 1), date(number, 12, 1), date(number + 1, 5, 1))

    kept, had = replaced([year(2023), year(2025)], year(2024))
    assert ([each.first_day.year for each in kept], had) == ([2023, 2024, 2025], False)
    moved = SchoolYearRecord(date(2025, 8, 9), date(2025, 12, 9), date(2026, 5, 9))
    kept, had = replaced([year(2023), year(2025)], moved)
    assert (kept, had) == ([year(2023), moved], True)
