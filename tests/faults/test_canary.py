"""Plant counts in a district, release, load, and look for them everywhere on the Roundtable's side."""

from __future__ import annotations

import json
import logging
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from components.frozen_strip import keep
from database.release_values import ReleaseRecord
from database.releases import Releases
from exhibits import released_groups, released_reading, released_stages
from exhibits.model import Cell
from operations.district.releasing import approve, propose
from operations.district.side import DistrictSide
from operations.receiving import check_release, load_release
from tests.faults import canary
from tests.faults.canary import Planted, Surface, check, few_surfaces, surfaces
from tests.operations.district.planted import FEW_ARE, FEW_SPEAK, SIZES, TODAY, key, planted
from tests.real_catalog import real_url
from tests.running import its_pages, owner_client
from walks import release_file
from walks.disclosure import AZ, Count, PublishedCell
from walks.disclosure.publish import true_values
from walks.keys import WalkKey
from walks.release import Heading, Release, ReleaseRefused, make_release
from walks.release_tables import release_tables

__all__ = ["real_url"]

# the package gives a function of the same name
PUBLISH, RELEASE = import_module("walks.disclosure.publish"), import_module("walks.release")
STUDENT_WORDS = re.compile(
    r"student|visit|spell|attempt|outcome|pupil|journey|birth|first_name|last_name|phone|walk_key"
)
KNOWN_TABLES = {
    *(
        "alembic_version",
        "consumer_price",
        "context_figure",
        "derived_check",
        "district",
        "district_observation",
        "district_service",
    ),
    *("document", "frozen_view", "load", "load_table", "measure", "measure_break", "membership", "observation"),
    *("outline", "place", "place_county", "place_district", "published_loss", "release", "source", "walk_figure"),
    *("act", "high_school", "link_opening", "load_hash", "release_audit", "release_withdrawal", "row_hash"),
}


@dataclass(frozen=True)
class Roundtable:
    """The Roundtable's side after the release came in, and what it looked like before."""

    client: FlaskClient
    url: str
    path: Path
    before: dict[str, frozenset[float]]
    bytes_before: bytes
    rows_before: dict[str, set[str]]
    planted: Planted
    release: Release
    log: str

    def check(self, surface: Surface) -> None:
        check(surface, self.planted, lambda name: self.before.get(name, frozenset()))

    def check_few(self) -> None:
        for surface in few_surfaces(self.client):
            self.check(surface)


USUAL = ("page /", "page /data", "page /walks")
"""Pages whose numbers may stand on any surface; those of every other page only on that page itself."""
WALKS = frozenset(WalkKey(day, "Planted Walks").slug for day in SIZES)


