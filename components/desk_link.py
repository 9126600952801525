"""From a loss to the desk where its assumptions can be changed, and to the page that says how to read it."""

from __future__ import annotations

from dash import dcc, html

from exhibits.model import Exhibit


def desk_link(profile: Exhibit) -> html.P:
    """A link that opens the assumption desk on the figures of a profile."""
    asked = profile.parameters
    wanted = {name: asked.get(name) for name in ("place", "edition", "counted", "price_year")}
    query = "&".join(f"{name}={value}" for name, value in wanted.items() if value)
    return html.P(
        dcc.Link("Change the assumptions behind these losses", href=f"/losses?{query}"), className="desk-link"
    )


def reading_link(place: str = "") -> html.P:
    """A link to how to read a loss, and how not to, worked on the figures of this place."""
    href = f"/how-to-read?place={place}" if place else "/how-to-read"
    return html.P(dcc.Link("How to read this, and how not to", href=href), className="desk-link")
