"""The presenter's window: what the room sees, what comes next, what is said, the time, the controls and the log."""

from __future__ import annotations

from components.present_document import HELP, document
from exports.paper_files import PaperFiles

BODY = f"""<main class="desk">
</main>
{HELP}"""


def presenter(identity: str, title: str, files: PaperFiles) -> bytes:
    """The presenter's window of an agenda."""
    named = f"{title}: presenter"
    return document(named, "presenter", BODY, "presenter.js", ("stage.css", "desk.css"), {"id": identity}, files)
