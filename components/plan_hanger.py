"""The door hanger, half a page each in English and Spanish. Anybody may read it, so it says nothing about anybody."""

from __future__ import annotations

from typing import Any

from dash import html

from walks.planning import Plan

BLANK = "______________________"


def door_hanger(plan: Plan) -> list[Any]:
    """Two hangers side by side, to be cut apart, or folded into one with two sides."""
    return [html.Div([_english(plan), _spanish(plan)], className="hanger-pair")]


def _english(plan: Plan) -> html.Section:
    return html.Section(
        _parts(
            "h1",
            "Sorry we missed you",
            f"{plan.organizer} came by today.",
            "It is never too late to finish school. In a classroom, online, or both.",
            ("Call us", plan.phone or BLANK, plan.call),
            f"Or come to {plan.enroll_at}." if plan.enroll_at else "",
            "Everyone is welcome. This card is for any household and names nobody.",
        ),
        className="hanger",
    )


def _spanish(plan: Plan) -> html.Section:
    return html.Section(
        _parts(
            "h2",
            "Sentimos no haberle encontrado",
            f"{plan.organizer} pasó por aquí hoy.",
            "Nunca es tarde para terminar la escuela. En el aula, en línea o de las dos maneras.",
            ("Llámenos", plan.phone or BLANK, plan.call_spanish or plan.call),
            f"O venga a {plan.enroll_at}." if plan.enroll_at else "",
            "Todos son bienvenidos. Esta tarjeta es para cualquier hogar y no nombra a nadie.",
        ),
        className="hanger",
        lang="es",
    )


def _parts(level: str, head: str, who: str, offer: str, call: tuple[str, str, str], come: str, foot: str) -> list[Any]:
    heading = html.H1 if level == "h1" else html.H2
    return [
        html.Div(className="hanger-hole"),
        heading(head, className="hanger-head"),
        html.P(who, className="hanger-who"),
        html.P(offer),
        html.P(
            [html.Span(call[0]), html.B(call[1]), html.Small(call[2]) if call[2] else None], className="hanger-call"
        ),
        html.P(come) if come else None,
        html.P(foot, className="hanger-foot"),
    ]
