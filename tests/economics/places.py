"""Anchors as published (facts of the studies), the way other rooms fill them."""

from __future__ import annotations

from economics import PlaceAnchor, Population

ARIZONA = PlaceAnchor(
    place_slug="arizona",
    place_name="Arizona",
    edition=2014,
    population=Population.NON_COMPLETERS,
    per_person=421_280,
    per_person_status="published",
    component_split="published",
    price_year=2013,
    data_year=2012,
    count=18_100,
    count_status="published",
    cohort=90_700,
    total_published=7.6e9,
    halved_published=3.8e9,
    fiscal_total=1.5e9,
    residents=7_151_502,
)
PHOENIX = PlaceAnchor(
    place_slug="phoenix",
    place_name="Phoenix",
    edition=2014,
    population=Population.NON_COMPLETERS,
    per_person=463_500,
    per_person_status="published",
    component_split="split estimated",
    price_year=2013,
    count=3_070,
    count_status="published",
    halved_published=711e6,
    fiscal_total=193e6,
    residents=1_608_139,
)
GILBERT = PlaceAnchor(
    place_slug="gilbert",
    place_name="Gilbert",
    edition=2014,
    population=Population.NON_COMPLETERS,
    per_person=414_200,
    per_person_status="published",
    component_split="split estimated",
    price_year=2013,
    total_published=139e6,
    halved_published=79e6,
    fiscal_total=15e6,
    residents=267_918,
)
TUCSON = PlaceAnchor(
    place_slug="tucson",
    place_name="Tucson",
    edition=2014,
    population=Population.NON_COMPLETERS,
    per_person=383_000,
    per_person_status="published",
    component_split="split estimated",
    price_year=2013,
    count=1_140,
    count_status="published",
)
MIAMI = PlaceAnchor(
    place_slug="miami",
    place_name="Miami",
    edition=2014,
    population=Population.NON_COMPLETERS,
    per_person=421_280,
    per_person_status="borrowed from state",
    component_split="split estimated",
    price_year=2013,
)
ARIZONA_2018 = PlaceAnchor(
    place_slug="arizona",
    place_name="Arizona",
    edition=2018,
    population=Population.NON_COMPLETERS,
    per_person=498_920,
    per_person_status="published",
    component_split="split estimated",
    price_year=None,
    count=18_460,
    count_status="published",
)
YOUTH = PlaceAnchor(
    place_slug="arizona",
    place_name="Arizona",
    edition=2014,
    population=Population.DISCONNECTED_YOUTH,
    per_person=695_090,
    per_person_status="published",
    component_split="split estimated",
    price_year=2013,
    count=183_200,
    count_status="published",
    cohort=825_300,
)
PRICES = {2013: 232.957, 2020: 258.811, 2024: 313.689}
