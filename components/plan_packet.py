"""The volunteer packet: when and where, what to say at a door, safety, confidentiality. It holds no student record."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from components.plan_answers import long_day
from components.plan_paper import bullets, run_table, title
from walks.planning import Plan

CHECK_IN = "volunteers-in"
DOOR_RULE = (
    "Say nothing that tells whether anybody is or was enrolled, until the student, or a parent of a student under 18, "
    "has said who they are. The team leader decides when that is so."
)
SAFETY = (
    "Stay with your team and its leader; the leader decides at every door.",
    "Knock, step back, stay where you can be seen. Call out in English and in Spanish.",
    "Never go inside a home, through a locked gate, or past a dog.",
    "Leave at once if anything feels wrong; the leader marks it as a safety stop. In danger call 911.",
    "Water, hat, closed shoes, charged phone. Two people stay in sight of the vehicle.",
    "No photo, film or post at or near a door. Media need consent before any door.",
)
CONFIDENTIAL = (
    "You have signed the district’s confidentiality agreement, or you do not go out.",
    "This packet holds no student record, and you are given none. Only the leader carries the list, and hands it back.",
    "At a door the leader may tell you a first name. Use it there, write nothing down, tell nobody afterwards.",
    "What you see and hear stays with the team. Worry about somebody’s safety goes to the leader at once.",
)


def volunteer_packet(plan: Plan) -> list[Any]:
    """The packet, from the plan's day, places and number to call."""
    return [
        title("Volunteer packet", f"Walk on {long_day(plan.day)}, {plan.organizer}"),
        html.P(_where(plan), className="sheet-lead"),
        run_table(plan),
        html.Section([html.H2("At the door"), html.P(html.B(DOOR_RULE)), _scripts(plan)], className="sheet-part"),
        html.Section([html.H2("Safety"), bullets(SAFETY)], className="sheet-part"),
        html.Section(
            [
                html.H2("Confidentiality"),
                html.P("Handed in at check-in."),
                bullets(CONFIDENTIAL),
                _signature(),
            ],
            className="sheet-part sheet-handed-in",
        ),
        html.P("Wording proposed; the district’s own rules and its counsel come first.", className="sheet-small"),
    ]


def _where(plan: Plan) -> list[Any]:
    moment = plan.moments.get(CHECK_IN)
    at = f"{plan.at(moment.minutes if moment else -60):%H:%M}"
    place = plan.meeting_place or "the place your coordinator names"
    return [
        "Check in at ",
        html.B(at),
        ", ",
        html.B(place),
        f". Teams leave at {plan.at(0):%H:%M} and are back by {plan.at(plan.minutes):%H:%M}.",
    ]


def _scripts(plan: Plan) -> html.Div:
    call = plan.phone or "______________________"
    return html.Div([_english(plan, call), _spanish(plan, call)], className="sheet-two")


def _english(plan: Plan, call: str) -> html.Div:
    enroll = f" at {plan.enroll_at}" if plan.enroll_at else ""
    ask = f"“Good morning. We are from {plan.organizer}. May we speak with …?” (first name from the leader)"
    other = (
        f"“We are from {plan.organizer} with a message for …; could you ask them to call {call}?” Thank them and go."
    )
    offer = (
        "“We came because you matter to us. There are ways to finish: in a classroom, online, or both. "
        f"You can start today{enroll}. What would help?”"
    )
    adult = "speaks for themselves; a parent hears nothing from the record unless the leader says so."
    return html.Div(
        [
            html.H3("English"),
            _said("When somebody opens", ask),
            _said("To anybody else", other),
            _said("Once the student, or a parent of a student under 18, has said so", offer),
            _said("A student of 18 or older", adult),
            _said("If the answer is no", f"“Thank you for your time. If you change your mind, call {call}.”"),
        ]
    )


def _spanish(plan: Plan, call: str) -> html.Div:
    enroll = f" en {plan.enroll_at}" if plan.enroll_at else ""
    ask = f"“Buenos días. Venimos de {plan.organizer}. ¿Podemos hablar con …?” (nombre que da el líder)"
    other = (
        f"“Venimos de {plan.organizer} con un mensaje para …; ¿podría pedirle que llame al {call}?” "
        "Dé las gracias y retírese."
    )
    offer = (
        "“Venimos porque usted nos importa. Hay maneras de terminar: en el aula, en línea o las dos. "
        f"Puede empezar hoy{enroll}. ¿Qué le ayudaría?”"
    )
    adult = "decide por sí mismo; no se habla de su expediente con los padres, salvo que el líder lo indique."
    return html.Div(
        [
            html.H3("Español"),
            _said("Cuando alguien abre", ask),
            _said("A cualquier otra persona", other),
            _said("Cuando el estudiante, o el padre o la madre de un menor de 18 años, se ha identificado", offer),
            _said("Quien tiene 18 años o más", adult),
            _said("Si la respuesta es no", f"“Gracias por su tiempo. Si cambia de opinión, llame al {call}.”"),
        ],
        lang="es",
    )


def _said(when: str, words: str) -> html.P:
    return html.P([html.B(f"{when}: "), words])


def _signature() -> html.P:
    lines = ("Volunteer’s name", "Signature", "Date")
    return html.P(
        [html.Span(each, className="sheet-line") for each in lines],
        className="sheet-sign",
        **attributes(aria_label="To sign"),
    )
