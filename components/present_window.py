"""The presenter's window: what the room sees, what comes next, what is said, the time, the controls and the log."""

from __future__ import annotations

from html import escape

from components.present_document import HELP, document
from exports.paper_files import PaperFiles

STYLES = ("stage.css", "panel.css", "desk.css")
BODY = f"""<main class="desk">
<header class="bar">
<h1>{{title}}</h1>
<div id="clock" role="timer"><span class="all"></span><span class="one"></span>
<button type="button">Restart the clock</button></div>
<p id="room-state" class="push"></p>
<button type="button" data-act="presenter">Open the room’s window</button>
<p id="connection" role="status">Loading…</p>
<button type="button" data-act="help">Keys</button>
</header>
<div class="left">
<div id="preview" aria-label="What the room sees" role="region"><div id="stage"></div></div>
<div class="acts" role="group" aria-label="Steps">
<button type="button" data-act="previous">Back<kbd>←</kbd></button>
<button type="button" class="main" data-act="next">Next<kbd>→</kbd></button>
<button type="button" class="main" id="reveal" data-act="reveal" hidden>Reveal</button>
<button type="button" data-act="blank">Blank<kbd>B</kbd></button>
<button type="button" data-act="table">Table<kbd>T</kbd></button>
<button type="button" data-act="undo">Undo<kbd>U</kbd></button>
<button type="button" data-act="redo">Redo<kbd>Shift U</kbd></button>
<button type="button" data-act="replay">Replay<kbd>R</kbd></button>
</div>
<p id="answer"></p>
<p id="problem"></p>
<p id="line"></p>
<p id="notes"></p>
<ol id="items" aria-label="All items"></ol>
</div>
<div class="right">
<section class="next" aria-label="Next"><h2>Next</h2><p id="next-title"></p><p id="next-line"></p></section>
<section aria-labelledby="controls-title"><h2 id="controls-title" tabindex="-1">Change</h2>
<ul id="changes"></ul>
<div id="controls" class="controls"></div>
<div id="scenarios" role="group" aria-label="Scenarios">
<button type="button" data-scenario="A">Keep as A</button>
<button type="button" data-scenario="B">Keep as B</button>
<button type="button" data-scenario="C">Keep as C</button></div>
<div id="kept-scenarios" role="group" aria-label="Kept scenarios"></div>
</section>
<section aria-labelledby="log-title"><h2 id="log-title">What happened</h2><ol id="log"></ol></section>
<section aria-labelledby="minutes-title"><h2 id="minutes-title">Minutes</h2>
<div class="acts"><button type="button" data-minutes="docx">Word document</button>
<button type="button" data-minutes="pdf">PDF</button></div></section>
<section aria-labelledby="live-title"><h2 id="live-title">On phones</h2>
<div id="live" class="live"><button type="button">Follow on phones</button><p></p></div></section>
<p class="apart"><button type="button" id="reset">Reset this item</button></p>
</div>
</main>
{HELP}"""


def presenter(identity: str, title: str, files: PaperFiles) -> bytes:
    """The presenter's window of an agenda."""
    body = BODY.replace("{title}", escape(title))
    return document(f"{title}: presenter", "presenter", body, "presenter.js", STYLES, {"id": identity}, files)
