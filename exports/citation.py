"""How an exhibit is quoted: a line for a reference list, and a piece of HTML for another web page."""

from __future__ import annotations

from exhibits.model import Exhibit
from exports.origin import Origin, version_words
from exports.plain_text import clean, marked_up

PUBLISHER = "Arizona Mayors Education Dashboards"


def citation(exhibit: Exhibit, origin: Origin, kept: str = "") -> str:
    """One line in the manner of APA: who, when, what, from whose figures, which version, where.

    ``Arizona Mayors Education Dashboards. (2026, December 3). Title [Data: Census Bureau]. Data version 1f0c. https://...``

    Args:
        exhibit: what is quoted.
        origin: the site and the day.
        kept: the address of its frozen link, without the site; "" for the live view.
    """
    where = f"{origin.site}{kept}" if kept else origin.link(exhibit)
    day = f"{origin.made.year}, {origin.made:%B} {origin.made.day}"
    title = clean(exhibit.title).rstrip(".")
    publishers = "; ".join(dict.fromkeys(clean(line.publisher) for line in exhibit.sources))
    data = f" [Data: {publishers}]" if publishers else ""
    version = version_words(exhibit.data_version)
    return f"{PUBLISHER}. ({day}). {title}{data}. Data version {version}. {where}"


def embed(exhibit: Exhibit, origin: Origin) -> str:
    """HTML that shows the finding with its source on another page and leads back to the live view.

    No frame: this site lets nobody put it into one. No script, no picture from elsewhere, nothing to load.
    """
    sentence = f"<p>{marked_up(exhibit.sentence)}</p>" if exhibit.sentence and exhibit.sentence != exhibit.title else ""
    said = f"{exhibit.credit}. Data version {version_words(exhibit.data_version)}, as of {origin.day}."
    return (
        f'<blockquote cite="{marked_up(origin.link(exhibit))}"><p><strong>{marked_up(exhibit.title)}</strong></p>'
        f"<p>{marked_up(exhibit.subtitle)}</p>{sentence}<p><small>{marked_up(said)} "
        f'<a href="{marked_up(origin.link(exhibit))}">{PUBLISHER}</a></small></p></blockquote>'
    )
