"""Install locked packages into the environment whose Python runs this: ``.venv/bin/python -m scripts.install run dev``.

The result depends on the lock alone. The pip that came with Python installs one package, the pip of
``requirements/pip.txt``; that one installs the rest. Nothing is resolved (``--no-deps``: the lock is complete), nothing
is built from source (``--only-binary``: a build would fetch unlocked tools), every hash is checked, and at the end
``pip check`` compares what is installed with what the packages ask for. The mirrors of the machine's own pip
configuration are used. Only the standard library is imported: nothing else is installed yet.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
FLAGS = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input")
LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
FETCHED = re.compile(r"^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)")
LEFT_OUT = re.compile(r"^Ignoring ([A-Za-z0-9._-]+): markers")
LAST_LINES = 12
SECONDS_BETWEEN_LINES = 5.0


class InstallError(Exception):
    """The packages could not be installed; the text says what pip said and what to do."""


class Progress:
    """One line that says how far an installation is: rewritten on a terminal, repeated now and then elsewhere."""

    def __init__(self, packages: int) -> None:
        self._packages = packages
        self._fetched = 0
        self._text = "starting"
        self._start = time.monotonic()
        self._printed = 0.0
        self._ended = threading.Event()
        self._terminal = sys.stdout.isatty()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        self._ticker.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._ticker.join()
        if self._terminal:
            print("\r\033[K", end="", flush=True)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._start

    @property
    def packages(self) -> int:
        """How many packages this machine needs."""
        return self._packages

    def read(self, line: str) -> None:
        """Take in one line of pip's output."""
        if LEFT_OUT.match(line):
            self._packages -= 1
        elif found := FETCHED.match(line):
            self._fetched += 1
            self._text = f"{self._fetched} of {self._packages} packages: {found[1]}"
        elif line.startswith("Installing collected packages"):
            self._text = "all packages are here, unpacking them"

    def _tick(self) -> None:
        wait = 0.2 if self._terminal else SECONDS_BETWEEN_LINES
        while not self._ended.wait(wait):
            line = f"  {self._text} ({self.seconds:.0f} s)"
            print(f"\r\033[K{line}" if self._terminal else line, end="" if self._terminal else "\n", flush=True)


def locked(file: Path) -> dict[str, str]:
    """Package name to version, of one lock."""
    return dict(LOCKED.findall(file.read_text(encoding="utf-8")))


def install(file: Path) -> None:
    """Install what a lock names.

    Raises:
        InstallError: pip failed.
    """
    name = f"{file.parent.name}/{file.name}"
    packages = locked(file)
    print(f"Installing {len(packages)} Python packages ({name}, hashes checked)", flush=True)
    with Progress(len(packages)) as progress:
        lines = list(_pip("install", *FLAGS, "--requirement", str(file), progress=progress))
    if lines[-1] != "0":
        said = [line for line in lines[:-1] if not line.startswith("WARNING")]
        raise InstallError("\n".join([f"pip could not install {name}:", *said[-LAST_LINES:], _remedy("\n".join(said))]))
    print(f"  done: {progress.packages} packages in {progress.seconds:.0f} s", flush=True)


def install_pip(file: Path) -> None:
    """Replace the pip at hand by the locked one, where they differ.

    Raises:
        InstallError: the pip at hand failed.
    """
    if locked(file)["pip"] != version("pip"):
        install(file)


def check() -> None:
    """Compare what is installed with what the packages ask for.

    Raises:
        InstallError: a package is missing or has a version that another one does not take.
    """
    *lines, code = _pip("check", "--disable-pip-version-check")
    if code != "0":
        remedy = "If packages were installed here by hand, start afresh: make clean (the database stays), then again"
        raise InstallError("\n".join(["the installed packages do not fit together:", *lines[-LAST_LINES:], remedy]))


def _pip(*arguments: str, progress: Progress | None = None) -> Iterator[str]:
    """Every line pip prints, then its exit code. A setting for one user's packages (``user``) makes no sense here."""
    command = [sys.executable, "-m", "pip", *arguments]
    environment = {**os.environ, "PIP_USER": "0", "PIP_QUIET": "0", "PIP_PROGRESS_BAR": "off", "PYTHONUNBUFFERED": "1"}
    # No shell, and nothing from outside but the names of our own files.
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
    ) as process:
        for line in process.stdout or ():
            if progress is not None:
                progress.read(line)
            yield line.rstrip()
    yield str(process.returncode)


def _remedy(said: str) -> str:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    if "DO NOT MATCH THE HASHES" in said:
        return "A package differs from the locked one: do not install it. Ask who runs your package mirror."
    if "No matching distribution" in said:
        return f"Either the package index does not answer, or it has no such file for Python {python} on this machine."
    if "Permission denied" in said or "No space left" in said:
        return f"Make room or give yourself the right to write in {sys.prefix}, then run the command again."
    return "Packages come from the index that pip is set to use (pip config list). Run the command again to go on."


def main(names: list[str]) -> None:
    """Install the locks of these names, the locked pip first."""
    try:
        install_pip(REQUIREMENTS / "pip.txt")
        for name in names:
            install(REQUIREMENTS / f"{name}.txt")
        check()
    except InstallError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
