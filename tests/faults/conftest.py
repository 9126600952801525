"""The stand-in app under a real gunicorn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from database.migrate import upgrade
from tests.conftest import gunicorn


@contextmanager
def running(build_dir: Path, **settings: str) -> Iterator[str]:
    """Serve the stand-in from a build folder; settings are environment variables such as ``WORKERS``."""
    database = build_dir / "empty.sqlite"
    upgrade(f"sqlite:///{database}")
    environment = {"DATABASE_URL": f"sqlite:///{database}", **settings}
    with gunicorn(f"tests.stand_in:serve('{build_dir}')", environment=environment) as address:
        yield address
