"""Tables ``published_loss``, ``walk_figure``, ``context_figure`` and ``derived_check``: every row of the facts, as printed."""

from __future__ import annotations

from data_pipeline.catalog_builder.citations import Citations
from data_pipeline.catalog_builder.inputs import Row, Shared
from data_pipeline.catalog_builder.tables import Cells

POPULATIONS = {"high_school_non_completers": "non_completers", "disconnected_youth": "disconnected_youth", "": None}
PRODUCTIVITY = "social_loss_per_person_component_productivity"
BRIEF = "belfield-2014-brief"


def loss_rows(shared: Shared, geoids: dict[str, str], citations: Citations) -> list[Cells]:
    """Published figures of both editions, conflicts kept, and the one component that follows from them."""
    facts = shared.facts("economic_losses")
    return [*(_loss(fact, geoids, citations) for fact in facts), _productivity(facts, geoids)]


def walk_rows(shared: Shared, citations: Citations) -> list[Cells]:
    """Published figures about walks and base rates."""
    kept = ("walk_date", "organizer", "city", "measure", "value", "qualifier", "basis")
    rows: list[Cells] = []
    for fact in shared.facts("walks"):
        source = citations.of(fact["source_title"], fact["source_url"])
        rows.append({**_as_printed(fact, kept), "location": fact["location_hint"], "source_id": source})
    return rows


def context_rows(shared: Shared, citations: Citations) -> list[Cells]:
    """Figures of sister studies."""
    kept = ("study", "study_year", "place", "population", "measure", "value", "unit", "dollar_year", "note")
    rows: list[Cells] = []
    for fact in shared.facts("context_figures"):
        source = citations.of(fact["study"], fact["source_url"])
        rows.append({**_as_printed(fact, kept), "location": fact["quote_or_location"], "source_id": source})
    return rows


def check_rows(shared: Shared) -> list[Cells]:
    """Arithmetic checks on published figures."""
    kept = ("formula", "inputs", "computed", "published", "published_qualifier", "agrees", "meaning")
    return [{**_as_printed(fact, kept), "id": fact["check_id"]} for fact in shared.facts("derived_checks")]


def cited(shared: Shared) -> list[tuple[str, str]]:
    """Title and address of every citation in the facts."""
    titled = ("economic_losses", "roundtable_members", "city_indicators", "walks")
    found = [(fact["source_title"], fact["source_url"]) for name in titled for fact in shared.facts(name)]
    found += [(fact["study"], fact["source_url"]) for fact in shared.facts("context_figures")]
    return found + [(fact["source"], fact["source_url"]) for fact in shared.facts("city_metrics")]


def _as_printed(fact: Row, names: tuple[str, ...]) -> Cells:
    return {name: fact[name] for name in names}


def _loss(fact: Row, geoids: dict[str, str], citations: Citations) -> Cells:
    kept = ("data_year", "measure", "value", "unit", "dollar_year", "qualifier", "source_kind", "note")
    return {
        **_as_printed(fact, kept),
        "edition": fact["report_year"],
        "place_geoid": geoids[fact["place"]],
        "population": POPULATIONS[fact["population"]],
        "preferred": fact["preferred"] == "yes",
        "status": "published",
        "source_id": citations.of(fact["source_title"], fact["source_url"]),
        "location": fact["quote_or_location"],
    }


def _productivity(facts: list[Row], geoids: dict[str, str]) -> Cells:
    """The productivity spillover: what the published parts leave of the published gross loss.

    Raises:
        ValueError: the parts no longer leave what multiplies to the published total.
    """
    per_person = {
        fact["measure"].removeprefix("social_loss_per_person_"): int(fact["value"])
        for fact in facts
        if fact["report_year"] == "2014"
        and fact["place"] == "Arizona"
        and fact["measure"].startswith("social_loss_per")
    }
    parts = [per_person[f"component_{name}"] for name in ("earnings", "health", "crime", "welfare", "tax_burden")]
    gross = per_person["gross_before_education_offset"]
    rest = gross - sum(parts)
    if round(rest * 18_100 / 1e6) != 294:
        message = f"the unlisted part of the loss is {rest}: times 18,100 it is not the published 294 million"
        raise ValueError(message)
    written = " - ".join(f"{number:,}" for number in [gross, *parts])
    return {
        "edition": 2014,
        "data_year": 2012,
        "place_geoid": geoids["Arizona"],
        "population": "non_completers",
        "measure": PRODUCTIVITY,
        "value": rest,
        "unit": "USD",
        "dollar_year": 2013,
        "qualifier": "derived",
        "source_kind": "derived",
        "preferred": True,
        "status": "inferred",
        "source_id": BRIEF,
        "location": "not printed: residual of the published components",
        "note": f"{written} = {rest:,}; times 18,100 it is 294.3 million, the published productivity total is 294 million;"
        " it is 6 percent of the earnings loss",
    }
