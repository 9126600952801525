"""Which count a profile shows: each study's own, or the latest class; and whether in current dollars."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import dcc, html

from components.attributes import attributes
from database.reader import Reader
from exhibits.loss_anchor import EDITIONS
from exhibits.losses_desk import prices_of
from exhibits.model import Exhibit

LATEST = "Latest class"


def newest_prices(reader: Reader) -> int | None:
    """The newest year with a price index: that of current dollars."""
    return max(prices_of(reader, reader.data_version()), default=None)


def edition_switch(profile: Exhibit, path: str, newest: int | None) -> html.Nav:
    """The links of a profile to its other counts. ``newest``: the year of current dollars, None where there are none."""
    asked = profile.parameters
    dollars = {"price_year": asked["price_year"]} if asked.get("price_year") else {}
    by_class = asked.get("counted", "class") == "class"
    views = [(LATEST, {"counted": "class"} | dollars, by_class)]
    for edition in reversed(EDITIONS):
        chosen = not by_class and asked.get("edition") == str(edition)
        # the dollar year of the later edition is not published, so its amounts have no other
        kept = dollars if edition == EDITIONS[0] else {}
        views.append((f"{edition} study", {"counted": "published", "edition": str(edition)} | kept, chosen))
    links = [_link(words, path, query, chosen) for words, query, chosen in views]
    return html.Nav(
        [*links, *_dollars(profile, path, newest)], className="chips edition-switch", **attributes(aria_label="Count")
    )


def _link(words: str, path: str, query: dict[str, str], chosen: bool) -> dcc.Link | html.Span:
    if chosen:
        return html.Span(words, className="chip", **attributes(aria_current="true"))
    return dcc.Link(words, href=f"{path}?{urlencode(query)}", className="chip quiet")


def _dollars(profile: Exhibit, path: str, newest: int | None) -> list[dcc.Link | html.Span]:
    """The link to current dollars and back; none where the edition's dollar year is not published."""
    if newest is None or not profile.basis or profile.basis[0].price_year is None:
        return []
    query = {name: value for name, value in profile.parameters.items() if name in ("edition", "counted")}
    if profile.parameters.get("price_year") == str(newest):
        return [_link("In the study’s dollars", path, query, chosen=False)]
    return [_link(f"In {newest} dollars", path, query | {"price_year": str(newest)}, chosen=False)]
