"""Releases that are loaded already: attacked again when the rules get better, withdrawn where they give something away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from database.release_acts import NotThere
from database.release_values import ReleaseAuditRecord, ReleaseRecord, WithdrawalRecord
from database.releases import Releases
from walks import release_file
from walks.disclosure import RULE_VERSION, OutOfTime, Watch
from walks.release import Release

LONGEST_NAME = 80
LONGEST_REASON = 400
WHAT_TO_DO = (
    "Withdraw it, ask the district for a new release made by today’s rules, and load that one in its place. What was public "
    "stays known to whoever kept it: tell the district which counts, so that it can judge whom to inform."
)


class NotWithdrawn(ValueError):
    """A release stays public; the text says why."""


@dataclass(frozen=True, slots=True)
class LoadedRelease:
    """A release, what the last audit by today's rules found, and whether it is withdrawn.

    Attributes:
        record: As loaded.
        audit: None where it was not audited by today's rules yet.
        withdrawal: None while it is public.
    """

    record: ReleaseRecord
    audit: ReleaseAuditRecord | None
    withdrawal: WithdrawalRecord | None

    @property
    def gives_away(self) -> tuple[str, ...]:
        """What it gives away, by today's rules, alone or with those loaded before it."""
        return self.audit.findings if self.audit else ()


def loaded_releases(releases: Releases) -> tuple[LoadedRelease, ...]:
    """Every release, withdrawn ones too, the one loaded first first."""
    audits, withdrawals = releases.acts.audits(RULE_VERSION), releases.acts.withdrawals()
    return tuple(
        LoadedRelease(record, audits.get(record.sha256), withdrawals.get(record.sha256)) for record in releases.all()
    )


def audit_loaded(releases: Releases, watch: Watch | None = None, *, again: bool = False) -> tuple[LoadedRelease, ...]:
    """Attack every loaded release that today's rules have not seen, and keep what is found.

    Args:
        releases: Of the Roundtable.
        watch: Bounds the time; what is found before it runs out is kept.
        again: Whether to attack those audited already, too.

    Returns:
        Every release with its audit; those the time did not reach have none.

    Raises:
        DatabaseError: The database cannot be written to.
    """
    watch = watch or Watch()
    known = {} if again else releases.acts.audits(RULE_VERSION)
    before: list[ReleaseRecord] = []
    try:
        for record in releases.all():
            if record.sha256 not in known:
                watch.step(f"auditing the release of {record.made_on}, {record.district}")
                releases.acts.add_audit(audited(record, _findings(record, before, watch)))
            before.append(record)
    except OutOfTime:
        pass
    return loaded_releases(releases)


def audited(record: ReleaseRecord, findings: Sequence[str]) -> ReleaseAuditRecord:
    """The record of an audit by today's rules."""
    return ReleaseAuditRecord(record.sha256, RULE_VERSION, tuple(findings), datetime.now(UTC))


def _findings(record: ReleaseRecord, before: Sequence[ReleaseRecord], watch: Watch) -> list[str]:
    own = [_read(one) for one in before if release_file.same_name(one.district, record.district)]
    return [str(breach) for breach in release_file.given_away(_read(record), own, watch)]


def _read(record: ReleaseRecord) -> Release:
    return release_file.stored(record.content)


def withdraw(releases: Releases, sha256: str, who: str, reason: str, replaced_by: str = "") -> WithdrawalRecord:
    """Take a release off the public pages, for good. It stays in the database: audits count it as known.

    Args:
        releases: Of the Roundtable.
        sha256: The release's hash, or enough of its beginning to be one release's only.
        who: Who decides it.
        reason: Why; public readers do not see it.
        replaced_by: Hash of the release in its place, if any.

    Raises:
        NotWithdrawn: Name or reason are missing, no one release begins so, it is withdrawn already, or the one in its
            place is not public.
        DatabaseError: The database cannot be written to.
    """
    public = {record.sha256 for record in releases.public()}
    if replaced_by and (replaced_by not in public or replaced_by.startswith(sha256)):
        raise NotWithdrawn("Its place can be taken by another public release only: load that one first.")
    return withdraw_for(releases, sha256, who, reason, replaced_by)


def withdraw_for(releases: Releases, sha256: str, who: str, reason: str, replaced_by: str) -> WithdrawalRecord:
    """As ``withdraw``, in favor of a release that is loaded right afterwards."""
    who, reason = who.strip(), reason.strip()
    if not who or not reason:
        raise NotWithdrawn("Say who withdraws the release, and why: both are kept.")
    if len(who) > LONGEST_NAME or len(reason) > LONGEST_REASON:
        raise NotWithdrawn(f"At most {LONGEST_NAME} characters for the name and {LONGEST_REASON} for the reason.")
    found = [record for record in releases.all() if sha256 and record.sha256.startswith(sha256)]
    if len(found) != 1:
        raise NotWithdrawn(
            "No release has this hash." if not found else "More than one release begins so: give more of it."
        )
    record = WithdrawalRecord(found[0].sha256, who, reason, replaced_by, datetime.now(UTC))
    try:
        releases.acts.withdraw(record)
    except NotThere as problem:
        raise NotWithdrawn(f"Nothing was changed: {problem}.") from None
    return record
