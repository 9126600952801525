"""Who was listed and who came back, by target group or language, over all walks of a district? Released counts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from database.reader import Reader
from exhibits import parameters
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, bold, figure, font, hatched, label, plain
from exhibits.lookup import credit
from exhibits.model import MADE_UP, Cell, Column, Exhibit, Figure, Table
from exhibits.released_rates import base_rates, base_words, caution
from exhibits.released_reading import (
    ALL,
    FOOTNOTES,
    Subject,
    bound_sentence,
    cell_of,
    covered,
    least_cell,
    mark_of,
    nothing,
    release_words,
    share_cell,
    sources_of,
    subject,
    titled,
    version_of,
    with_bounds,
)
from walks.disclosure import FOOTNOTE, PublishedCell, Released, Share, Suppressed, in_order
from walks.release import Release
from walks.release_shown import AT_LEAST, RETURN_WINDOW, ShownTable, share_shown
from walks.release_tables import ALL_WALKS

NAME = "released_groups"
QUESTION = "Who was listed and who came back, by target group or language?"
ROW = 58
UNKNOWN = 0.035
NO_EFFECT = "A difference between groups is no effect of the walk."
COLUMNS = (
    Column("group", "Group"),
    Column("listed", "Listed", "students"),
    Column("re_enrolled", f"Re-enrolled {RETURN_WINDOW}", "students"),
    Column("share", "Share of those listed", "percent"),
    Column("release", "Release"),
)


class Parameters(parameters.Parameters):
    """``by``: target_group or language; ``district``: by default the one that released last. All its walks together."""

    by: Literal["target_group", "language"] = "target_group"
    district: parameters.MaybeSlug = None


@dataclass(frozen=True, slots=True)
class Group:
    """One group: published cells only."""

    label: str
    listed: PublishedCell
    back: PublishedCell | None
    release: Release

    @property
    def is_least(self) -> bool:
        """Whether its re-enrolled are a lower bound: some of the listed may be unknown."""
        return self.release.is_least(ALL_WALKS)


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Groups over all walks. Raises BadParameterError for an unknown district."""
    found = subject(reader, ALL, asked.district)
    groups = _groups(found, asked.by) if found else []
    written = parameters.written(asked)
    if found is None:
        return nothing(NAME, written, Table(COLUMNS, ()), reader)
    by = asked.by.replace("_", " ")
    if not groups:
        said = f"{found.district.name}: counts by {by} are released over several walks together only, and none are yet."
        return nothing(NAME, written, Table(COLUMNS, ()), reader, said)
    made_up = found.district.made_up
    base = base_rates(reader)
    sources = sources_of(group.release for group in groups)
    who = f"{MADE_UP} students: no real walk. " if made_up else ""
    return Exhibit(
        name=NAME,
        parameters=written,
        title=titled(_title(found, groups, by), made_up),
        subtitle=f"{who}Grey: listed; blue: re-enrolled {RETURN_WINDOW}. Students of several walks count once. "
        f"{covered(found, [group.release for group in groups])}",
        sentence=" ".join(
            filter(
                None,
                [
                    NO_EFFECT,
                    bound_sentence(group.is_least for group in groups),
                    caution(base),
                    _hidden(groups),
                    FOOTNOTE,
                ],
            )
        ),
        summary=f"{found.words}, by {by}. " + " ".join(f"{group.label}: {_words(group)}." for group in groups),
        table=_table(groups, titled(f"Listed and re-enrolled by {by}, {found.words}", made_up)),
        sources=sources,
        credit=credit(sources),
        data_version=version_of(reader),
        figure=_draw(groups),
        narrow_figure=_draw(groups, narrow=True),
        height=ROW * len(groups) + 12,
        # as a note: sources stand beside every row of a file, and nothing but released numbers may stand beside a group
        notes=(*FOOTNOTES, *map(base_words, base)),
        made_up=made_up,
    )


def _groups(found: Subject, by: str) -> list[Group]:
    """In an order that tells nothing hidden: by the released count of those listed, the hidden ones by name."""
    listed, back = found.table(f"listed by {by}"), found.table(f"re_enrolled by {by}")
    if listed is None:
        return []
    # both columns of a row come from one release, else a share would be of two days
    both = back if back is not None and back.release is listed.release else None
    return [Group(cell.label, cell, _same(both, cell.label), listed.release) for cell in in_order(listed.table.cells)]


def _same(table: ShownTable | None, name: str) -> PublishedCell | None:
    return next((cell for cell in table.table.cells if cell.label == name), None) if table else None


