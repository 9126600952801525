"""The owner of a local copy: whoever opened a one-time link, in the browser that opened it.

A link and a session are each one small file beside the database, named by the SHA-256 of a random token, so that all
workers and the next start share them and nobody who reads the folder can use what it holds. Removing a link's file is
what spends it: of two who try at once, one gets it.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

LINK_LIFETIME = timedelta(minutes=30)
SESSION_LIFETIME = timedelta(days=7)
TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
HOW_LONG = f"It lasts {SESSION_LIFETIME.days} days, in this browser only, and survives a restart of the program."
COMMAND = ".venv/bin/dashboards owner-link"
"""Prints a new link; pages name it."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The links not yet opened and the sessions of the owner.

    Attributes:
        folder: where they are kept; made at need, readable by this user of the machine only.
    """

    folder: Path

    def new_link(self) -> str:
        """A token for a new one-time link; expired ones are removed.

        Raises:
            OSError: the folder cannot be written.
        """
        for kind in ("links", "sessions"):
            self._remove_expired(kind)
        return self._create("links", LINK_LIFETIME)

    def open_link(self, token: str) -> str | None:
        """Spend a link: the token of a new session, or None where there is no such link, any more or at all.

        Raises:
            OSError: the session cannot be kept; the link stays unspent.
        """
        if not self._is_live("links", token):
            return None
        session = self._create("sessions", SESSION_LIFETIME)
        try:
            self._path("links", token).unlink()
        except FileNotFoundError:
            # Another browser was faster.
            self.end_session(session)
            return None
        return session

    def has_link(self, token: str) -> bool:
        """Whether a link could be opened now."""
        return self._is_live("links", token)

    def has_session(self, token: str) -> bool:
        """Whether a cookie is that of a session."""
        return self._is_live("sessions", token)

    def end_session(self, token: str) -> None:
        """Forget one session."""
        if TOKEN.fullmatch(token):
            self._path("sessions", token).unlink(missing_ok=True)

    def end_all(self) -> int:
        """Forget every session and every link; how many sessions there were."""
        ended = 0
        for kind in ("sessions", "links"):
            for path in self._files(kind):
                path.unlink(missing_ok=True)
                ended += kind == "sessions"
        return ended

    @property
    def cookie(self) -> str:
        """The cookie's name. Browsers share cookies between ports: two copies on one machine need two names."""
        return f"dashboards-owner-{hashlib.sha256(str(self.folder.absolute()).encode()).hexdigest()[:8]}"

    def _create(self, kind: str, lifetime: timedelta) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        path = self._path(kind, token)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A folder that was copied or restored may have come with other rights.
        for each in (self.folder, path.parent):
            each.chmod(0o700)
        ends = (datetime.now(UTC) + lifetime).isoformat()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(ends)
        return token

    def _is_live(self, kind: str, token: str) -> bool:
        return bool(TOKEN.fullmatch(token)) and _expiry(self._path(kind, token)) > datetime.now(UTC)

    def _path(self, kind: str, token: str) -> Path:
        return self.folder / kind / hashlib.sha256(token.encode("ascii")).hexdigest()

    def _files(self, kind: str) -> list[Path]:
        with suppress(FileNotFoundError):
            return list((self.folder / kind).iterdir())
        return []

    def _remove_expired(self, kind: str) -> None:
        now = datetime.now(UTC)
        for path in self._files(kind):
            if _expiry(path) <= now:
                path.unlink(missing_ok=True)


def owner_link(address: str, owners: Owners) -> str:
    """A new one-time link.

    Args:
        address: of the program, such as ``http://127.0.0.1:8050``.
        owners: where it is kept.

    Raises:
        OSError: the folder cannot be written.
    """
    return f"{address}/owner/{owners.new_link()}"


def local_address(host: str, port: int) -> str:
    """The address of a program bound to a host and a port: ``http://[::1]:8050``."""
    return f"http://[{host}]:{port}" if ":" in host and not host.startswith("[") else f"http://{host}:{port}"


def _expiry(path: Path) -> datetime:
    """When a link or session ends; a file that is gone or unreadable has ended."""
    try:
        return datetime.fromisoformat(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