def rows(path: Path) -> dict[str, set[str]]:
    """Every row of every table, as text."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: {repr(row) for row in connection.execute(f'select * from "{name}"')} for name in names}


def decoded(path: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table by column, JSON read."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f'select * from "{table}"').fetchall()
    return [{name: _read(row[name]) for name in row.keys()} for row in found]


def _read(value: Any) -> Any:
    said = value.decode() if isinstance(value, bytes) else value
    return json.loads(said) if isinstance(said, str) and said.startswith("{") else said


def keys_of(side: DistrictSide) -> frozenset[str]:
    own = {key(day, place) for day, size in SIZES.items() for place in range(size)}
    return frozenset(own | {each for walk in side.walks() for each in side.walk_key_of(walk).values()})


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def heard() -> Iterator[Heard]:
    """Everything any part of the program logs, however fine."""
    root, handler = logging.getLogger(), Heard()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DistrictSide]:
    with planted(tmp_path_factory.mktemp("planted")) as side:
        yield side


@pytest.fixture(scope="module")
def roundtable(real_url: str, district: DistrictSide, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roundtable]:
    path = tmp_path_factory.mktemp("roundtable") / "roundtable.sqlite"
    shutil.copy(real_url.removeprefix("sqlite:///"), path)
    url = f"sqlite:///{path}"
    with its_pages(url) as app, heard() as handler:
        client = owner_client(app)
        before = {each.name: each.numbers for each in [canary.page(client, *each) for each in canary.pages()]}
        kept = path.read_bytes(), rows(path)
        true = true_values(release_tables(district.journeys(), district.rules())[0])
        logging.getLogger("canary").debug("a line to be heard")
        proposal = propose(district, TODAY)
        record = approve(district, "A. Prover", proposal.hash, TODAY)
        load_release(Releases(url), record.content)
        release = release_file.stored(record.content)
        known = frozenset(
            number for name in USUAL for number in before[name] if number >= canary.RECOGNISABLE
        )  # a hidden count that happens to be a number of other pages cannot be told from it
        allowed = canary.allowed_by(release) | known
        secret = Planted(canary.hidden_by(release, true), (FEW_SPEAK, FEW_ARE), allowed, keys_of(district))
        shown = surfaces(client, WALKS)
        with app.server.test_request_context("/"):
            links = [keep(each.name.removeprefix("page "))["address"] for each in shown if "/exhibit/" in each.name]
        assert links
        yield Roundtable(client, url, path, before, *kept, secret, release, "\n".join(handler.lines))


def test_there_is_something_to_find(roundtable: Roundtable) -> None:
    hidden = roundtable.planted.hidden
    assert {7, 6} <= set(hidden.values())
    assert not {7.0, 6.0, 3.0} & (roundtable.planted.allowed | canary.SAID_OF_ALL)
    assert len(roundtable.planted.recognisable) >= 5
    assert not roundtable.planted.recognisable & frozenset().union(*(roundtable.before[name] for name in USUAL))


def test_no_surface_holds_what_was_hidden(roundtable: Roundtable) -> None:
    for surface in surfaces(roundtable.client, WALKS):
        roundtable.check(surface)


def test_released_counts_are_on_the_surfaces(roundtable: Roundtable) -> None:
    """Else the check would look at empty pages."""
    found = {each.name: each for each in surfaces(roundtable.client, WALKS)}
    for name in (
        "page /walks",
        "answer /api/v1/exhibits/released_stages?walk=all",
        "page /exhibit/released_stages?walk=all",
    ):
        assert {438.0, 405.0, 241.0, 162.0} <= found[name].numbers, name
    assert FEW_SPEAK in found["file /api/v1/exhibits/released_groups.csv?by=language"].raw
    assert "hidden for privacy" in found["file /api/v1/exhibits/released_groups.csv?by=language"].raw
    for end in ("pptx", "xlsx"):
        assert FEW_SPEAK in found[f"file /export/released_groups.{end}?by=language"].raw
        assert "made-up" in found[f"file /export/released_stages.{end}?walk=all"].raw.lower()


def test_the_log_holds_nothing_of_it(roundtable: Roundtable) -> None:
    assert "a line to be heard" in roundtable.log
    roundtable.check(canary.text("log", roundtable.log))


def test_the_database_holds_the_release_and_no_more(roundtable: Roundtable) -> None:
    after = rows(roundtable.path)
    changed = {name for name in after if after[name] != roundtable.rows_before[name]}
    kept = {"release", "release_audit", "frozen_view", "row_hash"}
    assert changed == kept, "the release, its audit, what was copied of its pages, and the hashes of these"
    assert len(after["release"]) == 1
    for name in changed:
        for row in decoded(roundtable.path, name):
            roundtable.check(canary.structured(name, row))
    raw = roundtable.path.read_bytes()
    for number in roundtable.planted.recognisable:
        said = re.compile(rb"(?<![\w.])%d(?![\w.])" % int(number))
        assert len(said.findall(raw)) == len(said.findall(roundtable.bytes_before)), int(number)
    assert not [each for each in roundtable.planted.keys if each.encode() in raw]


def test_no_table_of_the_roundtable_could_hold_a_student(roundtable: Roundtable) -> None:
    with closing(sqlite3.connect(roundtable.path)) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        assert {name for name in tables if not name.startswith("sqlite_")} <= KNOWN_TABLES
        for table in tables:
            names = [table, *(column[1] for column in connection.execute(f'pragma table_info("{table}")'))]
            assert not [name for name in names if STUDENT_WORDS.search(name.lower())], names


# Each way of leaking must be found: a check that cannot fail proves nothing.


def test_without_complementary_suppression_nothing_of_it_passes(
    district: DistrictSide, roundtable: Roundtable, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = _forged(district, monkeypatch)
    with pytest.raises(ReleaseRefused, match="fewer than 5 values"):
        check_release(forged, [])
    with _in_place_of_the_release(roundtable, forged), pytest.raises(AssertionError, match="holds hidden counts"):
        roundtable.check_few()
    roundtable.check_few()


def test_the_maker_holds_such_tables_back(district: DistrictSide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PUBLISH, "hidden_keys", _primary_only)
    tables, overlaps = release_tables(district.journeys(), district.rules())
    try:
        made = make_release(_heading(district), tables, district.store.secret(), overlaps=overlaps)
    except ReleaseRefused as refused:
        assert refused.breaches
        return
    assert made.held_back


def _leaky_cell(cell: Any, release: Any) -> Cell:
    """As a page would that got hold of a true count."""
    shown = released_reading.count_cell(cell, release)
    return Cell(207, "207") if shown.state == "hidden for privacy" else shown


@pytest.mark.parametrize(
    ("module", "name", "leaky", "said"),
    [
        (released_stages, "count_cell", _leaky_cell, "holds hidden counts"),
        (released_groups, "_row", lambda group: (Cell(group.label, group.label), *(Cell(7, "7"),) * 4), "beside"),
        (released_groups, "_words", lambda group: f"7 of {group.label}", "beside"),
        (released_groups, "release_words", lambda _: key(min(SIZES), 3), "a student's key"),
    ],
)
def test_a_page_that_leaks_is_found(
    roundtable: Roundtable,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    leaky: Callable[..., Any],
    said: str,
) -> None:
    monkeypatch.setattr(module, name, leaky)
    with pytest.raises(AssertionError, match=said):
        roundtable.check_few()


def test_a_log_or_a_kept_view_that_leaks_is_found(roundtable: Roundtable) -> None:
    for leaked in ("re-enrolled: 207", f"{FEW_SPEAK}: 7 listed", f"student {key(min(SIZES), 1)}", '{"shown":217}'):
        with pytest.raises(AssertionError):
            roundtable.check(canary.text("log", leaked))
    roundtable.check(canary.text("log", f"{FEW_SPEAK}: * of 438 listed, rule 1 to 10"))


def test_only_what_was_released_can_be_drawn() -> None:
    with pytest.raises(TypeError):
        PublishedCell("a", "a", 7)  # type: ignore[arg-type]
    for bare in (7, 7.0, "7", None, Count("a", "a", 7)):
        with pytest.raises(TypeError, match="disclosure control"):
            released_reading.cell_of(bare)  # type: ignore[arg-type]


def _primary_only(_frame: object, values: dict[str, int], *_rest: object) -> frozenset[str]:
    return frozenset(name for name, count in values.items() if AZ.is_small(count))


def _heading(side: DistrictSide) -> Heading:
    return Heading("Planted Unified", side.walks(), TODAY, "A. Prover", made_up=True)


def _forged(side: DistrictSide, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A release file made without complementary suppression and without the attack."""
    tables, overlaps = release_tables(side.journeys(), side.rules())
    with monkeypatch.context() as patched:
        patched.setattr(PUBLISH, "hidden_keys", _primary_only)
        patched.setattr(RELEASE, "breaches", lambda *_: [])
        made = make_release(_heading(side), tables, side.store.secret(), overlaps=overlaps)
    return release_file.to_bytes(replace(made.release, approver="F. Orger"))


@contextmanager
def _in_place_of_the_release(roundtable: Roundtable, content: bytes) -> Iterator[None]:
    """The forged file in the database, past all checks."""
    forged = release_file.stored(content)
    record = ReleaseRecord(
        release_file.content_hash(forged), forged.district, forged.made_on, forged.approver, forged.made_up,
        forged.rule_version, content, datetime.now(UTC),
    )  # fmt: skip
    Releases(roundtable.url).add(record)
    try:
        yield
    finally:
        with closing(sqlite3.connect(roundtable.path)) as connection, connection:
            connection.execute("delete from release where sha256 = ?", (record.sha256,))
