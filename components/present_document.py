"""The windows of a presentation as documents of their own: no header, no footer, nothing to load once they are open.

The scripts are modules that import each other by plain names, so they are served as they are; no page but these asks for them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from exhibits.colours import swaps
from exports.paper import UNSAFE
from exports.paper_files import FACE, FONTS, PaperFiles

FOLDER = "/assets/present"
DOCUMENT = """<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<title>{title}</title>
<style>
{faces}</style>
{styles}
<script src="{plotly}" defer></script>
{modules}
</head>
<body class="{kind}">
{body}
<script type="application/json" id="present-data">{data}</script>
</body>
</html>
"""
HELP = """<dialog id="help" aria-labelledby="help-title">
<h2 id="help-title">Keys</h2>
<div class="keys"></div>
<button type="button">Close</button>
</dialog>
<p id="said" role="status"></p>"""
AUDIENCE = f"""<main id="room" aria-label="Presentation"><div id="stage"></div></main>
<aside id="overlay" aria-label="Sliders and guesses" hidden>
<div class="controls"></div>
<button type="button" id="overlay-shut">Close (S)</button>
</aside>
{HELP}"""


def json_inside(value: object) -> str:
    """JSON that no text in it can break out of a script element."""
    written = json.dumps(value, ensure_ascii=False)
    for sign, safe in UNSAFE.items():
        written = written.replace(sign, safe)
    return written


def document(
    title: str, kind: str, body: str, script: str, styles: tuple[str, ...], data: Mapping[str, Any], files: PaperFiles
) -> bytes:
    """One window as HTML in UTF-8.

    Args:
        title: of the window; never what a slide says.
        kind: class of the body.
        body: HTML without anything of the agenda's own text in it but what was escaped.
        script: name of the module that starts it, with ".js".
        styles: names of its style sheets.
        data: what the module is told, beside the palette.
        files: the chart library and the typeface.
    """
    faces = "".join(
        FACE.format(address=files.font_addresses[name], letters=letters) for name, (_, letters) in FONTS.items()
    )
    return DOCUMENT.format(
        title=escape(title),
        faces=faces,
        styles="\n".join(f'<link rel="stylesheet" href="{FOLDER}/{style}">' for style in styles),
        plotly=escape(files.plotly_address),
        modules=f'<script type="module" src="{FOLDER}/{script}"></script>',
        kind=kind,
        body=body,
        data=json_inside({"swaps": swaps(), **data}),
    ).encode()


def audience(identity: str, title: str, files: PaperFiles) -> bytes:
    """The room's window."""
    named = f"{title}: in the room"
    return document(
        named, "audience", AUDIENCE, "audience.js", ("stage.css", "panel.css", "room.css"), {"id": identity}, files
    )


def not_there(said: str, back: str, words: str, files: PaperFiles) -> bytes:
    """A page that says in words that there is nothing to show."""
    body = f'<main class="message"><h1>{escape(said)}</h1><p><a href="{escape(back)}">{escape(words)}</a></p></main>'
    return document(said, "follow", body, "nothing.js", ("follow.css",), {}, files)
