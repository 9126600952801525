"""What is installed is named by version and hash, never by an address."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("pip", "run", "dev", "node")


def locked(root: Path, name: str) -> dict[str, str]:
    """Package to the text of its entry, hashes included."""
    text = (root / "requirements" / f"{name}.txt").read_text()
    entries = re.findall(r"^([a-z0-9._-]+)==(.*(?:\n    .*)*)", text, re.MULTILINE)
    return dict(entries)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_hashes_and_no_address(root: Path, name: str) -> None:
    packages = locked(root, name)
    assert packages
    assert all("--hash=sha256:" in entry for entry in packages.values())
    assert "://" not in (root / "requirements" / f"{name}.txt").read_text()


def test_every_dependency_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = {"run": project["project"]["dependencies"], "pip": groups.pop("installer"), **groups}
    for name, requirements in wanted.items():
        names = {re.split(r"[\[<>=!~; ]", each)[0].lower() for each in requirements}
        assert names <= locked(root, name).keys(), f"run make lock: requirements/{name}.txt"


def test_front_end_packages_have_hashes_and_no_address(root: Path) -> None:
    packages = json.loads((root / "package-lock.json").read_text())["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in installed.values())
    wanted = json.loads((root / "package.json").read_text())
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert installed[f"node_modules/{name}"]["version"] == version, "run make lock"


def test_tools_and_app_agree_on_versions(root: Path) -> None:
    run, dev = locked(root, "run"), locked(root, "dev")
    version = re.compile(r"[^ ;\\]+")
    for name in run.keys() & dev.keys():
        assert version.findall(run[name])[0] == version.findall(dev[name])[0], name


def test_the_supported_pythons_are_written_alike(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=3.11,<3.15"
    lock_check = re.search(r'pythons="([^"]+)"', (root / "scripts" / "check_lock.sh").read_text())
    assert lock_check is not None
    assert lock_check[1].split() == ["3.11", "3.12", "3.13", "3.14"]
    for name in ("Makefile", "scripts/find_pythons.sh"):
        assert "(3, 11) <= sys.version_info < (3, 15)" in (root / name).read_text(), name
