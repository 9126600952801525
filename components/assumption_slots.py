"""The place of a text of the desk: made once with the page, filled again by each answer (``losses_answer.js``)."""

from __future__ import annotations

from typing import Any

from components.attributes import attributes

Slots = dict[str, dict[str, str]]


def slot(name: str, kind: Any, slots: Slots, className: str = "", **more: Any) -> Any:
    """The place of a text: an element with an id, filled from ``slots``; hidden while it has nothing to say."""
    filled = slots[name]
    said = attributes(data_basis=filled["basis"], title=filled["basis"]) if filled.get("basis") else {}
    if filled.get("no_loss"):
        said = attributes(data_no_loss=filled["no_loss"])
    return kind(filled["text"], id=name, className=className, hidden=not filled["text"], **said, **more)
