"""How much room text takes: reckoned from the widths of Arial's letters, on the safe side, without the font at hand."""

from __future__ import annotations

from functools import cache

from pptx.util import Emu, Inches, Length, Pt

LEADING = 1.2
BOLD = 1.07
USUAL = 0.556
"""Width of most letters and of every digit, in units of the type's size."""
WIDTHS = {
    **dict.fromkeys("ijl|’'‘.,:;!·", 0.26),
    **dict.fromkeys(" ftI/\\[]()-r–", 0.32),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&w+−=<>~", 0.7),
    **dict.fromkeys("mMW%@—…", 0.9),
}


@cache
def width_of(text: str, bold: bool = False) -> float:
    """How wide a text is on one line, in units of the type's size."""
    return sum(WIDTHS.get(letter, USUAL) for letter in text) * (BOLD if bold else 1)


def lines_of(text: str, size: float, width: Length, bold: bool = False) -> int:
    """How many lines a text takes in a box, broken between words."""
    room = max(width.pt / size, 1.0)
    lines, used = 1, 0.0
    for word in text.split(" "):
        needs = width_of(word, bold)
        if used and used + needs > room:
            lines, used = lines + 1, 0.0
        while needs > room:
            lines, needs = lines + 1, needs - room
        used += needs + width_of(" ", bold)
    return lines


def height_of(text: str, size: float, width: Length, bold: bool = False) -> Emu:
    """How high those lines are."""
    return Emu(int(lines_of(text, size, width, bold) * Pt(size * LEADING)))


def largest(text: str, width: Length, sizes: tuple[float, ...], most_lines: int, bold: bool = False) -> float:
    """The largest of some sizes at which a text takes no more than so many lines, else the smallest."""
    return next((size for size in sizes if lines_of(text, size, width, bold) <= most_lines), sizes[-1])


def inches(value: float) -> Emu:
    """Inches as a length."""
    return Emu(Inches(value))