def _title(found: Subject, groups: list[Group], by: str) -> str:
    shares = [share_shown(group.back, group.listed) for group in groups if group.back is not None]
    known = sorted(share.percent for share in shares if isinstance(share, Share))
    if len(known) < len(groups) or len(known) < 2:
        return f"{found.words}: listed and re-enrolled by {by}, as far as it is released"
    least = f"{AT_LEAST} " if any(group.is_least for group in groups) else ""
    return f"{found.words}: {least}{known[0]}% to {known[-1]}% of those listed re-enrolled, by {by}"


def _hidden(groups: list[Group]) -> str:
    hidden = sum(isinstance(cell.value, Suppressed) for group in groups for cell in _cells(group))
    if not hidden:
        return "No count is hidden here."
    return f"{hidden} counts are hidden." if hidden > 1 else "One count is hidden."


def _words(group: Group) -> str:
    """A group as its mark reads: ``223 of 629 re-enrolled (35%)``."""
    listed = mark_of(group.listed.value)
    if group.back is None:
        return f"{listed} listed"
    share = share_cell(share_shown(group.back, group.listed))
    said = f" ({share.text})" if share.value is not None else ""
    least = "≥ " if group.is_least and isinstance(group.back.value, Released) else ""
    return f"{least}{mark_of(group.back.value)} of {listed}{said}"


def _table(groups: list[Group], caption: str) -> Table:
    return with_bounds(Table(COLUMNS, tuple(map(_row, groups)), caption), [group.is_least for group in groups])


def _row(group: Group) -> tuple[Cell, ...]:
    missing = Cell(None, "not released", "not published")
    back, share = missing, missing
    if group.back is not None:
        back = least_cell(cell_of(group.back.value), group.is_least)
        share = least_cell(share_cell(share_shown(group.back, group.listed)), group.is_least)
    release = release_words(group.release)
    return (
        Cell(group.label, group.label),
        cell_of(group.listed.value),
        back,
        share,
        Cell(release, release),
    )


def _draw(groups: list[Group], narrow: bool = False) -> Figure:
    start = 0.0 if narrow else 0.3
    shown = [cell.value.count for group in groups for cell in _cells(group) if isinstance(cell.value, Released)]
    most = max([*shown, 1])
    texts: list[dict[str, Any]] = []
    for at, group in enumerate(groups):
        text = f"{plain(group.label)}: {bold(_words(group))}" if narrow else plain(group.label)
        texts.append(
            label(text, 0, at, xref="paper", yshift=22 if narrow else 0, font=font(NAME_SIZE - narrow, "text"))
        )
        if not narrow:
            texts.append(_mark(group, at))
    return figure(
        [
            _bars([group.listed for group in groups], "faint", 0.46),
            _bars([group.back for group in groups], "focus", 0.22),
            _unknown(groups, narrow),
        ],
        height=ROW * len(groups) + 12,
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": 6, "b": 6},
        xaxis=axis(showticklabels=False, range=[0, most * (1.02 if narrow else 1.45)], domain=[start, 1]),
        xaxis2=axis(showticklabels=False, range=[0, 1], domain=[start, 1], overlaying="x"),
        yaxis=axis(visible=False, range=[len(groups) - 0.6, -0.6]),
        annotations=texts,
    )


def _cells(group: Group) -> list[PublishedCell]:
    return [group.listed] if group.back is None else [group.listed, group.back]


def _mark(group: Group, at: int) -> dict[str, Any]:
    words = bold(_words(group))
    if isinstance(group.listed.value, Released):
        return label(words, group.listed.value.count, at, xshift=8, font=font(NAME_SIZE, "focus"))
    return label(words, UNKNOWN, at, xref="x2", xshift=8, font=font(NAME_SIZE, "muted"))


def _bars(cells: list[PublishedCell | None], colour: str, width: float) -> dict[str, Any]:
    shown = [(at, cell.value.count) for at, cell in enumerate(cells) if cell and isinstance(cell.value, Released)]
    return bars([count for _, count in shown], [at for at, _ in shown], width, {"color": LIGHT[colour]})


def _unknown(groups: list[Group], narrow: bool) -> dict[str, Any]:
    """Where a count of a group is hidden: hatched marks of one width, on an axis of their own that counts nothing."""
    hidden = [at for at, group in enumerate(groups) if any(isinstance(c.value, Suppressed) for c in _cells(group))]
    return bars([UNKNOWN] * len(hidden), hidden, 0.22, hatched("muted", 0.3), xaxis="x2")
