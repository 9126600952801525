"""The page of one plan: its sections, in the order the work goes, and the bar that saves."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import attributes
from components.plan_answers import long_day
from components.plan_fields import Fields, line, number, tick, timed
from components.plan_rows import due, rows, task_tick
from components.plan_sheets import SHEETS
from components.plan_versions import version_list
from operations.plans import SavedPlan
from walks.planning import TARGETS, TASKS, to_fields

LANGUAGES = (
    "English",
    "Spanish",
    "Arabic",
    "Kinyarwanda",
    "Kirundi",
    "Navajo",
    "Nepali",
    "Somali",
    "Swahili",
    "Vietnamese",
)
NO_STUDENTS = (
    "A plan holds adults and tasks only. Enter no student: no name, number, birth date or home address of one. "
    "What looks like that is refused."
)
SECTIONS = {
    "day": "The day",
    "tasks": "Tasks",
    "people": "Committee and leaders",
    "size": "Target, homes and teams",
    "run": "Run of the day",
    "costs": "Costs",
    "paper": "Print and export",
    "versions": "Versions",
}


def heading(saved: SavedPlan) -> str:
    """What the page is called."""
    return f"Walk on {long_day(saved.plan.day)}"


def content(saved: SavedPlan, versions: tuple[SavedPlan, ...], by: str = "") -> list[Any]:
    """Everything of the page that changes with the version."""
    fields = to_fields(saved.plan)
    return [
        dcc.Store(id="plan-which", data={"plan": saved.id, "version": saved.version}),
        html.P("Walk planner", className="eyebrow"),
        html.H1(heading(saved), id="plan-title"),
        html.P(NO_STUDENTS, className="page-intro"),
        html.Div(id="plan-figures", **attributes(aria_live="polite")),
        html.Div(id="plan-conflict"),
        html.Div(
            [
                _contents(),
                html.Div(
                    [
                        _section("day", _day(fields)),
                        _section("tasks", _tasks(fields)),
                        _section("people", _people(fields)),
                        _section("size", _size(fields)),
                        _section("run", _run(fields)),
                        _section("costs", _costs(fields)),
                        _section("paper", _paper(saved)),
                        _section("versions", [html.Div(version_list(saved, versions), id="plan-kept")]),
                    ],
                    className="plan-sections",
                ),
            ],
            className="plan-columns",
        ),
        _bar(saved, by),
    ]


def _contents() -> html.Nav:
    links = [html.Li(html.A(name, href=f"#plan-{key}")) for key, name in SECTIONS.items()]
    return html.Nav(html.Ul(links), className="plan-contents", **attributes(aria_label="Parts of the plan"))


def _section(key: str, parts: list[Any]) -> html.Section:
    return html.Section(
        [html.H2(SECTIONS[key], id=f"plan-{key}-title"), *parts],
        id=f"plan-{key}",
        className="plan-section",
        **attributes(aria_labelledby=f"plan-{key}-title"),
    )


def _day(fields: Fields) -> list[Any]:
    return [
        html.Div(
            [
                timed("day", fields, "date"),
                line("organizer", fields),
                timed("start", fields, "time"),
                number("minutes", fields),
            ],
            className="plan-grid",
        ),
        html.P(id="plan-day-note", className="plan-note"),
        html.Div(
            [
                line("meeting_place", fields, hint="Name of the building"),
                line("enroll_at", fields, hint="Name of the school or center"),
                line("phone", fields, hint="On the door hanger"),
                line("call", fields, hint="Dropout Prevention, weekdays 8 to 5"),
                line("call_spanish", fields, hint="Lunes a viernes, de 8 a 5"),
            ],
            className="plan-grid",
        ),
        html.H3("What is missing"),
        html.Div(id="plan-gaps"),
    ]


def _tasks(fields: Fields) -> list[Any]:
    toolkit = [
        html.Li(
            [
                task_tick(
                    task.key,
                    [html.Span(task.text), html.Span(str(task.role), className="plan-role")],
                    f"done.{task.key}.on" in fields,
                ),
                due(task.key),
                html.Small(f"Timing: {task.source}", className="plan-source"),
            ],
            className="plan-task",
            **attributes(data_role=str(task.role)),
        )
        for task in TASKS
    ]
    return [
        html.P(
            "Counted from the day, so they move when it moves. What falls on a weekend or a federal holiday moves away "
            "from the walk. A tick keeps the day and your name when you save.",
            className="plan-note",
        ),
        html.Ul(toolkit, className="plan-tasks"),
        html.H3("Own tasks"),
        html.P(
            "Days are counted from the walk; −14 is two weeks before, 3 is three days after.", className="plan-note"
        ),
        rows("own", fields),
    ]


def _people(fields: Fields) -> list[Any]:
    return [
        html.P(
            "Every role needs a person, every person a signed confidentiality agreement. Only employees of the district "
            "lead a team: they alone hold what is known of students.",
            className="plan-note",
        ),
        rows("members", fields),
    ]


def _size(fields: Fields) -> list[Any]:
    targets = [tick(f"targets.{key}", fields, target.label) for key, target in TARGETS.items()]
    return [
        html.Fieldset([html.Legend("Target groups"), *targets], className="plan-targets"),
        html.Div(
            [
                number("homes", fields),
                number("minutes_of_a_visit", fields, whole=False),
                number("minutes_of_a_drive", fields, whole=False),
                number("volunteers_a_team", fields),
                number("leaders", fields),
                number("volunteers", fields),
                number("vehicles", fields),
            ],
            className="plan-grid narrow",
        ),
        html.Div(id="plan-sizing", className="plan-answer", **attributes(aria_live="polite")),
        html.H3("Languages of the homes"),
        html.Datalist([html.Option(value=name) for name in LANGUAGES], id="plan-languages"),
        rows("languages", fields),
    ]


def _run(fields: Fields) -> list[Any]:
    note = "Minutes are counted from the start of the walk; −60 is an hour before."
    return [html.P(note, className="plan-note"), rows("moments", fields)]


def _costs(fields: Fields) -> list[Any]:
    return [
        html.P(
            "Hours at a rate, plus cash. Overtime and purchases are cash; regular staff time is paid anyway and counts "
            "toward the full cost; volunteers’ time stands on a line of its own.",
            className="plan-note",
        ),
        rows("costs", fields),
        html.Div(id="plan-sums", className="plan-answer"),
    ]


def _paper(saved: SavedPlan) -> list[Any]:
    folder = f"/walks/plan/{saved.id}"
    sheets = [html.Li(dcc.Link(name, href=f"{folder}/print/{key}")) for key, name in SHEETS.items()]
    return [
        html.P("Sheets and files show the plan as it was saved last.", className="plan-note"),
        html.Ul(sheets, className="plan-links"),
        html.Ul(
            [
                html.Li(html.A("Calendar of the walk and its tasks (.ics)", href=f"{folder}.ics", download="")),
                html.Li(html.A("Tasks (.csv)", href=f"{folder}/tasks.csv", download="")),
            ],
            className="plan-links",
        ),
    ]


def _bar(saved: SavedPlan, by: str) -> html.Div:
    return html.Div(
        [
            html.Label(
                [
                    html.Span("Your name", className="plan-label"),
                    dbc.Input(id="plan-by", value=by, type="text", maxlength=80, autocomplete="name", debounce=True),
                ],
                className="plan-field",
            ),
            html.Button("Save the plan", id="plan-save", className="button strong", type="button"),
            html.Div(
                [
                    html.P(saved_words(saved), id="plan-said", role="status"),
                    html.P(id="plan-unsaved", className="plan-unsaved"),
                ],
                className="plan-bar-words",
            ),
            html.Div(id="plan-faults", role="alert", className="plan-faults"),
        ],
        className="plan-bar",
        role="group",
        **attributes(aria_label="Saving"),
    )


def saved_words(saved: SavedPlan) -> str:
    """Which version stands."""
    return f"Version {saved.version}, saved {saved.when} by {saved.by}"


def fault_list(faults: list[tuple[str, str]]) -> Any:
    """What of the form does not hold; nothing where all does."""
    if not faults:
        return None
    return [html.P("Not saved:"), html.Ul([html.Li(said) for _path, said in faults])]
