"""Records of the releases districts sent, and of what became of them: frozen, times in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A released file of a district, as it was loaded. ``sha256`` is of ``content``; ``loaded_at`` is UTC (aware)."""

    sha256: str
    district: str
    made_on: date
    approver: str
    made_up: bool
    rule_version: str
    content: bytes
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalRecord:
    """That a release is public no longer. ``replaced_by`` is the hash of the release in its place, or ""; times are UTC."""

    sha256: str
    who: str
    reason: str
    replaced_by: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseAuditRecord:
    """What an audit of a release by ``rule_version`` found: sentences without a count, none where nothing is given away."""

    sha256: str
    rule_version: str
    findings: tuple[str, ...]
    audited_at: datetime
