"""The parts of the browser code with logic of their own, tested by Node's own runner."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path


def test_the_parts_with_logic(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "assets" / "present", tmp_path / "present")
    shutil.copytree(root / "tests" / "javascript", tmp_path / "tests")
    # the browser takes them as modules; Node wants to be told
    (tmp_path / "package.json").write_text(json.dumps({"type": "module"}))
    node = shutil.which("node") or str(Path(sys.prefix) / "bin" / "node")
    files = sorted(str(each) for each in (tmp_path / "tests").glob("*.test.mjs"))
    ran = subprocess.run([node, "--test", *files], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# pass 0" not in ran.stdout
