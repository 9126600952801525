"""``/city/<slug>``: the report's page, alive. Thin places say what is missing and why."""

from __future__ import annotations

from typing import Any, Literal

import dash
from dash import dcc, html

from components.address import PageState, path_part, path_variable, read_state
from components.desk_link import desk_link, reading_link
from components.door import exhibit, reader, tried
from components.edition_switch import edition_switch, newest_prices
from components.frame import frame
from components.states import not_here, notice
from database.values import PlaceRecord
from exhibits.formats import grouped, listed, possessive
from exhibits.lookup import CITIES, near_places, usual_period
from exhibits.model import BadParameterError, Exhibit
from exhibits.parameters import MaybeYear

LEAD_MEASURE = "share_19_20_with_hs_diploma"


def _title(slug: object = None) -> str:
    place = _city(path_part(slug))
    return f"{place.name}: city profile" if place else "No such city"


def _city(slug: str) -> PlaceRecord | None:
    """A city or town; counties, metros and the state are larger areas with no profile of their own."""
    place = reader().place(slug.strip().lower())
    return place if place is not None and place.kind in CITIES else None


dash.register_page(
    __name__,
    path_template="/city/<slug>",
    title=_title,
    nav=None,
    order=2,
    knows=lambda slug: _city(path_part(slug)) is not None,
)


class State(PageState):
    """``edition``: which study's loss per person; ``counted``: the districts' latest class or the study's own count.

    ``price_year``: dollars of that year instead of the study's.
    """

    edition: Literal["2014", "2018"] | None = None
    counted: Literal["class", "published"] = "class"
    price_year: MaybeYear = None


def layout(slug: object = None, **query: Any) -> html.Div:
    """The profile of one place; a helpful page where there is none."""
    name, clash = path_variable(slug)
    place = _city(name)
    if place is None:
        return _unknown(name)
    state, said = read_state(State, query)
    profile, unusable = _profile(place, state)
    return html.Div(
        [
            notice(clash + said + unusable),
            html.P(_eyebrow(place), className="eyebrow"),
            html.H1(place.name),
            edition_switch(profile, f"/city/{place.slug}", newest_prices(reader())),
            frame(profile, lead=True),
            desk_link(profile),
            reading_link(place.slug),
            # not a page of this frame: a document of its own
            html.P(html.A(f"{possessive(place.name)} brief: two pages to print or save", href=f"/brief/{place.slug}")),
            html.Div([html.Div(_left(place)), html.Div(_right(place, state))], className="cols"),
            _peers(place),
            frame(exhibit("districts", place=place.slug), open_table=True),
            _published(place),
            _missing(profile),
        ],
        className="page city",
    )


def _profile(place: PlaceRecord, state: State) -> tuple[Exhibit, list[str]]:
    """The profile as asked; in the study's own dollars where the others cannot be had, which is said."""
    asked = {"place": place.slug, "edition": state.edition, "counted": state.counted}
    found = tried("profile", asked | {"price_year": str(state.price_year) if state.price_year else None})
    if isinstance(found, Exhibit):
        return found, []
    return exhibit("profile", **asked), [f"Dollars of {state.price_year} cannot be shown here: {found.allowed}."]


def _unknown(name: str) -> html.Div:
    area = reader().place(name)
    if area is not None:
        why = "It is a larger area. Arizona’s own figures are on the overview; cities and towns have pages."
        return not_here(
            f"{area.name} has no city profile", why, [("Overview: Arizona", "/")], ("All cities and towns", "/city")
        )
    slugs = near_places(reader(), name)
    near = [(found.name, f"/city/{slug}") for slug in slugs if (found := reader().place(slug))]
    return not_here(
        f"No city or town called “{name}”",
        "Arizona has 91 incorporated cities and towns; each has a page.",
        near,
        ("All cities and towns", "/city"),
    )


def _eyebrow(place: PlaceRecord) -> str:
    parts = ["City profile"]
    if place.county:
        parts.append(place.county)
    if place.population_2020:
        parts.append(f"{grouped(place.population_2020)} people in 2020")
    parts += _membership(place)
    return " · ".join(parts)


def _membership(place: PlaceRecord) -> list[str]:
    rows = reader().memberships(place.slug)
    said = []
    if any(row.period.startswith("2012") and row.status == "member" for row in rows):
        said.append("founding member of the Roundtable")
    if any(row.status == "listed" for row in rows):
        said.append("listed as a member about 2025")
    return said


def _left(place: PlaceRecord) -> list[Any]:
    lead = tried("ranking", {"measure": LEAD_MEASURE, "focus": place.slug})
    if isinstance(lead, Exhibit) and any(row[0].value == place.name for row in lead.table.rows):
        return [frame(lead)]
    return [_no_survey(place), *_trend(place, "population_census")]


def _no_survey(place: PlaceRecord) -> html.Section:
    people = f"{grouped(place.population_2020)} people" if place.population_2020 else "so few people"
    return html.Section(
        [
            html.H2(f"No survey estimate of diplomas by age 20 for {place.name}"),
            html.P(
                f"Not published for {place.name}. The survey behind it describes areas of 100,000 people and more; for a place of "
                f"{people} it would describe somebody else. The districts below count their own students.",
                className="not-published",
            ),
            html.P(dcc.Link("See the cities that have one", href=f"/compare?measure={LEAD_MEASURE}")),
        ],
        className="exhibit",
    )


def _trend(place: PlaceRecord, measure: str) -> list[Any]:
    found = tried("trend", {"measure": measure, "places": place.slug})
    return [frame(found)] if isinstance(found, Exhibit) and found.figure else []


def _right(place: PlaceRecord, state: State) -> list[Any]:
    graduation = exhibit("graduation", place=place.slug)
    parts = [frame(graduation)]
    components = tried("loss_components", {"place": place.slug, "edition": state.edition})
    if not isinstance(components, BadParameterError):
        parts.append(frame(components))
    return parts


def _published(place: PlaceRecord) -> html.Section | None:
    found = exhibit("published_losses", place=place.slug)
    return frame(found) if found.table.rows else None


def _peers(place: PlaceRecord) -> html.Div:
    found = exhibit("peers", place=place.slug)
    slugs = ",".join((place.slug, *found.places[:3]))
    measure = _shared_measure((place.slug, *found.places[:3]))
    link = dcc.Link(
        f"Compare {place.name} with {listed([cell[0].text for cell in found.table.rows[1:4]])}",
        href=f"/compare?measure={measure}&places={slugs}",
    )
    return html.Div([frame(found, open_table=True), html.P(link)])


def _shared_measure(slugs: tuple[str, ...]) -> str:
    """What to compare a city (the first) and its peers on: the lead measure where the city has it, else one they all have."""
    if slugs[0] in _measured(LEAD_MEASURE, slugs):
        return LEAD_MEASURE
    candidates = ("population_census", *(measure.id for measure in reader().measures("place")))
    return next((each for each in candidates if _measured(each, slugs) == set(slugs)), candidates[0])


def _measured(measure_id: str, slugs: tuple[str, ...]) -> set[str]:
    latest = usual_period(reader(), measure_id)
    rows = reader().observations(measure_id, places=slugs, period_end=latest) if latest else ()
    return {row.place_slug for row in rows if row.value is not None}


def _missing(profile: Exhibit) -> html.Section | None:
    if not profile.notes:
        return None
    return html.Section(
        [html.H2("What is missing here, and why"), html.Ul([html.Li(note) for note in profile.notes])],
        className="exhibit",
    )
