"""Did the walk go alike for all? Listed, contacted and re-enrolled by target group and by language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from database.reader import Reader
from exhibits import own_walk
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, figure, font, key, label, plain
from exhibits.formats import grouped, listed, percent
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.own_walk import STAGE_NAMES, WalkAsked, base_rates, base_words
from operations.district.one_walk import RETURN_RATE, groups
from operations.district.side import DistrictSide
from walks.funnel import StageCount
from walks.journey import DOOR_STAGES, Journey, Stage

NAME = "own_groups"
QUESTION = "Did the walk go alike for all groups and languages?"
ROW = 52
HEAD = 30
FEWEST = 30
"""Students a group needs for its share to stand in the title: of fewer, chance alone moves it by more than 15 points."""
CUTS: Mapping[str, Callable[[Journey], str]] = {
    "By target group": lambda one: one.target_group,
    "By language": lambda one: one.language,
}
KEY = (("■", "re-enrolled", "focus"), ("■", "contacted", "context"), ("□", "listed", "muted"))
TABLE_STAGES = (*DOOR_STAGES, Stage.RE_ENROLLED, Stage.STAYED_10, Stage.DAY_90)
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class Group:
    """One group: how many reached each stage, and for how many re-enrolling is not yet due."""

    cut: str
    name: str
    reached: Mapping[Stage, int]
    waiting: int
    unknown: int
    due_day: date | None = None

    @property
    def due(self) -> int:
        """Students verified, once the window is over and every return is known; 0 before: no share can be made."""
        return 0 if self.waiting or self.unknown else self.reached[Stage.VERIFIED]

    @property
    def words(self) -> str:
        """Its return rate with its denominator."""
        back = self.reached[Stage.RE_ENROLLED]
        if not back and self.waiting:
            # a zero would read as nobody
            return f"{grouped(self.waiting)} {own_walk.waits_words(self.due_day)}"
        said = f"{grouped(back)} of {grouped(self.reached[Stage.VERIFIED])} verified back"
        if self.unknown:
            said += f", {grouped(self.unknown)} unknown"
        if self.waiting:
            return f"{said} so far, {grouped(self.waiting)} {own_walk.waits_words(self.due_day)}"
        return f"{said} ({percent(100 * back / self.due, decimals=0)})" if self.due else said


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """The stages of a walk by group. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    found = [
        _group(cut, name, *counts, one.rate(RETURN_RATE).due)
        for cut, by in CUTS.items()
        for name, counts in groups(one.journeys, by).items()
    ]
    base, base_sources = base_rates(reader)
    sources = (*own_walk.own_sources(district), *base_sources)
    days = district.rules().window_days
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=_title(found),
        subtitle=own_walk.about(district, one, f"Re-enrolled: within {days} days of the walk, contacted or not"),
        sentence=f"Small groups differ by chance. {base_words(base)}",
        summary=". ".join(f"{group.cut}, {group.name}: {group.words}" for group in found) + ".",
        table=_table(found, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=_draw(found),
        narrow_figure=_draw(found, narrow=True),
        height=_height(found),
        narrow_height=_height(found),
        notes=own_walk.own_notes(district),
    )


def _group(
    cut: str, name: str, doors: tuple[StageCount, ...], returns: tuple[StageCount, ...], due: date | None
) -> Group:
    reached = {count.stage: count.reached for count in (*doors, *returns)}
    back = next(count for count in returns if count.stage is Stage.RE_ENROLLED)
    return Group(cut, name, reached, back.not_yet_due, back.unknown, due)


def _title(found: list[Group]) -> str:
    """The languages and their shares, in words: groups are in order of size, never of a problem."""
    spoken = [group for group in found if group.cut == "By language" and group.due >= FEWEST]
    if any(group.waiting for group in found):
        return "Back at school by group cannot be said yet: the time in which a return counts is not over"
    if any(group.unknown for group in found):
        return "Back at school by group cannot be said: the enrollment of some students is unknown"
    said = [f"{percent(100 * each.reached[Stage.RE_ENROLLED] / each.due, decimals=0)} {each.name}" for each in spoken]
    if not said:
        return f"No language has {FEWEST} students verified: too few to say who comes back"
    return f"Back at school, by language, of those verified: {listed(said)}"


def _table(found: list[Group], district: DistrictSide) -> Table:
    columns = (
        Column("group", "Group"),
        Column("cut", "Cut"),
        *(Column(stage.name.lower(), STAGE_NAMES[stage], "people") for stage in TABLE_STAGES),
        Column("not_yet_due", "Return not yet due", "people"),
        Column("unknown", "Return unknown", "people"),
    )
    rows = tuple(
        (
            Cell(group.name, group.name),
            Cell(group.cut, group.cut),
            *(Cell(group.reached[stage], grouped(group.reached[stage])) for stage in TABLE_STAGES),
            Cell(group.waiting, grouped(group.waiting)),
            Cell(group.unknown, grouped(group.unknown)),
        )
        for group in found
    )
    return Table(columns, rows, own_walk.caption(district, "Students by stage and group"))


def _height(found: list[Group]) -> int:
    return ROW * len(found) + HEAD * len(CUTS) + 34


def _draw(found: list[Group], narrow: bool = False) -> Figure:
    """Three bars over each other a group: listed, contacted, re-enrolled; the name and the return rate above them."""
    texts, places, at = [], [], 0.0
    for index, group in enumerate(found):
        if not index or found[index - 1].cut != group.cut:
            texts.append(label(f"<b>{group.cut}</b>", 0, at + HEAD / 2, xref="paper"))
            at += HEAD
        texts.append(label(plain(group.name), 0, at + 12, xref="paper", font=font(NAME_SIZE, "text")))
        said = {"xref": "paper", "xanchor": "right", "font": font(NAME_SIZE, "focus")}
        texts.append(label(plain(_short(group) if narrow else group.words), 1, at + 12, **said))
        places.append(at + 33)
        at += ROW
    most = max(*(group.reached[Stage.LISTED] for group in found), 1)
    kinds = ((Stage.LISTED, "land", 18), (Stage.CONTACTED, "context", 12), (Stage.RE_ENROLLED, "focus", 6))
    return figure(
        [_bars(places, [group.reached[stage] for group in found], colour, width) for stage, colour, width in kinds],
        height=_height(found),
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": 28, "b": 6},
        xaxis=axis(showticklabels=False, range=[0, most], domain=[0, 1]),
        yaxis=axis(visible=False, range=[at, 0]),
        annotations=[*texts, *key(KEY)],
    )


def _short(group: Group) -> str:
    """``37 of 144 (26%)``: for a narrow screen; what it counts stands in the title."""
    back = group.reached[Stage.RE_ENROLLED]
    if not back and group.waiting:
        return own_walk.waits_words(group.due_day)
    share = f" ({percent(100 * back / group.due, decimals=0)})" if group.due else ""
    return f"{grouped(back)} of {grouped(group.reached[Stage.VERIFIED])}{share}"


def _bars(places: list[float], counts: list[int], colour: str, width: float) -> dict[str, Any]:
    return bars(counts, places, width, {"color": LIGHT[colour], "line": {"width": 1 if colour == "land" else 0}})
