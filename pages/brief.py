"""``/brief/<slug>``: a city on two sheets of paper, and the same as a PDF.

Not a page of the app's frame: a document of its own, so that what is opened here and what the PDF is printed from are one.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from flask import Flask, Response, redirect, request, url_for
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.exceptions import NotImplemented as NotInstalled
from werkzeug.wrappers import Response as Answer

from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from exports.city_brief import CityBrief, city_brief, faults
from exports.city_brief_page import brief_document
from exports.origin import origin_of
from exports.page_pdf import NoBrowserError, Printer, PrinterBusyError, PrintFailedError
from exports.paper_files import PaperFiles
from exports.pdf_check import pdf_faults

PAGES = 2
log = logging.getLogger("pages.brief")


def register(server: Flask, shelf: Shelf, files: PaperFiles, printer: Printer) -> None:
    """Put both addresses on a server. The API's leave-behinds find the files of documents under ``paper_files``.

    Menus of files ask ``prints_pdfs`` whether to offer the PDF.
    """
    server.extensions.update(paper_files=files, prints_pdfs=bool(printer.browser))

    @server.get("/brief/<slug>")
    def brief(slug: str) -> Answer:
        """The brief to read, print and save; an unknown city is helped by the page of cities."""
        try:
            found = city_brief(shelf, slug.strip().lower())
        except BadParameterError:
            return redirect(f"/city/{quote(slug, safe='')}")
        origin, has_pdf = origin_of(request.host_url), bool(printer.browser)
        return Response(brief_document(found, files, origin, alone=False, has_pdf=has_pdf), mimetype="text/html")

    @server.get("/export/city-brief.pdf")
    def brief_pdf() -> Answer:
        """The same as a PDF, checked before it is handed over."""
        found = _asked(shelf)
        pdf = _printed(found, printer, brief_document(found, files, origin_of(request.host_url), alone=True))
        answer = Response(pdf, mimetype="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="city-brief-{found.place.slug}.pdf"'
        return answer


def _asked(shelf: Shelf) -> CityBrief:
    unknown = [name for name in request.args if name != "place"]
    if unknown:
        raise BadRequest(f"“{unknown[0][:40]}” is not known here: a brief takes place alone, as in ?place=tucson.")
    try:
        found = city_brief(shelf, request.args.get("place", "").strip().lower())
    except BadParameterError as problem:
        near = f" Did you mean {', '.join(problem.near)}?" if problem.near else ""
        raise BadRequest(f"“{problem.value}” is not the slug of a city or town, as in ?place=tucson.{near}") from None
    wrong = faults(found)
    if wrong:
        raise InternalServerError(
            f"The brief of {found.place.name} was not made: {'; '.join(wrong)}. {_instead(found)}"
        )
    return found


def _printed(found: CityBrief, printer: Printer, document: bytes) -> bytes:
    """The PDF, or why there is none."""
    try:
        pdf = printer.pdf(document)
    except NoBrowserError:
        raise NotInstalled(f"PDFs are not installed here (they need Chromium). {_instead(found)}") from None
    except PrinterBusyError:
        busy = f"Other briefs are being printed. Try again in a few seconds. {_instead(found)}"
        raise ServiceUnavailable(busy, retry_after=10) from None
    except PrintFailedError as problem:
        raise _refused(found, (str(problem),)) from None
    wrong = pdf_faults(pdf, pages=PAGES, name=found.place.name, figures=len(found.drawn))
    if wrong:
        raise _refused(found, wrong)
    return pdf


def _refused(found: CityBrief, why: tuple[str, ...]) -> HTTPException:
    log.error("brief of %s refused: %s", found.place.slug, "; ".join(why))
    return InternalServerError(
        f"The PDF of {found.place.name} was not handed over: {'; '.join(why)}. {_instead(found)}"
    )


def _instead(found: CityBrief) -> str:
    return f"Open {url_for('brief', slug=found.place.slug)} and print from the browser."
