"""What the builder reads: the publishers' files, known by size and hash, and the hand-written files beside this module."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CATALOG = HERE.parent / "catalog"
MANIFEST = HERE / "inputs.toml"
FOLDER = HERE.parent.parent / "data" / "inputs"
"""Where the files lie for a remake, unless another folder is named."""

Row = dict[str, str]


class InputsMissing(Exception):
    """Files for a remake are missing or are not those of the manifest; the text lists them with where to get them."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of a publisher: its path in the folder, size and hash, and the page where it is published."""

    path: str
    size: int
    sha256: str
    page: str
    note: str = ""

    def problem(self, folder: Path) -> str:
        """What is wrong with the file in a folder; "" where it is the one of the manifest."""
        found = folder / self.path
        if not found.is_file():
            return f"{self.path} is not there: get it from {self.page}{f' ({self.note})' if self.note else ''}"
        if found.stat().st_size != self.size or _sha256(found) != self.sha256:
            return f"{self.path} is another file than the one in {MANIFEST.name}: see docs/yearly-update.md"
        return ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folder of publishers' files."""

    root: Path

    def file(self, *parts: str) -> Path:
        """A file of the folder."""
        return self.root.joinpath(*parts)

    def folder(self, name: str) -> list[Path]:
        """The files of one folder that the manifest lists, by name."""
        return [self.root / each.path for each in manifest() if each.path.startswith(f"{name}/")]


def manifest() -> list[InputFile]:
    """The files a remake reads, in order of their paths."""
    listed = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["file"]
    return sorted((InputFile(**entry) for entry in listed), key=lambda each: each.path)


def check_inputs(folder: Path) -> None:
    """Compare every file of the manifest with the folder.

    Raises:
        InputsMissing: some are not there or differ.
    """
    if found := [problem for each in manifest() if (problem := each.problem(folder))]:
        raise InputsMissing("\n".join([*found, f"{len(found)} of {len(manifest())} files are wanting in {folder}"]))


def copy_inputs(source: Path, target: Path) -> int:
    """Copy the manifest's files from one folder to another, each checked first; give how many were copied.

    Raises:
        InputsMissing: some are not in ``source`` or differ; nothing was copied.
    """
    check_inputs(source)
    wanted = [each for each in manifest() if each.problem(target)]
    for each in wanted:
        place = target / each.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((source / each.path).read_bytes())
    return len(wanted)


def recorded(folder: Path) -> str:
    """The text of the manifest with sizes and hashes of the files as they lie in a folder.

    Raises:
        InputsMissing: a file is not there.
    """
    entries = []
    for each in manifest():
        place = folder / each.path
        if not place.is_file():
            raise InputsMissing(each.problem(folder))
        note = f'note = "{each.note}"\n' if each.note else ""
        entries.append(
            f'[[file]]\npath = "{each.path}"\nsize = {place.stat().st_size}\nsha256 = "{_sha256(place)}"\n'
            f'page = "{each.page}"\n{note}'
        )
    head = MANIFEST.read_text(encoding="utf-8").partition("[[file]]")[0]
    return head + "\n".join(entries)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_rows(path: Path) -> list[Row]:
    """The rows of a comma-separated file, every cell as text without space around it."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{key: " ".join(cell.split()) for key, cell in row.items()} for row in csv.DictReader(stream)]


def own_rows(name: str) -> list[Row]:
    """The rows of a hand-written file beside this module."""
    return read_rows(HERE / name)


def own_sources() -> list[dict[str, Any]]:
    """The sources of the files and of hand-made tables."""
    return list(tomllib.loads((HERE / "file_sources.toml").read_text(encoding="utf-8"))["source"])


def measures() -> dict[str, dict[str, Any]]:
    """The measures by id, from the hand-written ``measure.toml`` of the catalog."""
    listed = tomllib.loads((CATALOG / "measure.toml").read_text(encoding="utf-8"))["measure"]
    return {str(entry["id"]): entry for entry in listed}
