"""Released walks on the pages of walks: what a district released, never more, beside what the press published."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components.door import exhibit
from components.frame import frame
from database.reader import Reader
from exhibits import released_reading
from exhibits.released_reading import ReleasedDistrict, ReleasedWalk

INTRO = (
    "These counts come from districts’ own records. Each district hides small groups and what would tell them before "
    "anything leaves it; what is hidden is not in what it sent. They are never added to figures of the press."
)


def released_walks(reader: Reader) -> list[Any]:
    """The part of ``/walks`` that districts released; nothing where nothing is."""
    found = released_reading.districts(reader)
    if not found:
        return []
    head = [
        html.H2("Released by districts", className="section-title", id="released"),
        html.P(INTRO, className="page-intro"),
    ]
    return [*head, *(part for own in found.values() for part in _district(own)), *_frames([("released_log", {})])]


def released_walk(reader: Reader, walk_id: str) -> list[Any]:
    """The part of ``/walks/<id>`` that a district released of this walk; nothing where nothing is."""
    found = released_reading.released_walks(reader).get(walk_id)
    if found is None:
        return []
    of_walk = {"walk": found.id, "district": found.district.slug}
    return [
        html.H2("Released by the district", className="section-title", id="released"),
        html.P(INTRO, className="page-intro"),
        *_frames([("released_stages", of_walk), ("released_rates", of_walk)]),
    ]


def released_walk_ids(reader: Reader) -> frozenset[str]:
    """Ids of the walks with a released part, whether or not the press wrote of them."""
    return frozenset(released_reading.released_walks(reader))


def released_walk_names(reader: Reader) -> dict[str, tuple[str, str]]:
    """By id: how a released walk is headed (place and date) and whose it is; made-up ones say so."""
    return {
        identity: (_name(walk), walk.key.organizer)
        for identity, walk in released_reading.released_walks(reader).items()
    }


def _name(walk: ReleasedWalk) -> str:
    return released_reading.titled(f"{walk.district.name}, {walk.name}", walk.district.made_up)


def _district(own: ReleasedDistrict) -> list[Any]:
    """One district: what holds for all its walks, and a link to each."""
    of_all = {"walk": released_reading.ALL, "district": own.slug}
    wanted = [("released_rates", of_all), ("released_stages", of_all)]
    wanted += [("released_groups", {"by": by, "district": own.slug}) for by in ("target_group", "language")]
    links = [html.Li(dcc.Link(_name(walk), href=f"/walks/{walk.id}", title=walk.key.organizer)) for walk in own.walks]
    return [*_frames(wanted), html.H3(f"Walks of {own.name}"), html.Ul(links, className="city-links")]


def _frames(wanted: list[tuple[str, dict[str, str]]]) -> list[Any]:
    """The exhibits that have something to show."""
    built = [exhibit(name, **asked) for name, asked in wanted]
    return [frame(each, heading="h3", open_table=each.figure is None) for each in built if not each.empty]
