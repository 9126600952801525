"""Made-up wheels, and locks that name them with their hashes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path


def wheel(folder: Path, name: str, version: str, *metadata: str) -> Path:
    """A wheel with one empty module. ``metadata``: further lines such as ``Requires-Dist: other``."""
    info = f"{name}-{version}.dist-info"
    head = ("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata)
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": "\n".join(head) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return path


def wheel_of_pip(folder: Path) -> Path:
    """The pip of this environment, packed again."""
    pip = distribution("pip")
    path = folder / f"pip-{pip.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in pip.files or ():
            inside = str(file)
            if (
                not inside.startswith("..")
                and "__pycache__" not in inside
                and not inside.endswith(("INSTALLER", "REQUESTED"))
            ):
                archive.write(str(file.locate()), inside)
    return path


def lock(file: Path, wheels: Sequence[Path]) -> None:
    """A lock of these wheels, in the form that ``make lock`` writes."""
    entries = []
    for path in wheels:
        name, version, *_tags = path.name.split("-")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        entries.append(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")
    file.write_text("".join(entries))
