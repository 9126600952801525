"""The page a phone shows while somebody presents: read only, one exhibit at a time."""

from __future__ import annotations

from components.present_document import document
from exports.paper_files import PaperFiles

STYLES = ("follow.css",)
BODY = """<main id="follow">
<p id="state" class="state" role="status">Waiting for the presenter…</p>
<article id="slide" hidden>
<h1 id="title" tabindex="-1"></h1>
<ul id="changed" class="chips"></ul>
<p id="number" class="number"></p>
<p id="note" class="note"></p>
<div id="chart" class="chart" role="img"></div>
<p id="sentence"></p>
<div id="table" class="table" role="region" tabindex="0" aria-label="Table" hidden></div>
<p id="basis" class="small"></p>
<p id="credit" class="small"></p>
<p id="more"></p>
</article>
</main>
<footer class="follow-foot"><p>Arizona Mayors Education Dashboards. Code <b id="code"></b></p></footer>"""
FORM = """<main class="message">
<h1>Follow a presentation</h1>
<form action="/follow" method="get">
<label for="code">The code on the screen, six letters and digits</label>
<input id="code" name="code" maxlength="6" size="8" required autocomplete="off" autocapitalize="characters" spellcheck="false">
<button type="submit">Follow</button>
</form>
</main>"""


def follow(code: str, files: PaperFiles) -> bytes:
    """The page of one session."""
    return document(f"Following {code}", "follow", BODY, "follow.js", STYLES, {"code": code}, files)


def ask_code(files: PaperFiles) -> bytes:
    """The page that asks for a code."""
    return document("Follow a presentation", "follow", FORM, "nothing.js", STYLES, {}, files)
