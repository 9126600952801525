"""Proposing and approving a release: what the approver sees, what is refused, what is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from database.district.values import CorrectionRecord
from operations.district.one_walk import OneWalk, WalkCoverage
from operations.district.releasing import NotReleased, ProposedCell, amounts_of, approve, earlier_releases, propose
from operations.district.releasing_command import release_to_file
from operations.district.side import DistrictSide
from tests.operations.district.own_district import own_district
from tests.operations.district.planted import FEW_SPEAK, FIRST, NAME, ORGANIZER, SECOND, TODAY, key, planted
from walks import release_file
from walks.disclosure import FOOTNOTE, HIDDEN, Missing, Released
from walks.keys import WalkKey
from walks.release import Amount, AmountUnit, coverage_amount
from walks.release_tables import ALL_WALKS


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DistrictSide]:
    """A district nobody changes."""
    with planted(tmp_path_factory.mktemp("looked")) as side:
        yield side


@pytest.fixture
def side(tmp_path: Path) -> Iterator[DistrictSide]:
    with planted(tmp_path, days=(SECOND,)) as made:
        yield made


def cells(side: DistrictSide) -> dict[tuple[str, str], ProposedCell]:
    return {(table.id, cell.label): cell for table in propose(side, TODAY).tables for cell in table.counts()}


def test_a_proposal_has_the_true_count_beside_each_published_one(looked_at: DistrictSide) -> None:
    few = cells(looked_at)["all walks/listed by language", FEW_SPEAK]
    assert (few.published, few.true) == (HIDDEN, 7)
    everyone = cells(looked_at)["all walks/listed by language", "listed"]
    assert isinstance(everyone.published, Released)
    assert everyone.published.count == everyone.true == 438
    for cell in cells(looked_at).values():
        if isinstance(cell.published, Released):
            assert cell.published.count == cell.true
        elif isinstance(cell.published, Missing):
            assert cell.true is cell.published


def test_a_true_count_is_in_no_repr(looked_at: DistrictSide) -> None:
    assert "7" not in repr(cells(looked_at)["all walks/listed by language", FEW_SPEAK])


def test_it_says_what_anyone_can_say_and_the_rule(looked_at: DistrictSide) -> None:
    proposal = propose(looked_at, TODAY)
    assert (
        "All walks: at least 37% of students listed re-enrolled within 60 days of the walk (162 of 438; coverage: 90% or more of "
        "each list in the enrollment records)." in proposal.sentences
    )
    hidden = (
        "Walk of 17 January 2025: the share of students verified who re-enrolled within 60 days of the walk is hidden."
    )
    assert hidden in proposal.sentences
    assert (proposal.footnote, proposal.made_up, proposal.district) == (FOOTNOTE, True, NAME)
    assert (proposal.held_back, proposal.same_as) == ((), None)


def test_money_and_hours_are_rounded(looked_at: DistrictSide) -> None:
    found = [(amount.label, amount.value, amount.unit) for amount in amounts_of(looked_at)]
    walk = f"{FIRST} {ORGANIZER}"
    assert found[:2] == [(f"{walk}: cash", 4000, AmountUnit.DOLLARS), (f"{walk}: volunteers", 700, AmountUnit.HOURS)]
    assert propose(looked_at, TODAY).amounts == amounts_of(looked_at)


def test_coverage_is_one_band_whatever_the_number_of_unknown_students(
    looked_at: DistrictSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stated(listed: int, unknown: int) -> list[Amount]:
        monkeypatch.setattr(OneWalk, "coverage", property(lambda _: WalkCoverage(listed, listed - unknown, 0, None)))
        return [amount for amount in amounts_of(looked_at) if amount.unit is AmountUnit.OR_MORE]

    walks = (*map(str, looked_at.walks()), ALL_WALKS)
    whole = [coverage_amount(name) for name in walks]
    assert len(whole) == 3
    assert [stated(60, unknown) == whole for unknown in range(8)] == [True] * 7 + [False]
    assert stated(60, 7) == stated(49, 0) == stated(49, 1) == []


def test_the_same_file_is_not_attacked_twice(looked_at: DistrictSide, monkeypatch: pytest.MonkeyPatch) -> None:
    first = propose(looked_at, TODAY)
    monkeypatch.setattr("operations.district.releasing.make_release", None)
    assert propose(looked_at, TODAY) is first


def test_approved_it_is_kept_byte_for_byte_and_not_made_twice(side: DistrictSide) -> None:
    record = approve(side, "  A.   Prover ", propose(side, TODAY).hash, TODAY)
    release = release_file.read(record.content)
    assert (release.approver, record.approver, record.made_on) == ("A. Prover", "A. Prover", TODAY)
    assert record.sha256 == release_file.content_hash(release)
    assert [each.content for each in side.store.releases()] == [record.content]
    assert earlier_releases(side) == [release]
    assert b"planted-key" not in record.content
    again = propose(side, TODAY + timedelta(1))
    assert again.same_as == TODAY
    with pytest.raises(NotReleased, match="Nothing has changed since the release of 2026-05-21"):
        approve(side, "A. Prover", again.hash, TODAY + timedelta(1))
    with pytest.raises(NotReleased, match="later day"):
        propose(side, TODAY - timedelta(1))


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "A\x00B", "not approved yet"])
def test_without_a_name_nothing_is_released(looked_at: DistrictSide, name: str) -> None:
    with pytest.raises(NotReleased, match="name of the person"):
        approve(looked_at, name, "0" * 64, TODAY)
    assert looked_at.store.releases() == ()


def put_right(side: DistrictSide) -> WalkKey:
    """One outcome is put right: one student fewer had agreed."""
    wrong = next(visit for visit in side.visits() if visit.outcome.code == "COMMIT")
    walk, noon = wrong.walk, datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    said = ("INTERESTED", "A. Prover", "as told", noon)
    side.store.add_correction(CorrectionRecord(walk.day, walk.organizer, wrong.student, wrong.attempt, *said))
    return walk


def test_what_was_not_looked_at_is_not_released(side: DistrictSide) -> None:
    looked = propose(side, TODAY).hash
    put_right(side)
    for hash_looked_at in (looked, ""):
        with pytest.raises(NotReleased, match="changed since you looked"):
            approve(side, "A. Prover", hash_looked_at, TODAY)
    assert side.store.releases() == ()


def test_what_would_creep_is_held_back(side: DistrictSide) -> None:
    """One outcome put right changes a count by one: with the release before, that one student would stand there."""
    approve(side, "A. Prover", propose(side, TODAY).hash, TODAY)
    walk = put_right(side)
    proposal = propose(side, TODAY + timedelta(7))
    held = {table.id: table for table in proposal.held_back}
    assert f"{walk}/doors" in held
    assert held[f"{walk}/doors"].reasons
    assert f"{walk}/doors" not in {table.id for table in proposal.tables}


def test_before_anything_is_loaded_it_says_what_to_do(tmp_path: Path) -> None:
    with own_district(tmp_path, visits=False) as bare, pytest.raises(NotReleased, match="import visits first"):
        propose(bare, date(2024, 12, 1))


def test_the_command_writes_the_file_and_prints_no_true_count(side: DistrictSide, tmp_path: Path) -> None:
    said = io.StringIO()
    out = tmp_path / "release.json"
    release_to_file(side, "A. Prover", out, Console(file=said, width=200))
    assert out.read_bytes() == side.store.releases()[0].content
    hidden = [cell for table in propose(side, TODAY).tables for cell in table.counts() if cell.published is HIDDEN]
    lines = [line for line in said.getvalue().splitlines() if "verified" in line]
    assert hidden
    assert lines
    assert not [line for line in lines if "222" in line or "*" not in line]
    assert key(SECOND, 3) not in said.getvalue()


def test_where_the_file_cannot_be_written_nothing_is_released(side: DistrictSide, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    with pytest.raises(FileExistsError):
        release_to_file(side, "A. Prover", there, Console(file=io.StringIO()))
    assert there.read_text() == "mine"
    with pytest.raises(NotReleased, match="name of the person"):
        release_to_file(side, " ", tmp_path / "new.json", Console(file=io.StringIO()))
    assert not (tmp_path / "new.json").exists()
    assert side.store.releases() == ()
