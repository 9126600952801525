"""Receiving a release: what a district sent is verified with all its earlier releases, and kept byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from database.release_values import ReleaseRecord
from database.releases import AlreadyLoaded, ChangedMeanwhile, Releases
from operations.release_audit import NotWithdrawn, audited, withdraw_for
from walks import release_file
from walks.disclosure import Breach, Released, Suppressed, Watch
from walks.keys import WalkKey
from walks.release import Release, ReleaseRefused


@dataclass(frozen=True, slots=True)
class Received:
    """A verified release, not yet loaded."""

    release: Release
    sha256: str
    content: bytes

    @property
    def shown(self) -> int:
        """Counts it shows."""
        return self._held(Released)

    @property
    def hidden(self) -> int:
        """Counts it hides."""
        return self._held(Suppressed)

    def _held(self, kind: type) -> int:
        cells = [cell for table in self.release.tables for cell in table.counts()]
        return len({cell.key for cell in cells if isinstance(cell.value, kind)})


def check_release(content: bytes, earlier: Sequence[ReleaseRecord], watch: Watch | None = None) -> Received:
    """Verify a release file against everything loaded before; nothing is written. Takes seconds.

    Args:
        content: The file's bytes.
        earlier: Every release loaded before, of any district; withdrawn ones too.
        watch: Bounds the time, and is told how far the work is.

    Raises:
        ReleaseRefused: Form, hash or rules do not hold, something small is given away, alone or with earlier releases,
            it is loaded already, another district released one of its walks, or made-up and real students would be mixed.
    """
    named = release_file.stored(content)
    sha256 = release_file.content_hash(named)
    if any(record.sha256 == sha256 for record in earlier):
        raise _refused("is loaded already: there is nothing to do")
    own = [record for record in earlier if release_file.same_name(record.district, named.district)]
    _refuse_another_name(named, [record for record in earlier if record not in own])
    if any(record.made_up is not named.made_up for record in own):
        kind = "real" if named.made_up else "made-up"
        raise _refused(f"does not fit the {kind} releases of {named.district} loaded before: use another database")
    release = release_file.read(content, [release_file.stored(record.content) for record in own], watch)
    return Received(release, sha256, content)


def _refuse_another_name(named: Release, others: Sequence[ReleaseRecord]) -> None:
    """A walk is released under one name: under a second one the releases would not be checked against each other."""
    for record in others:
        held = release_file.stored(record.content)
        if any(_is_one_walk(walk, other) for walk in named.walks for other in held.walks):
            raise _refused(
                f"covers a walk that {record.district} released before: one walk is released under one name. Where two "
                "districts walked together, each names its own part as the organizer"
            )


def _is_one_walk(walk: WalkKey, other: WalkKey) -> bool:
    return walk.day == other.day and release_file.same_name(walk.organizer, other.organizer)


def load_release(releases: Releases, content: bytes, watch: Watch | None = None) -> ReleaseRecord:
    """Verify a release file against every earlier release and keep it, in one transaction.

    Raises:
        ReleaseRefused: As ``check_release``. Nothing was changed.
        DatabaseError: The database cannot be written to. Nothing was changed.
    """
    earlier = releases.all()
    received = check_release(content, earlier, watch)
    record = ReleaseRecord(
        sha256=received.sha256,
        district=received.release.district,
        made_on=received.release.made_on,
        approver=received.release.approver,
        made_up=received.release.made_up,
        rule_version=received.release.rule_version,
        content=content,
        loaded_at=datetime.now(UTC),
    )
    releases.back_up()
    try:
        releases.add(record, seen=len(earlier))
    except AlreadyLoaded:
        raise _refused("is loaded already: there is nothing to do") from None
    except ChangedMeanwhile:
        raise _refused("was not checked against a release loaded just now: load it again") from None
    releases.acts.add_audit(audited(record, ()))
    return record


def replace_release(
    releases: Releases, content: bytes, replaces: str, who: str, reason: str, watch: Watch | None = None
) -> ReleaseRecord:
    """Load a release and withdraw the one it takes the place of.

    The old one is withdrawn first: should the new one not be kept after all, nothing given away is public meanwhile.

    Raises:
        ReleaseRefused: As ``check_release``. Nothing was changed.
        NotWithdrawn: As ``withdraw``, or the old one is of another district. Nothing was changed.
        DatabaseError: The database cannot be written to.
    """
    received = check_release(content, releases.all(), watch)
    old = [record for record in releases.public() if replaces and record.sha256.startswith(replaces)]
    if any(not release_file.same_name(record.district, received.release.district) for record in old):
        raise NotWithdrawn(
            f"A release is replaced by one of the same district: this one is of {received.release.district}."
        )
    withdraw_for(releases, replaces, who, reason, received.sha256)
    return load_release(releases, content, watch)


def _refused(rule: str) -> ReleaseRefused:
    return ReleaseRefused([Breach("release file", rule)])
