"""Where the builder reads from: the folder with ``facts/`` and ``files/``, and the hand-written files beside this module."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CATALOG = HERE.parent / "catalog"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder of collected facts and published files."""

    root: Path

    def facts(self, name: str) -> list[Row]:
        """The rows of ``facts/<name>.csv``, every cell as text."""
        return read_rows(self.root / "facts" / f"{name}.csv")

    def file(self, *parts: str) -> Path:
        """A published file under ``files/``."""
        return self.root.joinpath("files", *parts)

    def folder(self, name: str) -> list[Path]:
        """The published files of one folder, by name."""
        return sorted(self.root.joinpath("files", name).iterdir())


def read_rows(path: Path) -> list[Row]:
    """The rows of a comma-separated file, every cell as text without space around it."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{key: " ".join(cell.split()) for key, cell in row.items()} for row in csv.DictReader(stream)]


def own_rows(name: str) -> list[Row]:
    """The rows of a hand-written file beside this module."""
    return read_rows(HERE / name)


def own_sources() -> list[dict[str, Any]]:
    """The sources of files and of hand-made tables, written by hand."""
    return list(tomllib.loads((HERE / "file_sources.toml").read_text(encoding="utf-8"))["source"])


def measures() -> dict[str, dict[str, Any]]:
    """The measures by id, from the hand-written ``measure.toml`` of the catalog."""
    listed = tomllib.loads((CATALOG / "measure.toml").read_text(encoding="utf-8"))["measure"]
    return {str(entry["id"]): entry for entry in listed}
