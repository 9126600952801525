"""The outlines of the state and its counties, made by the real script from the installed package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WEST, EAST, SOUTH, NORTH = -114.9, -109.0, 31.3, 37.1


@pytest.fixture(scope="module")
def outlines(root: Path, packages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    node = shutil.which("node") or str(Path(sys.prefix) / "bin" / "node")
    target = tmp_path_factory.mktemp("outlines") / "outlines.json"
    subprocess.run([node, "scripts/outlines.mjs", target], cwd=root, check=True)
    read: list[dict[str, Any]] = json.loads(target.read_text())
    return read


def test_one_state_and_fifteen_counties(outlines: list[dict[str, Any]]) -> None:
    assert [(each["geoid"], each["name"]) for each in outlines if each["kind"] == "state"] == [("04", "Arizona")]
    counties = {each["geoid"]: each["name"] for each in outlines if each["kind"] == "county"}
    assert len(counties) == 15
    assert counties["04013"] == "Maricopa"
    assert counties["04019"] == "Pima"


def test_rings_are_closed_and_in_arizona(outlines: list[dict[str, Any]]) -> None:
    for each in outlines:
        for ring in each["rings"]:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(WEST < longitude < EAST and SOUTH < latitude < NORTH for longitude, latitude in ring)
