"""The blocks of commands in the documents work as printed, in a clean shell, on a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.reading import blocks, documents
from tests.real_catalog import real_url

__all__ = ["real_url"]

LEFT_OUT = (".git", ".venv", "node_modules", "build", "data", "tests", "*_cache", "__pycache__", "assets", "docs")
MADE_UP = "/tmp/made-up"  # noqa: S108 - as the documents print it
RUN = [
    (str(path.relative_to(ROOT)), block)
    for path in documents(ROOT)
    for block in blocks(path.read_text(encoding="utf-8"))
    if ".venv/bin/dashboards" in block and "docker" not in block
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, real_url: str) -> Path:
    """A copy of the project in a path with a space, with its database and the command that make puts in place."""
    project = tmp_path_factory.mktemp("copy") / "my project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    for folder in ("data", ".venv/bin", "build"):
        (project / folder).mkdir(parents=True)
    shutil.copy(real_url.removeprefix("sqlite:///"), project / "data" / "dashboards.sqlite")
    shutil.copy(ROOT / "scripts" / "dashboards", project / ".venv" / "bin" / "dashboards")
    python = project / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return project


@pytest.mark.parametrize(("name", "block"), RUN, ids=[f"{name} {block.split()[1:3]}" for name, block in RUN])
def test_a_block_works_as_printed(name: str, block: str, project: Path, tmp_path: Path) -> None:
    script = "set -e\n" + block.replace(MADE_UP, str(tmp_path / "made-up")) + "\nenv\n"
    clean = {"PATH": os.defpath, "HOME": str(tmp_path)}
    ran = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=project, env=clean, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert "DEPLOYMENT=" not in ran.stdout.splitlines()[-12:]
    assert not any(
        line.startswith(("DEPLOYMENT=", "DATABASE_URL=", "DISTRICT_DATABASE_URL=")) for line in ran.stdout.splitlines()
    )


def test_there_are_blocks_to_run() -> None:
    assert {name for name, _ in RUN} >= {"README.md"}
