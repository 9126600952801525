"""Slides with native charts that can be edited, by python-pptx: the one place that knows it.

A slide draws the numbers of the exhibit's table and no others; the workbook inside a chart holds what is drawn.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from pptx.presentation import Presentation as Deck

from exhibits.model import Exhibit
from exports.citation import PUBLISHER
from exports.origin import Origin
from exports.plain_text import clean
from exports.slides.kinds import content_of
from exports.slides.opening import add_opening
from exports.slides.page import add_exhibit
from exports.slides.sources import add_sources
from exports.slides.template import new_deck

__all__ = ["deck", "slide"]
ZIP_DAY = (2026, 1, 1, 0, 0, 0)


def slide(exhibit: Exhibit, origin: Origin) -> bytes:
    """One exhibit as a presentation of one slide, or two where its table is long."""
    made = new_deck()
    add_exhibit(made, exhibit, content_of(exhibit), origin)
    return _saved(made, exhibit.title, origin)


def deck(
    exhibits: Sequence[Exhibit],
    title: str,
    origin: Origin,
    subtitle: str = "",
    spoken: Sequence[str] = (),
) -> bytes:
    """Many exhibits as one presentation: an opening, one slide each, and the sources of all.

    Args:
        exhibits: in the order they are shown.
        title: of the opening slide; "" for a deck without one.
        origin: the site and the day.
        subtitle: under the title.
        spoken: what is said to each exhibit, put before its notes; shorter than ``exhibits`` for none.
    """
    made = new_deck()
    if title:
        add_opening(made, title, subtitle, origin)
    for place, exhibit in enumerate(exhibits):
        said = spoken[place] if place < len(spoken) else ""
        add_exhibit(made, exhibit, content_of(exhibit), origin, said)
    add_sources(made, exhibits, origin)
    return _saved(made, title or PUBLISHER, origin)


def _saved(made: Deck, title: str, origin: Origin) -> bytes:
    """The file. Made twice on one day from the same exhibits, it has the same bytes."""
    day = datetime.combine(origin.made, time())
    about = made.core_properties
    about.title, about.author, about.language = clean(title)[:250], PUBLISHER, "en-US"
    about.last_modified_by, about.revision = PUBLISHER, 1
    about.created = about.modified = day
    stream = io.BytesIO()
    made.save(stream)
    return _dated(stream)


def _dated(stream: io.BytesIO) -> bytes:
    """The same archive with one day on every part."""
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(zipfile.ZipInfo(part.filename, ZIP_DAY), before.read(part), zipfile.ZIP_DEFLATED)
    return written.getvalue()
