"""Sessions phones follow: kept whole, changed by the one who started them only, gone when their time is over."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operations import live
from operations.live import CODE, IDLE, LASTS, LiveError, LiveSessions, NoSession, NotYours, State, read_state

NOW = datetime.now(UTC)
SLIDE = b'{"title":"A"}'


@pytest.fixture
def sessions(tmp_path: Path) -> LiveSessions:
    return LiveSessions(tmp_path / "live")


def test_a_session_shows_what_was_put_last(sessions: LiveSessions) -> None:
    started = sessions.start("abcdef")
    assert CODE.fullmatch(started.code)
    before = sessions.stamp(started.code)
    state = State(item="aaaaaa", changes={"discount_rate": "0.05"}, blank=True)
    sessions.put(sessions.held_by(started.code, started.token), state, SLIDE)
    found = sessions.find(started.code.lower())
    assert found is not None
    assert (found.agenda, found.state) == ("abcdef", state)
    assert sessions.slide(started.code) == SLIDE
    assert found.slide != ""
    assert sessions.stamp(started.code) not in ("", before)


def test_only_the_token_changes_it_and_the_file_does_not_hold_it(sessions: LiveSessions, tmp_path: Path) -> None:
    started = sessions.start("abcdef")
    for other in ("", "x", sessions.start("abcdef").token):
        with pytest.raises(NotYours):
            sessions.held_by(started.code, other)
    written = "".join(path.read_text() for path in (tmp_path / "live").iterdir())
    assert started.token not in written


def test_an_ended_session_is_told_to_followers_and_cannot_be_changed(sessions: LiveSessions) -> None:
    started = sessions.start("abcdef")
    sessions.put(sessions.held_by(started.code, started.token), State(ended=True), SLIDE)
    found = sessions.find(started.code)
    assert found is not None and found.state.ended
    with pytest.raises(NoSession):
        sessions.held_by(started.code, started.token)


def test_its_time_is_over_after_six_hours(sessions: LiveSessions) -> None:
    started = sessions.start("abcdef", NOW)
    assert sessions.find(started.code, NOW + LASTS - timedelta(seconds=1)) is not None
    assert sessions.find(started.code, NOW + LASTS + timedelta(seconds=1)) is None


@pytest.mark.parametrize("code", ["", "ABC", "../../etc", "ABCDE0", "ABCDEFG", "..%2f..", "\x00BCDEF", "ÀBCDEF"])
def test_other_codes_find_nothing_and_open_no_file(sessions: LiveSessions, code: str) -> None:
    sessions.start("abcdef")
    assert sessions.find(code) is None
    assert sessions.slide(code) is None
    assert sessions.stamp(code) == ""


def test_there_are_at_most_so_many_and_idle_ones_make_room(
    sessions: LiveSessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_SESSIONS", 2)
    first = sessions.start("abcdef")
    second = sessions.start("abcdef")
    with pytest.raises(LiveError, match="2 sessions"):
        sessions.start("abcdef")
    long_ago = (NOW - IDLE - timedelta(minutes=1)).timestamp()
    os.utime(tmp_path / "live" / f"{first.code}.state", (long_ago, long_ago))
    third = sessions.start("abcdef")
    assert sessions.find(first.code) is None
    assert sessions.find(second.code) is not None and sessions.find(third.code) is not None


def test_a_broken_file_is_no_session(sessions: LiveSessions, tmp_path: Path) -> None:
    started = sessions.start("abcdef")
    (tmp_path / "live" / f"{started.code}.state").write_text('{"agenda"')
    assert sessions.find(started.code) is None


@pytest.mark.parametrize(
    "given",
    [
        {"item": "Some words that somebody typed"},
        {"note": "free text"},
        {"changes": {"discount_rate": "<script>"}},
        {"changes": {"Not A Name": "1"}},
        {"changes": {f"name_{number}": "1" for number in range(41)}},
        {"changes": {"discount_rate": "1" * 401}},
        {"blank": "perhaps"},
    ],
)
def test_a_state_holds_no_free_text(given: dict[str, object]) -> None:
    with pytest.raises(LiveError):
        read_state(given)


def test_a_state_is_small(sessions: LiveSessions, tmp_path: Path) -> None:
    started = sessions.start("abcdef")
    sessions.put(sessions.held_by(started.code, started.token), State(item="aaaaaa"), SLIDE)
    files = sorted(path.name for path in (tmp_path / "live").iterdir())
    assert files == [f"{started.code}.slide", f"{started.code}.state"]
    assert "aaaaaa" in json.loads((tmp_path / "live" / files[1]).read_text())["state"]["item"]


def test_one_agenda_cannot_take_the_room_of_others(sessions: LiveSessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_OF_AN_AGENDA", 2)
    first, _second = sessions.start("abcdef"), sessions.start("abcdef")
    with pytest.raises(LiveError, match="of this agenda"):
        sessions.start("abcdef")
    assert sessions.find(sessions.start("fedcba").code) is not None
    sessions.put(sessions.held_by(first.code, first.token), State(ended=True), SLIDE)
    assert sessions.find(sessions.start("abcdef").code) is not None
    assert sessions.find(first.code) is None


def test_a_session_lasts_twelve_hours_on_one_slide(sessions: LiveSessions) -> None:
    started = sessions.start("abcdef", NOW)
    assert sessions.find(started.code, NOW + timedelta(hours=11, minutes=59)) is not None
    assert sessions.find(started.code, NOW + timedelta(hours=12, minutes=1)) is None
