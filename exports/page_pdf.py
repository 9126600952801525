"""A document as a PDF, by a Chromium of this machine where there is one.

The document stands alone in a file: the browser is given no address of this program and no network, so a print never waits
for a worker (one worker with one thread serves it), and nothing in a document can make the browser fetch anything. One
print at a time in each folder for temporary files (so one for each process of ``jobs``), each with a profile of its own
that is gone afterwards, a time limit, and the browser's own sandbox where the machine allows one.
"""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

KNOWN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PR_SET_PDEATHSIG = 1
PRINT_SECONDS = 40
WAIT_SECONDS = 15
# Time as the page feels it: charts are drawn long before it is over, however slow the machine.
VIRTUAL_MILLISECONDS = 20_000
NO_NETWORK = ("--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--disable-background-networking")
QUIET = (
    *("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"),
    *("--disable-extensions", "--disable-component-update", "--hide-scrollbars", "--no-pdf-header-footer"),
)
NO_SANDBOX = "--no-sandbox"
# What Chromium says where the kernel (or the container round it) gives it no namespaces.
REFUSED_SANDBOX = re.compile(
    rb"no usable sandbox|failed to move to new namespace|zygote_host_impl|sandbox.*(fail|denied)", re.I
)
log = logging.getLogger("exports.page_pdf")
_without_sandbox: set[str] = set()
"""Browsers that could not have one in this process: they are not asked again."""


class NoBrowserError(RuntimeError):
    """No Chromium is installed where the program runs."""


class PrinterBusyError(RuntimeError):
    """Others are being printed, and it took too long for their turn to pass."""


class PrintFailedError(RuntimeError):
    """The browser gave no PDF."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints documents.

    Attributes:
        browser: path of a Chromium; "" where none is installed.
    """

    browser: str

    @classmethod
    def find(cls, name: str) -> Printer:
        """The Chromium of a name or path, else one of the usual names on PATH."""
        return cls(next(filter(None, map(shutil.which, (name, *KNOWN))), None) or "")

    def pdf(self, document: bytes) -> bytes:
        """The document on paper.

        Args:
            document: HTML that needs nothing from elsewhere, in UTF-8.

        Raises:
            NoBrowserError: there is no Chromium.
            PrinterBusyError: the turn did not come in time.
            PrintFailedError: the browser failed or took too long; the log has its words.
        """
        if not self.browser:
            message = "No Chromium is installed here"
            raise NoBrowserError(message)
        with _turn(), tempfile.TemporaryDirectory(prefix="print-", ignore_cleanup_errors=True) as folder:
            source, target = Path(folder, "document.html"), Path(folder, "document.pdf")
            source.write_bytes(document)
            self._run(Path(folder), source, target)
            if not target.is_file():
                message = "the browser wrote no file"
                raise PrintFailedError(message)
            return target.read_bytes()

    def _run(self, folder: Path, source: Path, target: Path) -> None:
        """Print with the browser's sandbox where it can have one; without, where the kernel or the user forbid it."""
        # Chromium has none to give to root.
        if os.geteuid() == 0:
            _without_sandbox.add(self.browser)
        if self.browser not in _without_sandbox:
            code, words = self._attempt(folder, source, target, ())
            if code == 0 or not REFUSED_SANDBOX.search(words):
                return self._judge(code, words)
            _without_sandbox.add(self.browser)
            log.warning("%s prints without its sandbox: this machine refuses it (%r)", self.browser, words[-300:])
        return self._judge(*self._attempt(folder, source, target, (NO_SANDBOX,)))

    def _judge(self, code: int, words: bytes) -> None:
        if code != 0:
            log.error("%s ended with %s: %r", self.browser, code, words[-2000:])
            message = "the browser failed"
            raise PrintFailedError(message)

    def _attempt(self, folder: Path, source: Path, target: Path, more: tuple[str, ...]) -> tuple[int, bytes]:
        """Run the browser once: how it ended and what it said."""
        command = [
            *(self.browser, *QUIET, *NO_NETWORK, *more),
            *(f"--user-data-dir={folder / 'profile'}", f"--virtual-time-budget={VIRTUAL_MILLISECONDS}"),
            *(f"--print-to-pdf={target}", source.as_uri()),
        ]
        # no secret of this program's environment goes with it
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "TZ": "UTC",
        }
        words = folder / "words"
        with words.open("wb") as said:
            process = subprocess.Popen(  # noqa: S603
                command,
                env=environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=_tie,
            )
            try:
                process.wait(PRINT_SECONDS)
            except subprocess.TimeoutExpired:
                message = f"the browser took more than {PRINT_SECONDS} seconds"
                raise PrintFailedError(message) from None
            finally:
                _end(process)
        return process.returncode, words.read_bytes()


def _tie() -> None:
    """In the browser, before it runs: it ends with this process however that ends, and its memory is its own affair."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the browser with all the processes it started; they share its process group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one's turn among all workers of this user.

    Raises:
        PrinterBusyError: it did not come in time.
    """
    name = Path(tempfile.gettempdir(), f"dashboards-print-{os.getuid()}.lock")
    lock = os.open(name, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _take(lock)
        yield
    finally:
        os.close(lock)


def _take(lock: int) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                message = "other files are being printed"
                raise PrinterBusyError(message) from None
            time.sleep(0.1)
