"""Whether a PDF is what it says, read back before it is handed over: a blank page is never sent as a success."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_BYTES = 2_000_000
# A page with less on it is as good as blank.
LEAST_LETTERS = 400
FIGURE = re.compile(rb"/S\s*/Figure\b")
NOT_DRAWN = re.compile(r"could not be drawn|is drawn with JavaScript")
BLANKS = re.compile(r"\s+")


def pdf_faults(pdf: bytes, *, pages: int, name: str, figures: int) -> tuple[str, ...]:
    """What is wrong with a PDF, in words; empty where nothing is.

    Args:
        pdf: the file.
        pages: how many pages it should have.
        name: what its title and each of its pages have to name.
        figures: how many pictures a screen reader should at least be told of.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        texts = [BLANKS.sub(" ", page.extract_text()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError) as error:
        return (f"it cannot be read back ({error})",)
    catalog: Any = reader.root_object
    title = (reader.metadata.title or "") if reader.metadata else ""
    marked = catalog.get("/MarkInfo", {})
    wrong = {
        f"it has {len(texts)} pages, not {pages}": len(texts) != pages,
        f"it has {len(pdf):,} bytes, more than {MOST_BYTES:,}": len(pdf) > MOST_BYTES,
        f"its title, “{title}”, does not name {name}": name not in title,
        "it has no tags for screen readers": not marked.get("/Marked"),
        "it does not say its language": not catalog.get("/Lang"),
        f"it has {_figures(pdf)} of {figures} pictures": _figures(pdf) < figures,
        "a chart is not drawn": any(map(NOT_DRAWN.search, texts)),
    }
    found = [fault for fault, there in wrong.items() if there]
    for number, words in enumerate(texts, start=1):
        if len(words) < LEAST_LETTERS:
            found.append(f"page {number} is all but blank")
        if name not in words:
            found.append(f"page {number} does not name {name}")
    return tuple(found)


def _figures(pdf: bytes) -> int:
    return len(FIGURE.findall(pdf))
