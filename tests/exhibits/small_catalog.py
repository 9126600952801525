"""A small catalog for the rules of the exhibits: the API's, and figures made so that each rule has a case by hand.

``diploma``: 95% intervals; Tucson 85 +- 3 can be told from Gilbert (95) and Tag Town (60), not from Phoenix, Mesa or
Guadalupe; Yuma (70) describes somebody else and says so; Jerome has none. Pooled periods of 2021 and 2023 overlap.
``walked``: no intervals; Phoenix and Mesa are equal; a break in 2018, no figure of 2022.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.api import small_catalog as base

TAG = "<a href=javascript:x>Tag</a> %{x}"
GEOID = {"phoenix": "0455000", "tucson": "0477000", "mesa": "0446000", "gilbert": "0427400", "yuma": "0485540"}
GEOID |= {"guadalupe": "0430270", "jerome": "0437660", "tag-town": "0412345", "arizona": "04"}
DIPLOMA = {
    "phoenix": (85.0, 2.0),
    "tucson": (85.0, 3.0),
    "mesa": (86.0, 2.0),
    "gilbert": (95.0, 1.0),
    "yuma": (70.0, 2.0),
    "guadalupe": (84.0, 5.0),
    "tag-town": (60.0, 2.0),
    "arizona": (84.0, 0.5),
}
BORROWED = "Mostly the surroundings: few of the people in the survey areas live here"
WALKED = {"phoenix": 40.0, "mesa": 40.0, "tucson": 30.0, "tag-town": 50.0}
WALKED_YEARS = (2014, 2016, 2018, 2020, 2024)


def _diploma_rows() -> list[str]:
    rows = []
    for first, last, shift in ((2012, 2016, -10.0), (2017, 2021, 0.5), (2019, 2023, 0.0)):
        for slug, (value, margin) in DIPLOMA.items():
            # Guadalupe: 3 points up, inside a margin of 5
            here = value - 3 if slug == "guadalupe" and last == 2016 else value + shift
            note = BORROWED if slug == "yuma" else ""
            rows.append(
                f"{GEOID[slug]},diploma,{first},{last},{first}-{last},{here},{here - margin},{here + margin},published,,"
                f"true,acs,table 1,{note}\n"
            )
    return rows


def _walked_rows() -> list[str]:
    return [
        f"{GEOID[slug]},walked,{year},{year},{year},{value + index},,,published,,true,schools,row 1,\n"
        for slug, value in WALKED.items()
        for index, year in enumerate(WALKED_YEARS)
    ]


def _measure(key: str, position: int, **more: object) -> str:
    cells: dict[str, object] = {
        "id": key,
        "name": f"{key.capitalize()} holders",
        "short_name": key.capitalize(),
        "subject": "city",
        "topic": "topic",
        "definition": "As made up",
        "included": "some",
        "not_included": "others",
        "population": "residents aged 19",
        "unit": "percent",
        "decimals": 1,
        "direction": "higher",
        "geography": "residents",
        "period_kind": "year",
        "source_id": "schools",
        "position": position,
        "known_faults": "No fault is known.",
    }
    return "[[measure]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in (cells | more).items())


MEASURES = _measure(
    "diploma",
    20,
    statement="{value} of {place's} young people have a diploma",
    period_kind="pooled years",
    pooled_years=5,
    interval_level=95,
    source_id="acs",
) + _measure("walked", 21)
COUNTS = (
    # Yuma: no clear change; Mesa: clearly up, the class of 2020 missing; Guadalupe: two districts; Jerome: an empty class
    ("5001", 2022, 100, 90),
    ("5001", 2024, 100, 91),
    ("5002", 2016, 1000, 700),
    ("5002", 2018, 1000, 720),
    ("5002", 2022, 1000, 800),
    ("5003", 2024, 60, 50),
    ("5004", 2024, 40, 30),
    ("5005", 2024, 0, 0),
)
DISTRICTS = "".join(
    f"{key},,{name} District,{name},unified,04013,KG,12,,schools\n"
    for key, name in (("5001", "Yuma"), ("5002", "Mesa"), ("5003", "North"), ("5004", "South"), ("5005", "Empty"))
)
SERVICES = "".join(
    f"{GEOID[slug]},{key},most,K-12,county list,,schools\n"
    for slug, key in (
        ("yuma", "5001"),
        ("mesa", "5002"),
        ("guadalupe", "5003"),
        ("guadalupe", "5004"),
        ("jerome", "5005"),
    )
)
# Mesa: 90 of 100 seniors at schools within it; Yuma: 60 within, 20 said to be; Guadalupe: all within
SCHOOLS = "".join(
    f"{number},{key},{name} High,2025,{count},published,{place},{named},{kind},seen on a map,{source},schools,row {number}\n"
    for number, key, name, count, place, named, kind, source in (
        ("9001", "5002", "Mesa", 90, GEOID["mesa"], "Mesa", "published coordinates", "paper"),
        ("9002", "5002", "Far", 10, "", "Elsewhere", "published coordinates", "paper"),
        ("9003", "5001", "Yuma", 60, GEOID["yuma"], "Yuma", "published coordinates", "paper"),
        ("9004", "5001", "Named", 20, GEOID["yuma"], "Yuma", "named by a publication", "paper"),
        ("9005", "5001", "Border", 20, GEOID["guadalupe"], "Guadalupe", "published coordinates", "paper"),
        ("9006", "5003", "North", 60, GEOID["guadalupe"], "Guadalupe", "published coordinates", "paper"),
    )
)
ADDED = {
    "high_school": SCHOOLS,
    "place": f"{GEOID['tag-town']},tag-town,{TAG},{TAG} town,town,,34.0,-111.0,,650,700,census,census,census,\n",
    "measure_break": "walked,2018,,Asked in another way\n",
    "observation": "".join(_diploma_rows() + _walked_rows()),
    "district": DISTRICTS,
    "district_service": SERVICES,
    "district_observation": "".join(
        f"{key},{measure},{year},{year},{year},{value},,,published,,true,schools,sheet 2,\n"
        for key, year, cohort, graduates in COUNTS
        for measure, value in (("cohort_size", cohort), ("graduates", graduates))
    ),
}


def write_catalog(folder: Path) -> tuple[Path, Path]:
    """Write the catalog and the outlines; their two folders."""
    catalog, built = base.write_catalog(folder)
    for name, rows in ADDED.items():
        (catalog / f"{name}.csv").write_text(base.FILES[name] + rows, encoding="utf-8")
    (catalog / "measure.toml").write_text(base.MEASURE + MEASURES, encoding="utf-8")
    return catalog, built
