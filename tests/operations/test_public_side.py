"""Who may ask a district's own side, by name: everything else shows what was released, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.test_rooms import imported

DISTRICT = ("operations.district", "database.district")
PRIVATE = (
    "app.py",
    "command_line/refusals.py",  # turns its errors into sentences
    "command_line/walks_district.py",
    "database/command.py",  # backs up, verifies and puts back either file: whole files and hashes, no count
    "database/district/*",
    "operations/district/*",
    "exhibits/own_*.py",
    "exhibits/shelf.py",  # hands the side to own_ exhibits only, and only where there is one
    "components/door.py",
    "components/import_*.py",
    "components/walk_*.py",
    "components/release_proposal.py",
    "components/release_made.py",
    "pages/walk.py",
    "pages/walks.py",
    "pages/walks_import.py",
    "pages/walks_release.py",
)
PUBLIC = ("exhibits/released_stages.py", "components/release_parts.py", "pages/walks_receive.py", "api/releases.py")


def asking(root: Path) -> Iterator[str]:
    """Files that import the district's side."""
    rooms = {path.parent for path in root.glob("*/__init__.py")} | {root / "pages"}
    for source in [*(file for room in rooms - {root / "tests"} for file in room.rglob("*.py")), *root.glob("*.py")]:
        if any(module.startswith(DISTRICT) for module, _ in imported(source)):
            yield source.relative_to(root).as_posix()


def test_only_private_files_ask_the_districts_side(root: Path) -> None:
    found = set(asking(root))
    assert "pages/walks_release.py" in found
    assert [name for name in sorted(found) if not any(fnmatch(name, allowed) for allowed in PRIVATE)] == []


def test_what_is_public_exists_and_does_not(root: Path) -> None:
    found = set(asking(root))
    for name in PUBLIC:
        assert (root / name).is_file()
        assert name not in found


def test_every_released_exhibit_is_in_the_contract(root: Path) -> None:
    contracts = (root / ".importlinter").read_text(encoding="utf-8")
    for file in (root / "exhibits").glob("released_*.py"):
        assert f"exhibits.{file.stem}\n" in contracts
