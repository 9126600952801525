"""A wrong setting or a missing database stops the start with one clear line."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from database.migrate import upgrade
from settings import Settings

NOWHERE = "sqlite:////nowhere/x.sqlite"
BAD_SETTINGS = [
    ("HOST", "192.0.2.1", "HOST=192.0.2.1 is no address of this machine"),
    ("PORT", "abc", "The setting PORT: it should be a valid integer"),
    ("PORT", "70000", "The setting PORT: it should be less than or equal to 65535"),
    ("PORT", "", "The setting PORT: it should be a valid integer"),
    ("WORKERS", "0", "The setting WORKERS: it should be greater than"),
    ("THREADS", "1e3", "The setting THREADS: it should be a valid integer"),
    ("FILE_PROCESSES", "-1", "The setting FILE_PROCESSES: it should be greater than"),
    ("FILE_PROCESSES", "500", "The setting FILE_PROCESSES: it should be less than"),
    ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of"),
    ("SITE_URL", "dashboards.example", "SITE_URL must be the public address alone"),
    ("SITE_URL", "https://a.example/page", "SITE_URL must be the public address alone"),
    ("ALLOWED_HOSTS", "a.example, https://b.example", "ALLOWED_HOSTS must be names with commas"),
    ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must be names with commas"),
    ("PROXY_HOPS", "-1", "The setting PROXY_HOPS: it should be greater than"),
    ("DATABASE_URL", "postgresql://elsewhere/x", "DATABASE_URL must start with sqlite:///"),
    ("DATABASE_URL", NOWHERE, "DATABASE_URL: there is no database at /nowhere/x.sqlite. Build it first: make data"),
    ("DISTRICT_DATABASE_URL", "district.sqlite", "DISTRICT_DATABASE_URL must start with sqlite:///"),
    ("DISTRICT_DATABASE_URL", NOWHERE, "DISTRICT_DATABASE_URL: there is no folder /nowhere"),
    ("BUILD_DIR", __file__, "BUILD_DIR must be a folder"),
    ("DEPLOYMENT", "city", "The setting DEPLOYMENT: it should be 'roundtable' or 'district'"),
    ("CHROMIUM", "/nowhere/chromium", "CHROMIUM must be a program on PATH or the path of one"),
]


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('start') / 'empty.sqlite'}"
    upgrade(url)
    return url


def test_every_setting_has_a_wrong_value_here() -> None:
    assert {setting.lower() for setting, _, _ in BAD_SETTINGS} == Settings.model_fields.keys()


@pytest.mark.parametrize(("setting", "value", "said"), BAD_SETTINGS)
def test_a_wrong_setting_is_one_line_before_the_first_worker(
    root: Path, empty_database: str, setting: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The configuration file itself, in this process: a start of gunicorn for each would take a minute."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("DATABASE_URL", empty_database)
    if setting == "DISTRICT_DATABASE_URL":
        monkeypatch.setenv("DEPLOYMENT", "district")
    monkeypatch.setenv(setting, value)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(root / "gunicorn.conf.py"))["on_starting"](None)
    line = str(ended.value.code)
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("setting", "value", "said"), [each for each in BAD_SETTINGS if each[0] in {"HOST", "WORKERS"}]
)
def test_the_start_says_what_is_wrong(root: Path, empty_database: str, setting: str, value: str, said: str) -> None:
    command = [sys.executable, "-m", "gunicorn"]
    environment = {**os.environ, "PORT": "8999", "DATABASE_URL": empty_database, setting: value}
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Serving on" not in ended.stdout


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
