"""Text as a file may hold it: whatever a name brings with it stays text, and no character breaks the file."""

from __future__ import annotations

import html
import re
from xml.sax.saxutils import escape

# What XML 1.0 cannot hold at all, and what only turns the direction of reading round.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
BLANKS = re.compile(r"\s+")
TAGS = re.compile("<[^>]*>")


def clean(text: str) -> str:
    """Text on one line, without characters an office file cannot hold."""
    return BLANKS.sub(" ", FORBIDDEN.sub("", text)).strip()


def unmarked(text: str) -> str:
    """The words of a text with tags in it, as a figure holds them."""
    return clean(html.unescape(TAGS.sub("", text)))


def marked_up(text: str) -> str:
    """The same, to be put between tags or into an attribute of XML or HTML."""
    return escape(clean(text), {'"': "&quot;", "'": "&#39;"})


def cut(text: str, most: int) -> str:
    """At most so many characters, cut at a word with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:· ") + "…"
