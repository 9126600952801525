"""One assumption as a control: slider and typed box in step, its low, central and high, its source one key away.

The controls are the browser's own. What they say to each other is in ``losses.js``; what a row means is in its data
attributes, so that the script knows no assumption by name.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components.attributes import attributes
from economics import Parameter
from exhibits.basis_words import basis_line
from exhibits.losses_desk import Desk
from exhibits.losses_rate import rate_words
from exhibits.losses_words import short_name, value_words


def scale_of(unit: str) -> float:
    """What a value is multiplied by to be read: fractions are read as percent."""
    return 100.0 if unit.startswith("fraction") else 1.0


def row(one: Parameter, desk: Desk) -> html.Div:
    """The control of one assumption, in the state of the desk; hidden where it does not apply."""
    low, high, least, most, central = span(one, desk)
    now = value_of(one, desk)
    scale = scale_of(one.unit)
    applies = desk.population in one.populations
    facts = {
        "name": one.id,
        "unit": one.unit,
        "scale": f"{scale:g}",
        "least": _plain(least),
        "most": _plain(most),
        "central": _plain(central),
        "populations": " ".join(one.populations),
    }
    return html.Div(
        [
            html.Div(
                [
                    html.Label(one.name, htmlFor=f"desk-slider-{one.id}"),
                    html.Span("", className="was"),
                    _box(f"desk-box-{one.id}", f"{one.name}, typed", _read(one.unit, now), "typed"),
                ],
                className="assumption-line",
            ),
            _track(one, least, most, now, (low, central, high), scale),
            _source(one, low, central, high, desk),
            html.P("", className="assumption-problem", role="alert"),
        ],
        className="assumption",
        hidden=not applies,
        **attributes(**{f"data_{name}": text for name, text in facts.items()}),
    )


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _read(unit: str, value: float | None) -> str:
    return "" if value is None else value_words(unit, value)


def _box(identity: str, label: str, value: str, kind: str) -> html.Span:
    return html.Span(
        [
            html.Label(label, htmlFor=identity, className="visually-hidden"),
            dcc.Input(id=identity, type="text", inputMode="numeric", autoComplete="off", value=value, maxLength=20),
        ],
        className="box",
        **attributes(data_kind=kind),
    )


def span(one: Parameter, desk: Desk) -> tuple[float | None, float | None, float, float | None, float | None]:
    """Low, high, least, most and central of an assumption; those the place's data decide come from its anchor.

    ``most`` is None where it is not known how many there are: then there is nothing to slide along.
    """
    if one.id == "count":
        count, cohort = desk.found.anchor.count, desk.found.anchor.cohort
        return None, None, 0.0, cohort or (2 * count if count else None), count
    if one.id == "rate":
        count, cohort = desk.found.anchor.count, desk.found.anchor.cohort
        known = count is not None and bool(cohort)
        return (
            None,
            None,
            0.0,
            1.0 if cohort else None,
            round(count / cohort, 4) if known and cohort and count else None,
        )
    least, low, central, high, most = one.numbers()
    low, high = desk.ranges.get(one.id, (low, high))
    return low, high, least, most, central


def value_of(one: Parameter, desk: Desk) -> float | None:
    """The value now, in the assumption's unit; count and rate follow each other."""
    anchor, loss = desk.found.anchor, desk.loss
    if one.id == "count":
        return loss.cohort.count
    if one.id == "rate":
        if not anchor.cohort or loss.cohort.count is None:
            return None
        return round(loss.cohort.count / anchor.cohort, 4)
    return float(getattr(desk.assumptions, one.id))


def _track(
    one: Parameter,
    least: float,
    most: float | None,
    now: float | None,
    marks: tuple[float | None, float | None, float | None],
    scale: float,
) -> html.Div:
    top = most if most is not None else 1.0
    step = one.step or 1
    slider = dcc.Input(
        id=f"desk-slider-{one.id}",
        type="range",
        min=round(least * scale, 6),
        max=round(top * scale, 6),
        step=round(step * scale, 6),
        value=round((now or 0.0) * scale, 6),
        className="slider",
        disabled=most is None,
    )
    ticks = [
        html.I(className=f"tick {kind}", style={"left": f"{100 * (mark - least) / (top - least):.2f}%"})
        for kind, mark in zip(("low", "central", "high"), marks, strict=True)
        if mark is not None and top > least
    ]
    return html.Div(
        [
            html.Div(
                [html.I(className="rail"), html.I(className="fill"), *ticks],
                className="scale",
                **attributes(aria_hidden="true"),
            ),
            slider,
        ],
        className="track",
        hidden=most is None,
        **attributes(data_kind="slider"),
    )


def _source(one: Parameter, low: float | None, central: float | None, high: float | None, desk: Desk) -> html.Details:
    if one.id in ("count", "rate"):
        summary = (
            "From the place’s own figures"
            if central is not None
            else "Not published here: type a number to ask what if"
        )
    elif low == high:
        summary = f"Held at {value_words(one.unit, central)}: {one.source_title}"
    else:
        summary = ", ".join(
            f"{word} {value_words(one.unit, value)}"
            for word, value in (("low", low), ("central", central), ("high", high))
        )
    return html.Details(
        [
            html.Summary(summary[0].upper() + summary[1:]),
            *source_words(one),
            *(rate_help(desk) if one.id == "discount_rate" else ()),
            *_range_boxes(one, low, high),
        ],
        className="assumption-source",
    )


def rate_help(desk: Desk) -> list[Any]:
    """How the study's rate is known, and what the loss would be if it used 3 %."""
    basis = basis_line(desk.loss.basis)
    return [html.P(rate_words(desk), title=basis, **attributes(data_basis=basis))]


def source_words(one: Parameter) -> list[Any]:
    """What an assumption is, what it is not, and who says so."""
    source: Any = one.source_title
    if one.source_address:
        source = html.A(one.source_title, href=one.source_address, rel="noreferrer noopener")
    return [
        html.P(one.help),
        html.P(["Source: ", source, ". ", one.source_note]),
        html.P(one.is_not),
        html.P(f"Allowed: {one.allowed_text or _allowed(one)}."),
    ]


def _allowed(one: Parameter) -> str:
    return f"{value_words(one.unit, one.allowed_min)} to {value_words(one.unit, one.allowed_max)}"


def _range_boxes(one: Parameter, low: float | None, high: float | None) -> list[Any]:
    if one.distribution != "triangular":
        return []
    name = short_name(one.id)
    return [
        html.Div(
            [
                html.Span("Range for the tornado and the dots: ", className="range-words"),
                _box(f"desk-low-{one.id}", f"{name}, low end of the range", _read(one.unit, low), "low"),
                html.Span(" to "),
                _box(f"desk-high-{one.id}", f"{name}, high end of the range", _read(one.unit, high), "high"),
            ],
            className="range-boxes",
        )
    ]
