"""The script that make puts into .venv/bin: from any folder, through links, with a space in the path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project with a space in its path, whose .venv is a link to an environment elsewhere."""
    project, environment = tmp_path / "my project", tmp_path / "environment"
    for folder in (project / "command_line", environment / "bin"):
        folder.mkdir(parents=True)
    (project / "command_line" / "__init__.py").touch()
    (project / "command_line" / "program.py").write_text(
        "import os, sys\ndef main():\n    print(sys.argv[1:], os.getcwd(), __file__)\n"
    )
    (environment / "bin" / "python").symlink_to(sys.executable)
    (project / ".venv").symlink_to(environment)
    shutil.copy(root / "scripts" / "dashboards", environment / "bin" / "dashboards")
    return project


def test_it_runs_its_own_project_from_any_folder(project: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("raise SystemExit('the wrong program')")
    (tmp_path / "link").symlink_to(project / ".venv" / "bin" / "dashboards")
    clean = {"PATH": os.environ["PATH"]}
    for typed, folder in (
        (".venv/bin/dashboards", project),
        (str(project / ".venv" / "bin" / "dashboards"), tmp_path),
        ("./link", tmp_path),
    ):
        ran = subprocess.run([typed, "data", "a b"], cwd=folder, env=clean, capture_output=True, text=True, check=True)
        assert ran.stdout == f"['data', 'a b'] {folder} {project / 'command_line' / 'program.py'}\n"


def test_it_says_so_where_there_is_no_project(project: Path) -> None:
    (project / "command_line" / "program.py").unlink()
    ran = subprocess.run([project / ".venv" / "bin" / "dashboards"], capture_output=True, text=True)
    assert ran.returncode == 1
    assert "run make there" in ran.stderr
