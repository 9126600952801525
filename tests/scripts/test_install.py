"""Packages come from the lock alone, whatever pip is at hand and whatever was released since."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.scripts.wheels import lock, wheel, wheel_of_pip

OLD_PIPS = os.environ.get("OLD_PIPS")
"""A folder of pip wheels of other Pythons: ``make prove-install`` fills it."""


def pips() -> list[Path]:
    """The pip that this Python brings, and those of ``OLD_PIPS``."""
    import ensurepip

    bundled = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    debian = sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"))
    more = sorted(Path(OLD_PIPS).glob("pip-*.whl")) if OLD_PIPS else []
    return list({path.name: path for path in (*bundled, *debian, *more)}.values())


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index that has moved on: after the lock was made, a newer release of the package with an extra came out."""
    folder = tmp_path / "index"
    folder.mkdir()
    extra = ("Provides-Extra: toml", 'Requires-Dist: tomlish ; extra == "toml"')
    wheel(folder, "cover", "1.1", *extra)
    locked = [
        wheel(folder, "cover", "1.0", *extra),
        wheel(folder, "tomlish", "1.0"),
        wheel(folder, "pytest_cover", "1.0", "Requires-Dist: cover[toml]>=1.0"),
    ]
    (tmp_path / "requirements").mkdir()
    lock(tmp_path / "requirements" / "run.txt", locked)
    lock(tmp_path / "requirements" / "pip.txt", [wheel_of_pip(folder)])
    return folder


Install = Callable[[Path], subprocess.CompletedProcess[str]]


@pytest.fixture
def install(tmp_path: Path, index: Path, root: Path) -> Install:
    """Makes an environment with a pip and runs the project's own installation in it; the index is set in pip.conf."""
    settings = tmp_path / "pip.conf"
    settings.write_text(f"[global]\nno-index = true\nfind-links = {index}\nuser = true\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment = {**clean, "PIP_CONFIG_FILE": str(settings), "PYTHONPATH": str(root)}
    script = "import pathlib, scripts.install as i; i.REQUIREMENTS = pathlib.Path({!r}); i.main(['run'])"

    def run(pip: Path) -> subprocess.CompletedProcess[str]:
        python = tmp_path / "venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", tmp_path / "venv"], check=True)
        zipfile.ZipFile(pip).extractall(next((tmp_path / "venv" / "lib").glob("python*/site-packages")))
        code = script.format(str(tmp_path / "requirements"))
        return subprocess.run([python, "-c", code], env=environment, capture_output=True, text=True, check=False)

    return run


def installed(tmp_path: Path) -> dict[str, str]:
    folder = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    return dict(each.name.removesuffix(".dist-info").split("-", 1) for each in folder.glob("*.dist-info"))


@pytest.mark.parametrize("pip", pips(), ids=lambda path: path.name.split("-")[1])
def test_the_lock_decides_not_the_pip_nor_what_is_newer(install: Install, tmp_path: Path, pip: Path) -> None:
    ended = install(pip)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    ours = {"pip": version("pip"), "cover": "1.0", "tomlish": "1.0", "pytest_cover": "1.0"}
    assert installed(tmp_path) == ours
    assert "Installing 3 Python packages (requirements/run.txt, hashes checked)" in ended.stdout
    assert "done: 3 packages in " in ended.stdout


def fault(locks: Path, index: Path, kind: str) -> None:
    if kind == "other bytes":
        wheel(index, "cover", "1.0", "Summary: not what was locked")
    elif kind == "gone":
        (index / "tomlish-1.0-py3-none-any.whl").unlink()
    elif kind == "sources alone":
        (index / "cover-1.0-py3-none-any.whl").rename(index / "cover-1.0.zip")
    else:
        lock(locks / "run.txt", [index / "pytest_cover-1.0-py3-none-any.whl"])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("other bytes", "differs from the locked one"),
        ("gone", "has no such file for Python"),
        ("sources alone", "has no such file for Python"),
        ("incomplete", "pytest-cover 1.0 requires cover, which is not installed."),
    ],
)
def test_what_differs_from_the_lock_is_refused(
    install: Install, tmp_path: Path, index: Path, kind: str, said: str
) -> None:
    fault(tmp_path / "requirements", index, kind)
    ended = install(next(index.glob("pip-*.whl")))
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_there_is_one_way_to_install(root: Path) -> None:
    files = [*root.glob("scripts/*"), root / "Makefile", root / "Dockerfile", *root.glob(".ci/*")]
    found = [path.name for path in files if path.is_file() and "pip install" in path.read_text(encoding="utf-8")]
    allowed = {"check_lock.sh", "prove_install.sh"}
    assert set(found) <= allowed, "scripts/install.py alone installs Python packages"
