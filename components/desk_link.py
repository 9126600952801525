"""From a published loss to the desk where its assumptions can be changed: same place, edition and people counted."""

from __future__ import annotations

from dash import dcc, html

from exhibits.model import Exhibit


def desk_link(profile: Exhibit) -> html.P:
    """A link that opens the assumption desk on the figures of a profile."""
    asked = profile.parameters
    wanted = {"place": asked.get("place"), "edition": asked.get("edition"), "counted": asked.get("counted")}
    query = "&".join(f"{name}={value}" for name, value in wanted.items() if value)
    return html.P(
        dcc.Link("Change the assumptions behind these losses", href=f"/losses?{query}"), className="desk-link"
    )
