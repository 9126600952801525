"""What was done about loaded releases: withdrawn, audited. Rows are appended; the release itself stays, for the audit."""

from __future__ import annotations

import json
from datetime import UTC

from sqlalchemy import Connection, func, insert, select

from database.hashes import insert_kept
from database.kept import Release, ReleaseAudit, ReleaseWithdrawal
from database.opened import OpenDatabase
from database.release_values import ReleaseAuditRecord, WithdrawalRecord
from database.writing import without_zone, writing


class NotThere(Exception):
    """No release has this hash, or it is withdrawn already."""


class ReleaseActs:
    """Withdrawals and audits of the releases of one database. Safe to share between threads; opens nothing yet."""

    def __init__(self, url: str, *, program_version: str = "") -> None:
        """``url``: ``sqlite:///path``. ``program_version``: of the program that writes, noted beside each row."""
        self._url = url
        self._program_version = program_version
        self._database = OpenDatabase(url)

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

    def withdraw(self, withdrawal: WithdrawalRecord) -> None:
        """Note that a release is public no longer.

        Raises:
            NotThere: No release has its hash, or it was withdrawn before.
            DatabaseError: The database cannot be written to.
        """
        fields = {name: getattr(withdrawal, name) for name in WithdrawalRecord.__slots__}
        fields |= {"withdrawn_at": without_zone(withdrawal.withdrawn_at), "program_version": self._program_version}
        with writing(self._url) as connection:
            if not connection.scalar(select(Release.sha256).where(Release.sha256 == withdrawal.sha256)):
                raise NotThere(f"no release {withdrawal.sha256[:16]} is loaded")
            same = ReleaseWithdrawal.sha256 == withdrawal.sha256
            if connection.scalar(select(ReleaseWithdrawal.sha256).where(same)):
                raise NotThere(f"the release {withdrawal.sha256[:16]} was withdrawn before")
            insert_kept(connection, ReleaseWithdrawal, fields)

    def withdrawals(self) -> dict[str, WithdrawalRecord]:
        """Every withdrawal by the release's hash."""
        return self._database.run(_withdrawals)

    def add_audit(self, audit: ReleaseAuditRecord) -> None:
        """Keep what an audit found.

        Raises:
            DatabaseError: The database cannot be written to.
        """
        fields = {
            "sha256": audit.sha256,
            "rule_version": audit.rule_version,
            "findings": json.dumps(audit.findings, ensure_ascii=False),
            "audited_at": without_zone(audit.audited_at),
            "program_version": self._program_version,
        }
        with writing(self._url) as connection:
            connection.execute(insert(ReleaseAudit).values(**fields))

    def audits(self, rule_version: str) -> dict[str, ReleaseAuditRecord]:
        """The last audit of each release by these rules, by the release's hash."""
        return self._database.run(lambda connection: _audits(connection, rule_version))

    def version(self) -> int:
        """Number of withdrawals: what is public changes with every one."""
        count = select(func.count(ReleaseWithdrawal.sha256))
        return self._database.run(lambda connection: connection.scalar(count) or 0)


def _withdrawals(connection: Connection) -> dict[str, WithdrawalRecord]:
    columns = [getattr(ReleaseWithdrawal, name) for name in WithdrawalRecord.__slots__]
    rows = connection.execute(select(*columns).order_by(ReleaseWithdrawal.withdrawn_at))
    return {
        row.sha256: WithdrawalRecord(**{**row._mapping, "withdrawn_at": row.withdrawn_at.replace(tzinfo=UTC)})
        for row in rows
    }


def _audits(connection: Connection, rule_version: str) -> dict[str, ReleaseAuditRecord]:
    columns = [getattr(ReleaseAudit, name) for name in ReleaseAuditRecord.__slots__]
    same = ReleaseAudit.rule_version == rule_version
    return {
        row.sha256: ReleaseAuditRecord(
            row.sha256, row.rule_version, tuple(json.loads(row.findings)), row.audited_at.replace(tzinfo=UTC)
        )
        for row in connection.execute(select(*columns).where(same).order_by(ReleaseAudit.audited_at))
    }
