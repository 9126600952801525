"""What each act of the import page does, and which parts of the page are new after it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dash import dcc, html

from components.import_asked import Act, Asked, Brought, Unusable, meanings
from components.import_choose import KINDS, choose
from components.import_codes import codes
from components.import_dry_run import columns, findings, left_out, load_button, numbers, refusal, sentence
from components.import_labels import labels
from components.import_layout import coverage, layout, open_ends
from components.import_loads import kind_name, loads
from components.import_table import day_words
from components.import_who import named, who
from components.import_years import year_form, year_of, years
from database.district.errors import AlreadyHeld, CannotUndo
from database.district.values import SchoolYearRecord
from database.engine import DatabaseError
from exhibits.formats import number_of
from operations.district.importing import (
    Checked,
    NotLoaded,
    Wishes,
    answer_codes,
    check_file,
    load_file,
    rejected_file,
    template,
    undo_load,
)
from operations.district.school_years import replaced
from operations.district.side import DistrictSide
from walks.calendar import SchoolYear
from walks.importing import FileKind

MADE_UP = "Made-up data: every row here comes from the generator. No student is real."
DRY_RUN = (
    "said",
    "refused",
    "numbers",
    "coverage",
    "open",
    "labels",
    "codes",
    "layout",
    "columns",
    "left",
    "findings",
    "load",
)
PARTS = ("badge", "who", "who-said", "choose", *DRY_RUN, "loads", "loads-said", "years", "years-said", "year-form")
SAID_OF: Mapping[Act, str] = {
    "district": "who-said",
    "undo": "loads-said",
    "year": "years-said",
    "year-edit": "years-said",
    "drop-year": "years-said",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an act came to.

    Attributes:
        parts: new content by name of ``PARTS``; what is not named stays as it is.
        focus: id of the element that gets the focus.
        done: whether the chosen file is finished with.
        download: a file for the browser, as ``dcc.Download`` takes it.
    """

    parts: Mapping[str, Any] = field(default_factory=dict)
    focus: str = ""
    done: bool = False
    download: Mapping[str, Any] | None = None


def answer(side: DistrictSide, asked: Asked) -> Answer:
    """Do what is asked; what cannot be done is said where it was asked."""
    try:
        made = ACTS[asked.act](side, asked)
        # what was said of an earlier act is over
        return replace(made, parts={**dict.fromkeys(SAID_OF.values()), **made.parts})
    except (Unusable, NotLoaded, CannotUndo, AlreadyHeld, DatabaseError) as problem:
        said = SAID_OF.get(asked.act, "said")
        parts = {said: html.P(str(problem), className="import-problem")}
        # counts of another file or day must not stand under the words
        old = dict.fromkeys(name for name in DRY_RUN if name != "columns") if asked.act == "check" else {}
        return Answer(dict.fromkeys(SAID_OF.values()) | old | parts, f"import-{said}")


def standing(side: DistrictSide) -> dict[str, Any]:
    """The parts that show what is kept, as it is now."""
    found = side.store.loads()
    live = [load for load in found if load.undone_at is None]
    return {
        "badge": html.P(html.Span(MADE_UP, className="tag")) if side.is_made_up() else None,
        "who": who(side.district(), fixed=bool(live)),
        "loads": loads(found),
        "years": years(side.store.school_years(), side.calendar().calendar.years, side.is_made_up()),
    }


def choosing(side: DistrictSide) -> Any:
    """The controls to choose a file; before the district is named, why there are none."""
    if side.district() is None:
        return html.P(
            "Save the two names above first: with its day and who holds it a walk is named.", className="hint"
        )
    return choose(side.today())


def _checked(side: DistrictSide, asked: Asked) -> tuple[Checked, Brought, Wishes]:
    brought = asked.brought()
    as_of, data = asked.as_of(side.today()), brought.data()
    wishes = asked.wishes(data)
    return check_file(side, asked.kind, brought.name, data, asked.mapping, as_of, wishes), brought, wishes


def _dry_run(checked: Checked, name: str, fresh: bool, wishes: Wishes) -> dict[str, Any]:
    parts = {
        "said": html.P(sentence(checked, name)),
        "refused": refusal(checked),
        "numbers": numbers(checked),
        "coverage": coverage(checked),
        "open": open_ends(checked, wishes),
        "labels": labels(checked.labels),
        "layout": layout(checked),
        "left": left_out(checked),
        "codes": codes(checked.unknown_codes),
        "findings": findings(checked),
        "load": load_button(checked),
    }
    # the choices on screen are those just made: to draw them anew would take the focus away
    return parts | ({"columns": columns(checked)} if fresh else {})


def _check(side: DistrictSide, asked: Asked) -> Answer:
    checked, brought, wishes = _checked(side, asked)
    return Answer(_dry_run(checked, brought.name, asked.fresh, wishes), "import-said")


def _codes(side: DistrictSide, asked: Asked) -> Answer:
    try:
        answer_codes(side, meanings(asked.fields))
    except Unusable:
        raise
    except ValueError as problem:
        raise Unusable(f"{str(problem)[:1].upper()}{str(problem)[1:]}.") from problem
    return _check(side, asked)


