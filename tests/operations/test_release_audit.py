"""Releases loaded under older rules: audited again, withdrawn, replaced; nothing is forgotten."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from database.reader import Reader
from database.release_values import ReleaseRecord
from database.releases import Releases
from operations.receiving import load_release, replace_release
from operations.release_audit import NotWithdrawn, audit_loaded, loaded_releases, withdraw
from tests.walks.disclosure.test_stranger import released, without_repeats
from walks import release_file
from walks.disclosure import RULE_VERSION, Watch
from walks.release import ReleaseRefused

KEY = "2020-01-17 Made-up/agreed"
LATER = date(2026, 3, 1)


def leaky() -> bytes:
    """A release as the rules of 2026.1 let it be: three walks without repeats, one hidden count, and all of them."""
    content = json.loads(release_file.to_bytes(released(without_repeats(), date(2026, 1, 1))))
    true = {"2020-01-17 Made-up": 10, "2021-01-17 Made-up": 21, "2022-01-17 Made-up": 17, "all walks": 48}
    for table in content["tables"]:
        for cell in table["cells"]:
            name, _, stage = cell["key"].rpartition("/")
            if stage == "agreed" and name in true and cell["key"] != KEY:
                cell["shown"] = true[name]
    content.pop("sha256")
    content["rule_version"] = "2026.1"
    return release_file._canonical({**content, "sha256": release_file._hash(content)})


def load_by_old_rules(releases: Releases, content: bytes) -> str:
    release = release_file.stored(content)
    sha256 = release_file.content_hash(release)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    record = ReleaseRecord(sha256, release.district, release.made_on, "A. Prover", True, "2026.1", content, moment)
    releases.add(record)
    return sha256


def test_a_release_of_older_rules_is_audited_again_and_said(releases: Releases) -> None:
    sha256 = load_by_old_rules(releases, leaky())
    assert loaded_releases(releases)[0].audit is None
    with pytest.raises(ReleaseRefused, match=KEY):
        release_file.read(leaky())
    (one,) = audit_loaded(releases)
    assert any(KEY in finding for finding in one.gives_away)
    assert not any(word in finding for finding in one.gives_away for word in ("10 ", "48"))
    assert one.audit is not None
    assert (one.audit.rule_version, one.withdrawal, one.record.sha256) == (RULE_VERSION, None, sha256)
    assert audit_loaded(releases) == (one,)
    assert audit_loaded(releases, again=True)[0].gives_away == one.gives_away


def test_an_audit_without_time_says_nothing(releases: Releases) -> None:
    load_by_old_rules(releases, leaky())
    assert audit_loaded(releases, Watch(seconds=0))[0].audit is None


def test_a_withdrawn_release_is_public_no_longer_and_known_all_the_same(releases: Releases, tmp_path: Path) -> None:
    sha256 = load_by_old_rules(releases, leaky())
    with Reader(f"sqlite:///{tmp_path / 'roundtable.sqlite'}") as reader:
        assert len(reader.releases()) == 1
        withdraw(releases, sha256[:12], "E. Ditor", "A count can be worked out")
        assert reader.releases() == ()
    assert [record.sha256 for record in releases.all()] == [sha256]
    held = loaded_releases(releases)[0].withdrawal
    assert held is not None
    assert (held.who, held.reason, held.replaced_by) == ("E. Ditor", "A count can be worked out", "")
    with pytest.raises(NotWithdrawn, match="withdrawn before"):
        withdraw(releases, sha256, "E. Ditor", "Twice")


@pytest.mark.parametrize(
    ("sha256", "who", "reason", "words"),
    [
        ("", "E", "R", "No release"),
        ("0" * 64, "E", "R", "No release"),
        ("ok", " ", "R", "Say who"),
        ("ok", "E", "", "Say who"),
        ("ok", "E" * 81, "R", "At most 80"),
    ],
)
def test_what_is_not_withdrawn(releases: Releases, sha256: str, who: str, reason: str, words: str) -> None:
    loaded = load_by_old_rules(releases, leaky())
    with pytest.raises(NotWithdrawn, match=words):
        withdraw(releases, loaded if sha256 == "ok" else sha256, who, reason)
    assert loaded_releases(releases)[0].withdrawal is None


def test_a_release_takes_the_place_of_another(releases: Releases) -> None:
    """The new one does not show more than the old one, and what the old one told is not held against it."""
    old = load_by_old_rules(releases, leaky())
    before = release_file.stored(leaky())
    new = release_file.to_bytes(released(without_repeats(), LATER, [before]))
    record = replace_release(releases, new, old, "E. Ditor", "A count could be worked out")
    first, second = loaded_releases(releases)
    assert first.withdrawal is not None
    assert first.withdrawal.replaced_by == record.sha256
    assert second.withdrawal is None
    assert second.audit is not None
    assert [one.sha256 for one in releases.public()] == [record.sha256]


def test_nothing_is_withdrawn_for_a_file_that_is_refused(releases: Releases) -> None:
    old = load_by_old_rules(releases, leaky())
    with pytest.raises(ReleaseRefused):
        replace_release(releases, b"{}", old, "E. Ditor", "Reason")
    assert loaded_releases(releases)[0].withdrawal is None


def test_a_loaded_release_is_audited(releases: Releases) -> None:
    load_release(releases, release_file.to_bytes(released(without_repeats(), LATER)))
    (one,) = loaded_releases(releases)
    assert one.audit is not None
    assert one.gives_away == ()
