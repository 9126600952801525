"""``/convene/<id>/minutes.docx`` and ``.pdf``: the log of a session as a document, asked for by the presenter's window."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flask import Flask, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest, NotFound, ServiceUnavailable, UnprocessableEntity
from werkzeug.exceptions import NotImplemented as NotInstalled

from access.permission import is_owner
from api.version import program_version
from database.documents import Documents
from exhibits.shelf import Shelf
from exports.minutes import Minutes, MinutesError, MinutesLog, minutes
from exports.minutes_docx import minutes_docx
from exports.minutes_page import check_pdf, minutes_page
from exports.origin import origin_of
from exports.page_pdf import NoBrowserError, Printer, PrinterBusyError, PrintFailedError
from exports.paper_files import PaperFiles
from operations.sharing import Shares
from pages.present import NO_AGENDA

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INSTEAD = "Take the Word document instead."
log = logging.getLogger("pages.minutes")


def register(
    server: Flask,
    shelf: Shelf,
    documents: Documents,
    files: PaperFiles,
    printer: Printer,
    is_owner: Callable[[], bool] = is_owner,
) -> None:
    """Put both addresses on a server. ``is_owner``: says of the request that is answered whether it is the owner's."""
    shares = Shares(documents)

    def made(identity: str) -> Minutes:
        opened = shares.open(identity, is_owner=is_owner())
        if opened is None or not opened.may_present:
            raise NotFound(f"{NO_AGENDA}.")
        saved = opened.saved
        try:
            return minutes(saved, _log(), shelf, documents, program_version())
        except MinutesError as problem:
            raise UnprocessableEntity(f"No minutes: {problem}.") from None

    @server.post("/convene/<identity>/minutes.docx")
    def minutes_word(identity: str) -> Response:
        """As a Word document, checked."""
        found = made(identity)
        try:
            return _file(minutes_docx(found, origin_of(request.host_url)), WORD, identity, "docx")
        except MinutesError as problem:
            raise _refused(problem) from None

    @server.post("/convene/<identity>/minutes.pdf")
    def minutes_pdf(identity: str) -> Response:
        """As a PDF, checked."""
        found = made(identity)
        try:
            pdf = _printed(printer, minutes_page(found, origin_of(request.host_url), files, alone=True))
            check_pdf(pdf, found)
        except (MinutesError, PrintFailedError) as problem:
            raise _refused(problem) from None
        return _file(pdf, "application/pdf", identity, "pdf")


def _log() -> MinutesLog:
    try:
        return MinutesLog.model_validate(request.get_json(silent=True))
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))[:60] or "log"
        raise BadRequest(f"The log does not fit: {where}: {first['msg']}.") from None


def _printed(printer: Printer, document: bytes) -> bytes:
    try:
        return printer.pdf(document)
    except NoBrowserError:
        raise NotInstalled(f"PDFs are not installed here (they need Chromium). {INSTEAD}") from None
    except PrinterBusyError:
        raise ServiceUnavailable("Others are being printed. Try again in a few seconds.", retry_after=10) from None


def _refused(problem: Exception) -> UnprocessableEntity:
    log.error("minutes refused: %s", problem)
    return UnprocessableEntity(f"No minutes: {problem}. {INSTEAD}")


def _file(content: bytes, mimetype: str, identity: str, ending: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{identity}.{ending}"'
    return answer
