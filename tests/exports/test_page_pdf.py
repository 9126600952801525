"""Printing: no browser, a busy one, one that fails; and the check of what came out."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import time
from pathlib import Path

import pytest
from pypdf import PdfWriter

from exports import page_pdf
from exports.page_pdf import NoBrowserError, Printer, PrinterBusyError, PrintFailedError
from exports.pdf_check import pdf_faults

DOCUMENT = b"<!DOCTYPE html><title>Page</title><p>Text</p>"


def program(folder: Path, script: str) -> str:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that ended and was not asked for yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except OSError:
        return False


TARGET = 'for each in "$@"; do case "$each" in --print-to-pdf=*) target="${each#*=}";; esac; done'


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = Printer.find("chromium")
    with pytest.raises(NoBrowserError):
        printer.pdf(DOCUMENT)


def test_the_browser_gets_one_file_no_network_and_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for browsers")
    found = Printer(program(tmp_path, f'{TARGET}\nenv > "$target"; echo "$@" >> "$target"')).pdf(DOCUMENT).decode()
    assert "not for browsers" not in found
    assert "MAP * ~NOTFOUND" in found
    address = found.split()[-1]
    assert address.startswith("file://")
    folder = Path(address.removeprefix("file://")).parent
    assert not folder.exists(), "its profile and files are gone"


@pytest.mark.parametrize("script", ["exit 0", "echo trouble >&2; exit 3"])
def test_a_browser_that_gives_nothing_is_a_failure(tmp_path: Path, script: str) -> None:
    with pytest.raises(PrintFailedError):
        Printer(program(tmp_path, script)).pdf(DOCUMENT)


def test_a_browser_that_hangs_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page_pdf, "PRINT_SECONDS", 0.3)
    with pytest.raises(PrintFailedError, match="took more than"):
        Printer(program(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait")).pdf(DOCUMENT)
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while is_alive(child):
        assert time.monotonic() < deadline, "what it started still runs"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("user", "says", "tries"),
    [
        (1000, "", [False]),
        (1000, "[FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu", [False, True]),
        (
            1000,
            "Failed to move to new namespace: errno = Operation not permitted",
            [False, True],
        ),
        (0, "", [True]),
    ],
)
def test_the_browser_keeps_its_sandbox_where_it_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: int, says: str, tries: list[bool]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(page_pdf, "_without_sandbox", set())
    log = tmp_path / "log"
    refuse = f'case "$*" in *--no-sandbox*) ;; *) echo "{says}" >&2; exit 1;; esac' if says else ""
    printer = Printer(program(tmp_path, f'{TARGET}\necho "$@" >> {log}\n{refuse}\necho pdf > "$target"'))
    assert printer.pdf(DOCUMENT) == b"pdf\n"
    assert ["--no-sandbox" in line for line in log.read_text().splitlines()] == tries
    # what was refused once is not asked for again
    assert printer.pdf(DOCUMENT) == b"pdf\n"
    assert ("--no-sandbox" in log.read_text().splitlines()[-1]) is tries[-1]


def test_a_failure_of_another_kind_is_not_tried_without_a_sandbox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(page_pdf, "_without_sandbox", set())
    log = tmp_path / "log"
    with pytest.raises(PrintFailedError):
        Printer(program(tmp_path, f'echo "$@" >> {log}; echo out of memory >&2; exit 1')).pdf(DOCUMENT)
    assert len(log.read_text().splitlines()) == 1


def test_one_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page_pdf, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    with page_pdf._turn(), pytest.raises(PrinterBusyError):
        Printer(program(tmp_path, "exit 0")).pdf(DOCUMENT)
    lock = tmp_path / f"dashboards-print-{os.getuid()}.lock"
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


def test_a_blank_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    stream = io.BytesIO()
    writer.write(stream)
    found = pdf_faults(stream.getvalue(), pages=2, name="Tucson", figures=5)
    assert "it has 1 pages, not 2" in found
    assert "page 1 is all but blank" in found
    assert "page 1 does not name Tucson" in found
    assert "it has no tags for screen readers" in found
    assert "it has 0 of 5 pictures" in found


def test_what_is_no_pdf_is_refused() -> None:
    (found,) = pdf_faults(b"<html>", pages=2, name="Tucson", figures=5)
    assert found.startswith("it cannot be read back")
