"""Who may see an agenda: its owner everything; others by an address nobody can guess, which can be withdrawn and renewed.

An agenda has two such addresses. The presenter's opens the presenter's window, notes and answers; the audience's opens
what a room may see. Its own id opens it for the owner alone.
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from database.documents import Changed, Documents
from operations.agendas import Agenda, Agendas, Saved

KIND = "agenda-share"
TOKEN_BYTES = 16
IDENTITY = re.compile(r"[a-z0-9]{6,40}")


class Access(StrEnum):
    """What somebody may see of an agenda."""

    OWNER = "owner"
    PRESENTER = "presenter"
    AUDIENCE = "audience"


class Share(BaseModel):
    """The addresses of one agenda, and whether the list of agendas names it to everybody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    presenter: str
    audience: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An agenda as somebody may see it.

    Attributes:
        saved: The agenda; its ``id`` is what opened it, so that addresses made from it give nothing more away. For the
            audience it holds neither notes nor what is said, nor where an answer stands.
        agenda: The agenda's own id.
        access: What may be seen.
    """

    saved: Saved
    agenda: str
    access: Access

    @property
    def may_present(self) -> bool:
        """Whether notes, answers, sessions and minutes are theirs."""
        return self.access is not Access.AUDIENCE


class Shares:
    """The addresses of all agendas of a database."""

    def __init__(self, documents: Documents) -> None:
        """``documents``: where agendas are kept."""
        self._documents = documents
        self._agendas = Agendas(documents)

    def of(self, agenda: str) -> Share | None:
        """The addresses of an agenda; None where it is not shared."""
        record = self._documents.latest(KIND, agenda)
        return None if record is None or record.content is None else Share.model_validate_json(record.content)

    def share(self, agenda: str, *, listed: bool | None = None, renew: bool = False) -> Share:
        """Give an agenda addresses, or keep those it has.

        Args:
            agenda: Its id.
            listed: Whether the list names it to everybody; None leaves that as it is.
            renew: New addresses; the old ones open nothing from then on.
        """
        held = self.of(agenda)
        fresh = held is None or renew
        made = Share(
            presenter=_token() if held is None or fresh else held.presenter,
            audience=_token() if held is None or fresh else held.audience,
            listed=listed if listed is not None else bool(held and held.listed),
        )
        self._write(agenda, made)
        return self.of(agenda) or made

    def withdraw(self, agenda: str) -> None:
        """From now on its addresses open nothing."""
        newest = self._documents.newest(KIND, agenda, 1)
        if newest and newest[0].content is not None:
            self._documents.remove(KIND, agenda, newest[0].version)

    def listed(self) -> tuple[Opened, ...]:
        """The agendas the list names to everybody, as the audience may see them."""
        found = ((record.id, Share.model_validate_json(record.content or "")) for record in self._documents.all(KIND))
        opened = (self.open(share.audience, is_owner=False) for _, share in found if share.listed)
        return tuple(each for each in opened if each is not None)

    def open(self, identity: str, *, is_owner: bool) -> Opened | None:
        """An agenda by its id, for the owner, or by one of its addresses, for anybody; None where there is none."""
        if not IDENTITY.fullmatch(identity):
            return None
        if is_owner and (saved := self._agendas.find(identity)) is not None:
            return Opened(saved, identity, Access.OWNER)
        for record in self._documents.all(KIND):
            share = Share.model_validate_json(record.content or "")
            for access, token in ((Access.PRESENTER, share.presenter), (Access.AUDIENCE, share.audience)):
                if hmac.compare_digest(token, identity):
                    return self._opened(record.id, token, access)
        return None

    def _opened(self, agenda: str, token: str, access: Access) -> Opened | None:
        saved = self._agendas.find(agenda)
        if saved is None:
            return None
        shown = saved.agenda if access is Access.PRESENTER else for_audience(saved.agenda)
        return Opened(Saved(token, saved.version, saved.saved_at, shown), agenda, access)

    def _write(self, agenda: str, share: Share) -> None:
        newest = self._documents.newest(KIND, agenda, 1)
        based_on = newest[0].version if newest else 0
        try:
            self._documents.save(KIND, agenda, share.model_dump_json(), based_on)
        except Changed:
            # the owner pressed twice: what was written first stands
            return


def for_audience(agenda: Agenda) -> Agenda:
    """The agenda without notes, what is said, and where answers stand."""
    items = tuple(
        item.model_copy(
            update={
                "notes": "",
                "line": "",
                "question": item.question and item.question.model_copy(update={"row": "", "column": ""}),
            }
        )
        for item in agenda.items
    )
    return agenda.model_copy(update={"items": items})


def _token() -> str:
    """26 letters and digits for 128 random bits."""
    return b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()
