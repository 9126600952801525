"""A wrong setting or a missing database stops the start with one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "abc", "PORT: "),
        ("PORT", "70000", "PORT: "),
        ("WORKERS", "0", "WORKERS: "),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of"),
        ("SITE_URL", "dashboards.example", "SITE_URL must be the public address alone"),
        ("SITE_URL", "https://a.example/page", "SITE_URL must be the public address alone"),
        ("PROXY_HOPS", "-1", "PROXY_HOPS: "),
        ("DATABASE_URL", "postgresql://elsewhere/x", "DATABASE_URL must start with sqlite:///"),
        (
            "DATABASE_URL",
            "sqlite:////nowhere/x.sqlite",
            "There is no database at /nowhere/x.sqlite. Build it first: make data",
        ),
    ],
)
def test_the_start_says_what_is_wrong(root: Path, setting: str, value: str, said: str) -> None:
    command = [sys.executable, "-m", "gunicorn"]
    base = {"PORT": "8999", "DATABASE_URL": "sqlite:////nowhere/x.sqlite"}
    environment = {**os.environ, **base, setting: value}
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_damaged_database_stops_the_start(root: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    environment = {**os.environ, "PORT": "8999", "DATABASE_URL": f"sqlite:///{damaged}"}
    command = [sys.executable, "-m", "gunicorn"]
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert str(damaged) in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("setting", ["FLASK_DEBUG", "DASH_DEBUG", "DASH_HOT_RELOAD"])
def test_debug_settings_are_refused(root: Path, setting: str) -> None:
    environment = {**os.environ, "PORT": "8999", setting: "1"}
    command = [sys.executable, "-m", "gunicorn"]
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert f"{setting}=1 is a debug setting" in ended.stderr
