"""``make clean`` keeps the data; ``make clean-data`` says what would be lost and deletes nothing unasked."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from database.documents import Documents
from database.migrate import upgrade
from scripts.clean_data import description, main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    url = f"sqlite:///{folder / 'dashboards.sqlite'}"
    upgrade(url)
    documents = Documents(url)
    documents.save("agenda", "one", "{}", 0)
    documents.close()
    (folder / "dashboards.live").write_bytes(b"")
    (folder / "notes.txt").write_text("not ours")
    return folder


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")
def test_clean_keeps_the_data(root: Path) -> None:
    said = subprocess.run(["make", "--dry-run", "clean"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert "rm -rf .venv" in said
    assert not {"data", "*.sqlite"} & set(said.split())
    assert "sqlite" not in said


def test_what_would_be_lost_is_counted(folder: Path) -> None:
    assert description(folder / "dashboards.sqlite").endswith(": 1 version of an agenda or plan")
    (folder / "district.sqlite").write_bytes(b"no database")
    assert "what it holds is not known" in description(folder / "district.sqlite")


def test_nothing_is_deleted_unasked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("YES", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(SystemExit):
        main(folder)
    assert (folder / "dashboards.sqlite").is_file()
    assert "YES=1" in capsys.readouterr().out
    monkeypatch.setenv("YES", "1")
    main(folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_it_runs_without_the_environment(root: Path) -> None:
    """``-S -I`` leaves out every installed package."""
    code = f"import sys; sys.path.insert(0, {str(root)!r}); import scripts.clean_data"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_no_advice_deletes_a_database(root: Path) -> None:
    kinds = ("*.py", "*.md", "*.sh", "Makefile", "*.js")
    rooms = [path for path in root.iterdir() if path.is_dir() and path.name not in SKIPPED and path.name[0] != "."]
    files = [path for room in [*rooms] for kind in kinds for path in room.rglob(kind)]
    files += [path for kind in kinds for path in root.glob(kind)]
    advice = ("delete the file and", "remove the file and", "rm data/")
    found = {path.name for path in files if any(words in path.read_text(encoding="utf-8").lower() for words in advice)}
    assert found <= {Path(__file__).name}


SKIPPED = {"node_modules", "build", "data"}
