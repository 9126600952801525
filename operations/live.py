"""Sessions that phones follow: what the presenter shows now, one small file each, beside the database.

A file is replaced whole, so that whoever reads it never sees half a state. It holds an agenda's and an item's id, checked
parameters and two switches: nothing that somebody typed, nobody's name. The token that may change it is kept as a hash.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that are taken for another: I, L, O, 0, 1."""
CODE_LENGTH = 6
CODE = re.compile(f"[{LETTERS}]{{{CODE_LENGTH}}}")
LASTS = timedelta(hours=12)
IDLE = timedelta(minutes=30)
"""Without a sign of the presenter's window for so long, a session may make room for another."""
MOST_SESSIONS = 200
MOST_OF_AN_AGENDA = 12
MOST_CHANGES = 40
TOKEN_BYTES = 24

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{0,24}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Value = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.,-]{0,400}$")]


class State(BaseModel):
    """What is shown. ``item``: "" before the first; ``changes``: parameters that differ from the agenda's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: ItemId = ""
    changes: Annotated[dict[Name, Value], Field(max_length=MOST_CHANGES)] = Field(default_factory=dict)
    blank: bool = False
    revealed: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """A new session: the code people type and the token that may change it, which is shown once."""

    code: str
    token: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands. ``slide`` names the content of the slide file; "" where there is none yet."""

    code: str
    agenda: str
    started_at: datetime
    state: State
    slide: str


class LiveError(Exception):
    """A session cannot be started or changed; the text says why, for the presenter."""


class NoSession(LiveError):
    """There is no such session, or it is over."""


class NotYours(LiveError):
    """The token is not the one the session was started with."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    agenda: str
    token: str
    started_at: datetime
    state: State
    slide: str = ""


class LiveSessions:
    """The sessions of one program. ``folder`` is made when the first one starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self, agenda: str, now: datetime | None = None) -> Started:
        """Begin one.

        Raises:
            LiveError: There are too many already.
        """
        at = now or datetime.now(UTC)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_room(agenda, at)
        code = self._new_code()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._write(code, _Kept(agenda=agenda, token=_hash(token), started_at=at, state=State()))
        return Started(code, token)

    def find(self, code: str, now: datetime | None = None) -> Session | None:
        """One as it stands; None where there is none or its time is over."""
        kept = self._running(code, now or datetime.now(UTC))
        return None if kept is None else _session(code, kept)

    def held_by(self, code: str, token: str) -> Session:
        """One that the token may change.

        Raises:
            NoSession: There is none, or it is over.
            NotYours: The token is another's.
        """
        kept = self._running(code, datetime.now(UTC))
        if kept is None or kept.state.ended:
            raise NoSession("This session is over: start another one.")
        if not hmac.compare_digest(kept.token, _hash(token)):
            raise NotYours("Only the window that started this session can change it.")
        return _session(code, kept)

    def put(self, session: Session, state: State, slide: bytes) -> None:
        """Show another state.

        Args:
            session: As ``held_by`` gave it.
            state: What is shown now.
            slide: What followers get to draw, as JSON; it is written before the state that names it.
        """
        kept = self._read(session.code)
        if kept is None:
            raise NoSession("This session is over: start another one.")
        name = hashlib.sha256(slide).hexdigest()[:16]
        if name != kept.slide:
            self._replace(self._slide_path(session.code), slide)
        self._write(session.code, kept.model_copy(update={"state": state, "slide": name}))

    def slide(self, code: str) -> bytes | None:
        """What followers draw now, as JSON; None where there is nothing yet."""
        if not CODE.fullmatch(_plain(code)):
            return None
        with suppress(OSError):
            return self._slide_path(code).read_bytes()
        return None

    def stamp(self, code: str) -> str:
        """What changes whenever the state does, without opening the file; "" where there is no such session."""
        if not CODE.fullmatch(_plain(code)):
            return ""
        with suppress(OSError):
            found = self._path(code).stat()
            return f"{found.st_mtime_ns:x}-{found.st_ino:x}-{found.st_size:x}"
        return ""

    def _make_room(self, agenda: str, now: datetime) -> None:
        """Take away those that ended or whose time is over; then, if it must be, those without a sign of life.

        Raises:
            LiveError: There are too many that are alive, of this agenda or in all.
        """
        kept: list[tuple[Path, _Kept]] = []
        for file in self._folder.glob("*.state"):
            session = self._read(file.stem)
            if session is None or session.state.ended or now - session.started_at > LASTS:
                self._remove(file)
            else:
                kept.append((file, session))
        mine = [file for file, session in kept if session.agenda == agenda]
        self._shrink(mine, MOST_OF_AN_AGENDA, now, "of this agenda are being shown at once: end one of them first.")
        left = [file for file, _ in kept if file.exists()]
        self._shrink(left, MOST_SESSIONS, now, "are being followed at once: try again when one has ended.")

    def _shrink(self, files: list[Path], most: int, now: datetime, words: str) -> None:
        oldest_first = sorted(files, key=_seen_at)
        for file in oldest_first[: max(len(oldest_first) - most + 1, 0)]:
            if now - _seen_at(file) <= IDLE:
                raise LiveError(f"{most} sessions {words}")
            self._remove(file)

    @staticmethod
    def _remove(file: Path) -> None:
        for ending in (".state", ".slide"):
            file.with_suffix(ending).unlink(missing_ok=True)

    def _new_code(self) -> str:
        while True:
            code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
            if not self._path(code).exists():
                return code

    def _path(self, code: str) -> Path:
        return self._folder / f"{_plain(code)}.state"

    def _slide_path(self, code: str) -> Path:
        return self._folder / f"{_plain(code)}.slide"

    def _read(self, code: str) -> _Kept | None:
        if not CODE.fullmatch(_plain(code)):
            return None
        try:
            return _Kept.model_validate_json(self._path(code).read_bytes())
        except (OSError, ValidationError):
            return None

    def _running(self, code: str, now: datetime) -> _Kept | None:
        kept = self._read(code)
        return None if kept is None or now - kept.started_at > LASTS else kept

    def _write(self, code: str, kept: _Kept) -> None:
        self._replace(self._path(code), kept.model_dump_json().encode())

    def _replace(self, path: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def read_state(given: Mapping[str, Any]) -> State:
    """A state from outside.

    Raises:
        LiveError: It has not the form of one; the text names the part.
    """
    try:
        return State.model_validate(given)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))[:60] or "state"
        raise LiveError(f"{where}: {first['msg']}") from None


def _session(code: str, kept: _Kept) -> Session:
    return Session(_plain(code), kept.agenda, kept.started_at, kept.state, kept.slide)


def _plain(code: str) -> str:
    return code.strip().upper()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _seen_at(file: Path) -> datetime:
    """When the presenter's window last wrote the session: with each change, and every minute as long as it is open."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)
