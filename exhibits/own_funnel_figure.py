"""How a walk's funnel is drawn: lying bars, what is not yet due hatched beside what was reached, two parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, figure, font, hatched, key, label, plain
from exhibits.model import Figure

ROW = 34
HEAD = 30
WIDTH = 0.56
SHORT = ("not contacted", "no contact")  # else the widest line runs over the edge of a phone
DIGIT = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One stage in students. ``said``: what stands behind its bar, the count first."""

    part: str
    name: str
    reached: int
    not_yet_due: int
    moved_on: int
    beside: int
    said: tuple[str, ...]
    unknown: int = 0

    @property
    def length(self) -> int:
        """Students its bar is long."""
        return self.reached + self.not_yet_due + self.unknown + self.moved_on

    @property
    def words(self) -> str:
        """Its counts in words."""
        return ", ".join(self.said)


def height(rows: Sequence[Row]) -> int:
    """Pixels: one line a stage, one a part, one for the key."""
    return ROW * (len(rows) + len({row.part for row in rows})) + HEAD


def draw(rows: Sequence[Row], narrow: bool = False) -> Figure:
    """The funnel; on a narrow screen only what is not share of listed stands behind a bar."""
    places, heads, at = [], [], 0
    for index, row in enumerate(rows):
        if not index or rows[index - 1].part != row.part:
            heads.append(label(f"<b>{plain(row.part)}</b>", 0, at, xref="paper"))
            at += 1
        places.append(at)
        at += 1
    most = max(*(row.length for row in rows), 1)
    texts = [text for row, place in zip(rows, places, strict=True) for text in _texts(row, place, narrow)]
    start = 0.46 if narrow else 0.22
    return figure(
        _bars(rows, places),
        height=height(rows),
        barmode="stack",
        margin={"l": 0, "r": 0, "t": HEAD, "b": 0},
        xaxis=axis(showticklabels=False, range=[0, most * (1.65 if narrow else 1.36)], domain=[start, 1]),
        yaxis=axis(visible=False, range=[at - 0.5, -0.5]),
        annotations=[*heads, *texts, *_key(rows)],
    )


def _bars(rows: Sequence[Row], places: Sequence[int]) -> list[dict[str, Any]]:
    return [
        bars([row.reached for row in rows], places, WIDTH, {"color": LIGHT["focus"]}),
        bars([row.not_yet_due for row in rows], places, WIDTH, hatched("context", 0.25)),
        bars([row.unknown for row in rows], places, WIDTH, hatched("second", 0.25)),
        bars([row.moved_on for row in rows], places, WIDTH, {"color": LIGHT["faint"]}),
    ]


def _texts(row: Row, place: int, narrow: bool) -> list[dict[str, Any]]:
    end = row.length
    count, share, *more = row.said
    behind = more[0].replace(*SHORT) if narrow and more else "" if narrow else " · ".join([share, *more])
    said = [
        label(plain(row.name), 0, place, xref="paper", xshift=8, font=font(NAME_SIZE, "text")),
        label(f"<b>{plain(count)}</b>", end, place, xshift=8, font=font(NAME_SIZE, "focus")),
    ]
    if behind:
        said.append(label(plain(behind), end, place, xshift=16 + DIGIT * len(count)))
    return said


def _key(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What the fills mean, as far as they occur."""
    parts = [("■", "moved on", "context")] if any(row.moved_on for row in rows) else []
    parts += [("▨", "unknown", "second")] if any(row.unknown for row in rows) else []
    parts += [("▨", "not yet due", "muted")] if any(row.not_yet_due for row in rows) else []
    return key([*parts, ("■", "reached", "focus")])