def _load(side: DistrictSide, asked: Asked) -> Answer:
    brought = asked.brought()
    as_of, data = asked.as_of(side.today()), brought.data()
    loaded = load_file(side, asked.kind, brought.name, data, asked.mapping, as_of, asked.wishes(data))
    left = f"; {number_of(loaded.rejected, 'row was', 'rows were')} left behind" if loaded.rejected else ""
    said = html.Div(
        [
            html.P(f"Loaded {number_of(loaded.kept, 'row', 'rows')} of {kind_name(asked.kind).lower()}{left}."),
            html.P(["Next: ", *_next(side, asked.kind)], className="import-next"),
        ]
    )
    parts = dict.fromkeys(DRY_RUN) | {"said": said} | standing(side)
    return Answer(parts, "import-said", done=True)


def _next(side: DistrictSide, kind: FileKind) -> list[Any]:
    """Where to go after a load: the other file journeys need, or the walks."""
    live = {load.kind for load in side.store.loads() if load.undone_at is None}
    missing = next((each for each in (FileKind.VISITS, FileKind.SPELLS) if each not in live), None)
    if missing is not None:
        return [f"choose the file of {KINDS[missing][0].lower()} above."]
    latest = side.walks()[-1:]
    links = [dcc.Link(f"see the walk of {day_words(walk.day)}", href=f"/walks/{walk.slug}") for walk in latest]
    return [*links, " or ", dcc.Link("all walks", href="/walks"), "."]


def _rejected(side: DistrictSide, asked: Asked) -> Answer:
    checked, brought, _ = _checked(side, asked)
    stem = brought.name.rpartition(".")[0] or brought.name
    return Answer(download=_file(f"rejected-{stem}.csv", rejected_file(checked)))


def _template(_side: DistrictSide, asked: Asked) -> Answer:
    return Answer(download=_file(f"{asked.kind.value}.csv", template(asked.kind)))


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"filename": name, "content": base64.b64encode(content).decode(), "type": "text/csv", "base64": True}


def _district(side: DistrictSide, asked: Asked) -> Answer:
    if any(load.undone_at is None for load in side.store.loads()):
        raise Unusable("Something is loaded, and its walks are named by this: undo every load first.")
    wanted = named(asked.fields)
    if side.store.releases() and wanted != side.district():
        # under another name a later release would not be checked against these
        raise Unusable("Releases were made under these names: use another file for another district.")
    side.store.save_district(wanted)
    parts = {"who-said": html.P("Saved."), "choose": choosing(side), **dict.fromkeys(DRY_RUN)}
    return Answer(parts | standing(side), "import-choose-title", done=True)


def _undo(side: DistrictSide, asked: Asked) -> Answer:
    went = undo_load(side, asked.id or 0)
    said = f"Undone: {number_of(went, 'row is', 'rows are')} gone. The load stays listed as undone."
    # what was checked was checked against rows that are no longer there
    parts = dict.fromkeys(DRY_RUN) | {"loads-said": html.P(said)}
    return Answer(parts | standing(side), "import-loads-said", done=True)


def _year(side: DistrictSide, asked: Asked) -> Answer:
    new = year_of(asked.fields)
    kept, had = replaced(side.store.school_years(), new)
    side.store.save_school_years(kept)
    name = f"{new.first_day.year}-{new.last_day.year % 100:02d}"
    said = f"Saved: school year {name}{', in the place of what it overlapped' if had else ''}."
    return _years(side, said, None)


def _year_edit(side: DistrictSide, asked: Asked) -> Answer:
    year = _year_with(side, asked)
    return Answer({"year-form": year_form(year), "years-said": None}, "year-first_day")


def _drop_year(side: DistrictSide, asked: Asked) -> Answer:
    year = _year_with(side, asked)
    side.store.save_school_years([each for each in side.store.school_years() if each.first_day != year.first_day])
    return _years(side, f"Removed: the school year that begins on {day_words(year.first_day)}.", None)


def _years(side: DistrictSide, said: str, shown: SchoolYear | None) -> Answer:
    parts = {"years": standing(side)["years"], "years-said": html.P(said), "year-form": year_form(shown)}
    return Answer(parts, "import-years-said")


def _year_with(side: DistrictSide, asked: Asked) -> SchoolYear | SchoolYearRecord:
    held: list[SchoolYear | SchoolYearRecord] = [*side.store.school_years(), *side.calendar().calendar.years]
    found = next((year for year in held if year.first_day.toordinal() == asked.id), None)
    if found is None:
        raise Unusable("This school year is not there any more: reload the page.")
    return found


ACTS: Mapping[Act, Callable[[DistrictSide, Asked], Answer]] = {
    "check": _check,
    "load": _load,
    "codes": _codes,
    "rejected": _rejected,
    "template": _template,
    "district": _district,
    "undo": _undo,
    "year": _year,
    "year-edit": _year_edit,
    "drop-year": _drop_year,
}
