"""``dashboards walks release`` and ``load-release``: what the pages do, and exit code 1 with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line.program import main
from database.district.store import DistrictStore
from database.migrate import upgrade
from database.releases import Releases
from tests.operations.district.planted import SECOND, planted


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A district's file with one walk, and an empty public database, as the environment names them."""
    with planted(tmp_path, days=(SECOND,)):
        pass
    public, own = f"sqlite:///{tmp_path / 'public.sqlite'}", f"sqlite:///{tmp_path / 'planted.sqlite'}"
    upgrade(public)
    for name, value in {"DATABASE_URL": public, "DISTRICT_DATABASE_URL": own, "HOST": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DEPLOYMENT", raising=False)
    return own


def code(*arguments: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(["walks", *arguments])
    return left.value.code


def test_from_the_district_to_the_roundtable(
    district: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "release.json"
    assert code("release", "--approver", "A. Prover", "--out", str(file)) == 1
    assert "not a district's copy" in capfd.readouterr().err
    monkeypatch.setenv("DEPLOYMENT", "district")
    assert code("release", "--approver", "A. Prover", "--out", str(file)) == 0
    store = DistrictStore(district)
    assert [record.content for record in store.releases()] == [file.read_bytes()]
    second = tmp_path / "again.json"
    assert code("release", "--again", "latest", "--out", str(second)) == 0
    assert second.read_bytes() == file.read_bytes()
    assert code("release", "--again", "latest", "--out", str(second)) == 1
    assert code("release", "--again", "ffff00", "--out", str(tmp_path / "none.json")) == 1
    assert not (tmp_path / "none.json").exists()
    store.close()
    # Who may write the files may run the commands, wherever the pages are served.
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104
    assert code("load-release", str(file)) == 0
    assert code("load-release", str(file)) == 1
    assert code("load-release", str(tmp_path / "nowhere.json")) == 1
    assert "is loaded already" in capfd.readouterr().err
    releases = Releases(f"sqlite:///{tmp_path / 'public.sqlite'}")
    (kept,) = releases.all()
    assert kept.content == file.read_bytes()
    assert code("audit") == 0
    assert "Nothing is given away by 1 public releases" in capfd.readouterr().out
    assert code("withdraw", kept.sha256[:10], "--by", "E. Ditor", "--reason", "Asked for by the district") == 0
    assert code("withdraw", kept.sha256[:10], "--by", "E. Ditor", "--reason", "Twice") == 1
    assert "withdrawn before" in capfd.readouterr().err
    assert (len(releases.all()), releases.public()) == (1, ())
    assert code("audit") == 0
    releases.close()


def test_a_release_whose_file_had_no_room_is_written_again(
    district: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(_file: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("DEPLOYMENT", "district")
    file = tmp_path / "release.json"
    with monkeypatch.context() as disk:
        disk.setattr("operations.district.releasing_command._to_disk", full)
        assert code("release", "--approver", "A. Prover", "--out", str(file)) == 1
    said = capfd.readouterr().err
    assert "is kept, but" in said and "No space left" in said
    assert not file.exists()
    again = said.partition("--again ")[2].split()[0]
    assert code("release", "--again", again, "--out", str(file)) == 0
    store = DistrictStore(district)
    assert [record.content for record in store.releases()] == [file.read_bytes()]
    store.close()
