"""A code to scan, as the path of a drawing."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """Dark squares as an SVG path in a square of ``size`` units a side, with the quiet zone the standard asks for."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of an address."""
    made = segno.make(text, error="m", micro=False)
    rows = [[bool(cell) for cell in row] for row in made.matrix_iter(border=QUIET)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return QrCode(len(rows), path)
