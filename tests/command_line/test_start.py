"""A command loads the rooms it needs: the program as a whole takes seconds to load."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = {"pandas", "pandera", "scipy", "command_line.data", "command_line.walks", "command_line.db"}
ASK = """
import sys
from command_line.program import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("typed", "needed"),
    [
        (("--help",), set()),
        (("dta",), set()),
        (("db", "backup", "--help"), {"command_line.db"}),
        (("data", "check", "--help"), {"command_line.data", "pandas", "pandera"}),
    ],
)
def test_a_command_loads_its_own_group_alone(typed: tuple[str, ...], needed: set[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", ASK, *typed], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Usage: .venv/bin/dashboards" in ran.stdout + ran.stderr
    assert HEAVY & set(ran.stderr.split()) == needed
