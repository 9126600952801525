"""The one place of colours. Sets computed for contrast and colour-vision differences (``visual.md``).

Figures are drawn with the light set; a browser in dark mode swaps each colour for its partner by this table.
"""

from __future__ import annotations

LIGHT = {
    "paper": "#ffffff",
    "text": "#16212c",
    "muted": "#5b6570",
    "focus": "#0a5fb0",
    "focus_wash": "#e8f0f9",
    "second": "#e0660f",
    "third": "#16212d",
    "fourth": "#1e9e72",
    "context": "#8a949e",
    "faint": "#bcc4cb",
    "grid": "#d9dee3",
    "land": "#eef1f4",
    "border": "#c3cad1",
}
DARK = {
    "paper": "#10202e",
    "text": "#f4f6f8",
    "muted": "#aab6c2",
    "focus": "#4fa8f0",
    "focus_wash": "#17344d",
    "second": "#ff8a3d",
    "third": "#f4f6f9",
    "fourth": "#f7e04a",
    "context": "#8797a6",
    "faint": "#4d6072",
    "grid": "#2a3d4e",
    "land": "#182b3b",
    "border": "#3a4f61",
}
COMPARATORS = ("second", "third", "fourth")
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")


def swaps() -> dict[str, str]:
    """Light colour -> dark colour, for the browser."""
    return {LIGHT[name]: DARK[name] for name in LIGHT}
