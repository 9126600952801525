"""How released rates are drawn: dots on one scale, the base rates of places without a walk as a band behind the returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from database.values import WalkFigureRecord
from exhibits import formats
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import bold, box, dots, figure, font, label, plain, scale_axis
from exhibits.model import Figure
from exhibits.released_reading import HIDDEN_MARK, mark_of, share_cell
from exhibits.walk_record import base_place
from walks.disclosure import Share, Suppressed
from walks.release import Release
from walks.release_shown import ReleasedRate

ROW = 34


@dataclass(frozen=True, slots=True)
class Line:
    """A released rate: ``name`` stands beside its mark under ``head``; ``who`` is the walk it is of, ``walk`` its key."""

    head: str
    name: str
    who: str
    rate: ReleasedRate
    release: Release
    walk: str


def base_name(record: WalkFigureRecord) -> str:
    """Whose base rate it is: ``Utah, classes of 2008 to 2011``."""
    return f"{base_place(record)}, classes of {record.walk_date.replace('-', ' to ')}"


def share_words(rate: ReleasedRate) -> str:
    """A released share as it reads beside its mark."""
    return HIDDEN_MARK if isinstance(rate.share, Suppressed) else share_cell(rate.share).text


def height_of(lines: list[Line], base: list[WalkFigureRecord]) -> int:
    """Height of the figure in pixels."""
    return ROW * (len(lines) + len({line.head for line in lines}) + len(base) + 1) + 40


def draw(lines: list[Line], base: list[WalkFigureRecord], narrow: bool = False) -> Figure:
    """Lines under their heads, then the base rates."""
    start, end = (0.42, 0.7) if narrow else (0.34, 0.8)
    texts: list[dict[str, Any]] = []
    xs: list[float] = []
    ys: list[float] = []
    colours: list[str] = []
    at, head, last_return = 0, "", 0
    for line in lines:
        if line.head != head:
            head = line.head
            texts.append(label(bold(head), 0, at, xref="paper", font=font(13, "muted")))
            at += 1
        texts += _texts(line.name, _marked(line.rate, narrow), at, line.rate.share, narrow)
        if isinstance(line.rate.share, Share):
            xs, ys, colours = [*xs, line.rate.share.percent], [*ys, at], [*colours, LIGHT["focus"]]
        last_return = at if line.rate.is_return else last_return
        at += 1
    texts.append(
        label(bold("Elsewhere, with no walk, over several years"), 0, at, xref="paper", font=font(13, "muted"))
    )
    at += 1
    for record in base:
        name = base_place(record) if narrow else base_name(record)
        texts += _texts(name, formats.percent(record.value, decimals=0), at, None, narrow)
        xs, ys, colours = [*xs, record.value], [*ys, at], [*colours, LIGHT["context"]]
        at += 1
    trace = dots(xs, ys, "context")
    trace["marker"] = {"size": 11, "opacity": 1, "color": colours, "line": {"width": 0}}
    return figure(
        [trace],
        height=height_of(lines, base),
        margin={"l": 0, "r": 0, "t": 30, "b": 10},
        xaxis=scale_axis(0, _most(xs), "%", 2 if narrow else 5, domain=[start, end], side="top"),
        yaxis={"visible": False, "range": [at - 0.5, -0.5], "fixedrange": True},
        shapes=_bands(base, last_return, at),
        annotations=texts,
    )


def _most(shares: list[float]) -> float:
    """The end of the scale: 60% where nothing comes near it, else all of 100%."""
    return 60.0 if max(shares, default=100.0) <= 55 else 100.0


def _marked(rate: ReleasedRate, narrow: bool) -> str:
    share = share_words(rate)
    if not isinstance(rate.share, Share):
        return share
    whom = "" if narrow else f" {rate.of.removeprefix('students ')}"
    return f"{'≥ ' * rate.is_least}{share} of {mark_of(rate.whole.value)}{whom}"


def _texts(name: str, mark: str, at: int, share: object, narrow: bool) -> list[dict[str, Any]]:
    """A line's name at the left and its share at the right; a share that is not shown is muted."""
    colour = "focus" if isinstance(share, Share) else "muted"
    size = NAME_SIZE - narrow
    return [
        label(plain(name), 0, at, xref="paper", xshift=8, font=font(size, "text")),
        label(f"<b>{plain(mark)}</b>", 1, at, xref="paper", xanchor="right", font=font(size, colour)),
    ]


def _bands(base: list[WalkFigureRecord], last_return: int, rows: int) -> list[dict[str, Any]]:
    """From the lowest to the highest base rate, behind the return rates and the base rates only."""
    values = [record.value for record in base]
    if not values:
        return []
    spans = ((-0.5, last_return + 0.5), (rows - len(base) - 0.5, rows - 0.5))
    return [
        box(min(values), max(values), top, bottom, "focus_wash", xref="x", yref="y", opacity=0.8)
        for top, bottom in spans
    ]
