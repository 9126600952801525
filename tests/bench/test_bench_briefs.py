"""All 91 briefs printed once: how long each takes, and that each passes its check and fits. Prints; asserts no time."""

from __future__ import annotations

import statistics
import time
from datetime import date

import pytest
from playwright.sync_api import Page

from database.reader import Reader
from exhibits.shelf import Shelf
from exports.city_brief import city_brief
from exports.city_brief_page import brief_document
from exports.origin import Origin
from exports.page_pdf import Printer
from exports.paper_files import PaperFiles
from exports.pdf_check import pdf_faults
from tests.browser.overflow import OVERFLOW
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
ORIGIN = Origin("https://dashboards.example", date(2026, 12, 3))


def test_all_briefs(page: Page, database_url: str) -> None:
    shelf, files, printer = Shelf(Reader(database_url)), PaperFiles.find(ROOT / "none", ROOT), Printer.find("chromium")
    page.set_viewport_size({"width": 1000, "height": 1300})
    built, printed, sizes, wrong = [], [], [], {}
    for place in shelf.reader.places():
        start = time.perf_counter()
        brief = city_brief(shelf, place.slug)
        made = brief_document(brief, files, ORIGIN, alone=True)
        built.append(time.perf_counter() - start)
        start = time.perf_counter()
        pdf = printer.pdf(made)
        printed.append(time.perf_counter() - start)
        sizes.append(len(pdf))
        page.set_content(made.decode())
        page.wait_for_function("document.documentElement.dataset.drawn")
        found = [*pdf_faults(pdf, pages=2, name=place.name, figures=len(brief.drawn)), *page.evaluate(OVERFLOW)]
        if found:
            wrong[place.slug] = found
    print(f"\n{len(built)} briefs: built in {statistics.median(built):.2f} s each (worst {max(built):.2f})")
    print(
        f"printed in {statistics.median(printed):.1f} s each (worst {max(printed):.1f}), largest {max(sizes) / 1e6:.2f} MB"
    )
    assert wrong == {}
