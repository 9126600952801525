"""The bundled catalog as a database, built once a test run by the project's own loader."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from data_pipeline.build import build
from data_pipeline.check import CATALOG, OUTLINES
from tests.conftest import ROOT

# The shape of a state, for checkouts whose outlines are not built; no figure depends on it.
RING = [[-114.8, 31.3], [-109.0, 31.3], [-109.0, 37.0], [-114.8, 37.0], [-114.8, 31.3]]


@pytest.fixture(scope="session")
def real_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """``sqlite:///...`` of the bundled catalog; import the fixture into a room's conftest."""
    return _built(tmp_path_factory.getbasetemp())


@cache
def _built(folder: Path) -> str:
    outlines = folder / "real" / "build"
    outlines.mkdir(parents=True)
    made = ROOT / "build" / OUTLINES
    if made.is_file():
        shutil.copyfile(made, outlines / OUTLINES)
    else:
        state = {"geoid": "04", "kind": "state", "name": "Arizona", "rings": [RING]}
        (outlines / OUTLINES).write_text(json.dumps([state]), encoding="utf-8")
    url = f"sqlite:///{folder / 'real' / 'real.sqlite'}"
    build(url, CATALOG, outlines)
    return url
