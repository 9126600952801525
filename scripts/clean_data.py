"""Delete the databases in ``data/``, once whoever asks has seen what would be lost: ``make clean-data``.

Needs the standard library alone: ``make clean`` may have removed the environment.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from database.inventory import kept_rows

DATA = Path(__file__).resolve().parent.parent / "data"


def databases(folder: Path) -> list[Path]:
    """The database files of a folder, and what SQLite and a running session keep beside them."""
    names = ("dashboards", "district")
    return sorted(path for path in folder.glob("*") if path.is_file() and path.name.split(".")[0] in names)


def description(path: Path) -> str:
    """A file, and what of it cannot be made again."""
    try:
        kept = kept_rows(path) if path.suffix == ".sqlite" else []
    except sqlite3.Error as error:
        return f"  {path}: cannot be read ({error}); what it holds is not known"
    return f"  {path}: {', '.join(kept) or 'nothing that cannot be made again'}"


def agreed() -> bool:
    """Whether whoever asks wants that: ``YES=1`` says so, else a person at a terminal is asked."""
    if os.environ.get("YES") == "1":
        return True
    if not sys.stdin.isatty():
        print("Nothing was deleted. To delete all of this: make clean-data YES=1")
        return False
    return input("Type yes to delete all of this: ").strip().lower() == "yes"


def main(folder: Path = DATA) -> None:
    """Say what would be lost, ask, delete."""
    files = databases(folder)
    if not files:
        print(f"There is no database in {folder}")
        return
    print("To be deleted for good (a database set by DATABASE_URL elsewhere is not touched):")
    print("\n".join(map(description, files)))
    if not agreed():
        sys.exit(1)
    for path in files:
        path.unlink()
    print(f"Deleted {len(files)} files")


if __name__ == "__main__":
    main()
