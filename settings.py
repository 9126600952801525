"""Every setting of the program, typed, read from the environment, with a working default.

Only ``app.py``, the gunicorn configuration and the command line read this module; rooms get values handed in.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
SITE = re.compile(r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?/?", re.IGNORECASE)
NAME = re.compile(r"([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?", re.IGNORECASE)
DEBUG_SETTINGS = (
    *("FLASK_DEBUG", "FLASK_ENV", "DASH_DEBUG", "DASH_UI", "DASH_HOT_RELOAD", "DASH_SERVE_DEV_BUNDLES"),
    *("DASH_PROPS_CHECK", "DASH_DEV_TOOLS_UI", "WERKZEUG_DEBUG_PIN"),
)
OFF = frozenset({"", "0", "false", "no", "off", "production"})


class Deployment(StrEnum):
    """Who runs this copy: the Roundtable's public server, or a district on its own machine."""

    ROUNDTABLE = "roundtable"
    DISTRICT = "district"


class Settings(BaseSettings):
    """Settings from the environment; unknown names are ignored, wrong values stop the start with one clear line."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_file=None)

    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    workers: int = Field(default=2, ge=1, le=32)
    threads: int = Field(default=4, ge=1, le=64)
    file_processes: int = Field(default=1, ge=0, le=16)
    site_url: str = ""
    allowed_hosts: str = ""
    proxy_hops: int = Field(default=0, ge=0, le=5)
    database_url: str = f"sqlite:///{ROOT / 'data' / 'dashboards.sqlite'}"
    district_database_url: str = f"sqlite:///{ROOT / 'data' / 'district.sqlite'}"
    build_dir: Path = ROOT / "build"
    deployment: Deployment = Deployment.ROUNDTABLE
    log_level: str = "info"
    chromium: str = "chromium"

    @field_validator("database_url", "district_database_url")
    @classmethod
    def _sqlite_only(cls, value: str, info: ValidationInfo) -> str:
        if not value.startswith("sqlite:///"):
            name = str(info.field_name).upper()
            message = f"{name} must start with sqlite:/// (SQLite is the one database this program is tested on)"
            raise ValueError(message)
        return value

    @field_validator("site_url")
    @classmethod
    def _address_of_a_site(cls, value: str) -> str:
        if value and not SITE.fullmatch(value):
            message = "SITE_URL must be the public address alone, such as https://dashboards.example.org"
            raise ValueError(message)
        return value.rstrip("/").lower()

    @field_validator("allowed_hosts")
    @classmethod
    def _names(cls, value: str) -> str:
        wrong = [each for each in (part.strip() for part in value.split(",")) if each and not NAME.fullmatch(each)]
        if wrong:
            message = f"ALLOWED_HOSTS must be names with commas, such as dashboards.example.org; “{wrong[0]}” is none"
            raise ValueError(message)
        return value

    @field_validator("build_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            message = f"BUILD_DIR must be a folder; {value} is a file"
            raise ValueError(message)
        return value

    @field_validator("chromium")
    @classmethod
    def _program(cls, value: str) -> str:
        # Checked where it was set only: without any browser the program runs and offers no PDF.
        if value and shutil.which(value) is None:
            message = f"CHROMIUM must be a program on PATH or the path of one; there is none at “{value}”"
            raise ValueError(message)
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error", "critical"}:
            message = "LOG_LEVEL must be one of debug, info, warning, error, critical"
            raise ValueError(message)
        return value.lower()

    @property
    def database_path(self) -> Path:
        """The SQLite file behind ``database_url``."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def owner_folder(self) -> Path:
        """Where links and sessions of the owner are kept: beside the file that they open."""
        url = self.district_database_url if self.deployment is Deployment.DISTRICT else self.database_url
        return Path(url.removeprefix("sqlite:///")).with_suffix(".owner")


def setting_problems(error: ValidationError) -> list[str]:
    """One line for each wrong setting, with the variable's name and what it should be."""
    return [_setting_problem(".".join(map(str, each["loc"])).upper(), each["msg"]) for each in error.errors()]


def _setting_problem(name: str, message: str) -> str:
    said = message.removeprefix("Value error, ").removesuffix(", unable to parse string as an integer")
    if name in said:
        return said
    return f"The setting {name}: {said.replace('Input should', 'it should')}. Correct it in the environment"


def debug_problems(environment: Mapping[str, str]) -> list[str]:
    """Settings of a development server in the environment, one line each: they would show a visitor source and traces."""
    return [
        f"{name}={environment[name]} is a debug setting, and this program serves people: unset it."
        for name in DEBUG_SETTINGS
        if environment.get(name, "").strip().lower() not in OFF
    ]
