"""A release that was brought: what it says it is and what it holds, before it is loaded; and what is loaded already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from components.door import reader
from components.scrolling import scrolling
from database.release_values import ReleaseRecord
from exhibits import formats
from exhibits.model import MADE_UP
from exhibits.released_rates import base_rates, caution
from exhibits.released_reading import stored
from exhibits.walk_record import date_words
from operations.receiving import Received
from operations.release_audit import WHAT_TO_DO, LoadedRelease
from walks.disclosure import RULE_VERSION
from walks.release_shown import sentences

SHOWN_DIGITS = 16
MOST_FINDINGS = 12


def received_parts(received: Received) -> list[Any]:
    """What a verified release holds."""
    release = received.release
    walks = [f"{date_words(walk.day.isoformat())} ({walk.organizer})" for walk in release.walks]
    facts = {
        "District": release.district,
        "Students": f"{MADE_UP}: no real ones" if release.made_up else "the district’s own",
        "Made on": date_words(release.made_on.isoformat()),
        "Approved by": release.approver,
        "Rules": f"{release.rule_version} ({release.profile})",
        "SHA-256": received.sha256,
        "Walks": "; ".join(walks),
        "Holds": f"{len(release.tables)} tables: {formats.grouped(received.shown)} counts shown, {received.hidden} hidden",
    }
    pairs = [part for name, value in facts.items() for part in (html.Dt(name), html.Dd(value))]
    return [
        html.P("Verified: its form, its hash, the rules, and against every earlier release.", className="import-said"),
        html.P(html.Span(MADE_UP, className="tag"), className="import-badge") if release.made_up else None,
        html.Dl(pairs, className="record"),
        html.H3("What anyone can then say"),
        html.Ul([html.Li(sentence) for sentence in sentences(release)] or [html.Li("Nothing about return rates.")]),
        html.P(caution(base_rates(reader()))),
    ]


def refused_parts(reasons: Sequence[str]) -> list[Any]:
    """Why a release is not loaded. The reasons name tables and cells, never a count."""
    return [
        html.Div(
            [html.H3("It is not loaded"), html.Ul([html.Li(reason) for reason in reasons[:20]])],
            className="import-refused",
        )
    ]


def loaded_parts(record: ReleaseRecord, *, replaced: bool) -> list[Any]:
    """What is said right after a release was loaded; ``replaced``: whether another was withdrawn with it."""
    day = date_words(record.made_on.isoformat())
    return [
        html.P(
            [
                f"The release of {day}, {record.district}, is loaded. ",
                "The one it replaces is withdrawn: it is public no longer. " if replaced else "",
                dcc.Link("See it with the walks", href="/walks#released"),
            ]
        )
    ]


def loaded_list(records: Sequence[LoadedRelease]) -> Any:
    """Every release loaded, withdrawn ones too, the newest first."""
    if not records:
        return html.P("No release has been loaded yet.", className="hint")
    heads = ("Made on", "District", "Students", "Walks", "Approved by", "Loaded on", "State", "Audit", "SHA-256")
    head = html.Tr([html.Th(name, scope="col") for name in heads])
    body = [
        html.Caption("Releases loaded, the newest first"),
        html.Thead(head),
        html.Tbody([_row(record) for record in reversed(records)]),
    ]
    return scrolling(html.Table(body, className="table table-sm"), "Releases loaded")


def _row(one: LoadedRelease) -> html.Tr:
    record = one.record
    cells = (
        record.district,
        MADE_UP if record.made_up else "the district’s own",
        str(len(stored(record.content).walks)),
        record.approver,
        date_words(record.loaded_at.date().isoformat()),
        _state(one),
        _audit(one),
    )
    return html.Tr(
        [
            html.Th(date_words(record.made_on.isoformat()), scope="row"),
            *map(html.Td, cells),
            html.Td(html.Code(record.sha256[:SHOWN_DIGITS])),
        ]
    )


def _state(one: LoadedRelease) -> str:
    if one.withdrawal is None:
        return "public"
    held = one.withdrawal
    instead = f"; {held.replaced_by[:SHOWN_DIGITS]} in its place" if held.replaced_by else ""
    return f"withdrawn {date_words(held.withdrawn_at.date().isoformat())} by {held.who}: {held.reason}{instead}"


def _audit(one: LoadedRelease) -> str:
    if one.audit is None:
        return f"not yet by rules {RULE_VERSION}"
    found = len(one.gives_away)
    return f"{found} findings" if found > 1 else "1 finding" if found else "nothing given away"


def audit_parts(records: Sequence[LoadedRelease]) -> list[Any]:
    """What the loaded releases give away by today's rules, and what can be done."""
    waiting = sum(one.audit is None for one in records)
    found = [one for one in records if one.gives_away]
    open_ones = [one for one in found if one.withdrawal is None]
    parts: list[Any] = []
    if waiting:
        count = f"{waiting} releases were" if waiting > 1 else "One release was"
        parts.append(html.P(f"{count} loaded under older rules and not audited by rules {RULE_VERSION} yet."))
    elif records and not found:
        parts.append(html.P(f"By rules {RULE_VERSION} no loaded release gives a small count away."))
    for one in found:
        parts.append(_findings(one))
    if open_ones:
        parts.append(html.P(WHAT_TO_DO))
    return parts


def _findings(one: LoadedRelease) -> html.Div:
    name = f"Release of {date_words(one.record.made_on.isoformat())}, {one.record.district}"
    state = "withdrawn, but known to whoever kept it" if one.withdrawal else "public"
    listed = [html.Li(finding) for finding in one.gives_away[:MOST_FINDINGS]]
    more = len(one.gives_away) - MOST_FINDINGS
    if more > 0:
        listed.append(html.Li(f"and {more} more"))
    return html.Div([html.H3(f"{name} ({state})"), html.Ul(listed)], className="import-refused")


def release_options(records: Sequence[LoadedRelease]) -> list[dict[str, str]]:
    """The public releases, the newest first, as choices."""
    return [
        {
            "value": one.record.sha256,
            "label": f"{date_words(one.record.made_on.isoformat())}, {one.record.district} "
            f"({one.record.sha256[:SHOWN_DIGITS]})",
        }
        for one in reversed(records)
        if one.withdrawal is None
    ]
