"""A catalog of a few places in the form of the bundled one, with every kind of figure the exhibits need, all invented.

Quirks on purpose: a source whose title is a formula, a note that starts with a minus, a suppressed and an unpublished
figure, two sources for one figure, a dollar amount whose population is not said, a break, a conflict ("if halved").
"""

from __future__ import annotations

import json
from pathlib import Path

SOURCE = """id,publisher,title,address,vintage,licence,accessed,note
census,Census Bureau,Places of Arizona,https://example.org/places,2020,public domain,2025-01-02,
acs,Census Bureau,"=HYPERLINK(""https://example.org"",""Survey"")",https://example.org/acs,2019-2023,public domain,,
brief,Policy institute,"Losses, a brief",https://example.org/brief,2014,,2025-01-02,-1 is no figure
paper,The Daily Paper,What dropping out costs,https://example.org/paper,2014,,2025-01-02,as printed
schools,Department of Education,Counts,https://example.org/schools,2024,,,
us-atlas,Mike Bostock,us-atlas,https://example.org/us-atlas,3.0.1,ISC,,
"""
_PLACES = (
    ("04", "arizona", "Arizona", "state", 34.2, -111.6, 6392017, 7151502),
    ("04013", "maricopa-county", "Maricopa County", "county", 33.3, -112.5, 3817117, 4420568),
    ("0455000", "phoenix", "Phoenix", "city", 33.57, -112.09, 1445632, 1608139),
    ("0477000", "tucson", "Tucson", "city", 32.15, -110.87, 520116, 542629),
    ("0446000", "mesa", "Mesa", "city", 33.4, -111.72, 439041, 504258),
    ("0427400", "gilbert", "Gilbert", "town", 33.31, -111.74, 208453, 267918),
    ("0485540", "yuma", "Yuma", "city", 32.6, -114.55, 93064, 95548),
    ("0430270", "guadalupe", "Guadalupe", "town", 33.37, -111.96, 5523, 5322),
    ("0437660", "jerome", "Jerome", "town", 34.75, -112.11, 444, 464),
)
PLACE = (
    "geoid,slug,name,full_name,kind,gnis_id,latitude,longitude,land_sq_m,population_2010,population_2020,"
    "geography_source_id,population_2010_source_id,population_2020_source_id,note\n"
    + "".join(
        f"{geoid},{slug},{name},{name} {kind},{kind},,{latitude},{longitude},,{before},{after},census,census,census,\n"
        for geoid, slug, name, kind, latitude, longitude, before, after in _PLACES
    )
    + "0499999,no-mans-land,No Man’s Land,No Man’s Land town,town,,35,-112,,,,census,,,founded late\n"
)
CITIES = tuple(geoid for geoid, _, _, kind, *_ in _PLACES if kind in ("city", "town"))
PLACE_COUNTY = """place_geoid,county_geoid,population_2020,share_of_place,is_primary,source_id
0455000,04013,1608139,1.0,true,census
0427400,04013,267918,1.0,true,census
"""
MEMBERSHIP = "place_geoid,member_count,period,status,source_id,note\n0455000,,2012,listed,paper,\n"


def _measure(key: str, name: str, subject: str, unit: str, position: int, **more: object) -> str:
    cells = {
        "id": key,
        "name": name,
        "short_name": name,
        "subject": subject,
        "topic": "topic",
        "definition": f"{name} defined",
        "included": "some",
        "not_included": "others",
        "population": "people",
        "unit": unit,
        "decimals": 1,
        "direction": "higher",
        "geography": "residents",
        "period_kind": "year",
        "source_id": "schools",
        "position": position,
        "known_faults": "No fault is known.",
    }
    cells |= more
    return "[[measure]]\n" + "".join(f"{column} = {json.dumps(value)}\n" for column, value in cells.items())


_SURVEY = {"period_kind": "pooled years", "pooled_years": 5, "interval_level": 90, "source_id": "acs"}
MEASURE = "".join(
    [
        _measure("child_poverty", "Child poverty", "city", "percent", 1, direction="lower", **_SURVEY),
        _measure("share_employed", "Share employed", "city", "share", 2, source_id="acs"),
        _measure("acs5_median_household_income", "Income", "city", "2023 USD", 3, price_year="2023", decimals=0),
        _measure("acs5_median_age", "Median age", "city", "years", 4, direction="none"),
        _measure("no_figure_yet", "No figure yet", "city", "people", 5),
        _measure(
            "enrollment_oct1", "Enrollment", "district", "students", 6, decimals=0, known_faults="doubled in 2014"
        ),
        _measure("graduation_rate_4yr", "Graduation rate", "district", "percent", 7, period_kind="class"),
        _measure("dropout_rate_7_12", "Dropout rate", "district", "percent", 8, direction="lower"),
        _measure("cohort_size", "Cohort", "district", "students", 9, period_kind="class"),
        _measure("graduates", "Graduates", "district", "students", 10, period_kind="class"),
        _measure("letter_grade_a", "Schools graded A", "district", "schools", 11),
        _measure("letter_grade_b", "Schools graded B", "district", "schools", 12),
    ]
)
MEASURE_BREAK = "measure_id,period,last_period,reason\nchild_poverty,2020,,The survey year 2020 was not released.\n"
_FIGURE = (
    "measure_id,period_start,period_end,period_label,value,low,high,status,quality,preferred,source_id,location,note\n"
)


def _survey_rows() -> list[str]:
    rows = []
    for index, geoid in enumerate((*CITIES, "04")):
        for first, last, shift in ((2014, 2018, 3.0), (2019, 2023, 0.0)):
            value = 12.345678901234567 + 2.25 * index + shift
            bounds = f"{value},{value - 1.5},{value + 1.5},published,,true"
            rows.append(f"{geoid},child_poverty,{first},{last},{first}-{last},{bounds},acs,table S1701,\n")
        for year in (2021, 2022, 2023):
            share = 0.6 + 0.01 * index + 0.001 * (year - 2021)
            rows.append(f"{geoid},share_employed,{year},{year},{year},{share},,,published,,true,acs,row {index},\n")
        plain = "2019,2023,2019-2023"
        income = 41234.5 + 5000 * index
        rows.append(f"{geoid},acs5_median_household_income,{plain},{income},,,published,,true,acs,B19013,\n")
        rows.append(f"{geoid},acs5_median_age,{plain},{30 + index},,,published,,true,acs,B01002,\n")
    return rows


OBSERVATION = (
    f"place_geoid,{_FIGURE}"
    + "".join(_survey_rows())
    + "0477000,child_poverty,2019,2023,2019-2023,25,,,published,rounded,false,paper,paragraph 3,@differs\n"
    + "0430270,share_employed,2020,2020,2020,,,,suppressed,,true,acs,row 9,too few\n"
    + "0437660,share_employed,2020,2020,2020,,,,not published,,true,acs,row 10,\n"
)
_LOSSES = (
    "2014,2012,04,non_completers,count,18100,persons,,estimated,primary_mirror,true,published,brief",
    "2014,2012,04,non_completers,population_age_18,90700,persons,,as_published,primary_mirror,true,published,brief",
    "2014,2012,04,non_completers,social_loss_per_person,421280,USD,2013,as_published,primary_mirror,true,published,brief",
    "2014,2012,04,non_completers,social_loss_per_person_component_earnings,271040,USD,2013,as_published,primary_mirror,"
    "true,published,brief",
    "2014,2012,04,non_completers,social_loss_aggregate,7600000000,USD,2013,more_than,primary_mirror,true,published,brief",
    "2014,2012,04,non_completers,fiscal_loss_state_local_aggregate,1500000000,USD,2013,rounded,primary_mirror,true,"
    "published,brief",
    "2014,2012,04,disconnected_youth,count,183200,persons,,estimated,primary_mirror,true,published,brief",
    "2014,2012,04,disconnected_youth,rate,22,percent,,rounded,primary_mirror,true,published,brief",
    "2014,2012,04,disconnected_youth,social_loss_per_person,695090,USD,2013,as_published,primary_mirror,true,published,"
    "brief",
    "2014,2012,0455000,non_completers,count,3070,persons,,rounded,news,true,published,paper",
    "2014,2012,0455000,non_completers,social_loss_per_person,463500,USD,2013,as_published,news,true,published,paper",
    "2014,2012,0477000,non_completers,count,1140,persons,,rounded,news,true,published,paper",
    "2014,2012,0477000,non_completers,count,1100,persons,,rounded,news,false,published,brief",
    "2014,2012,0427400,non_completers,social_loss_per_person,414200,USD,2013,rounded,news,true,published,paper",
    "2014,2012,0427400,non_completers,social_loss_aggregate,139000000,USD,2013,rounded,news,true,published,paper",
    "2014,2012,0427400,non_completers,social_gain_if_halved,79000000,USD,2013,rounded,news,true,published,paper",
    "2018,2015,04,non_completers,social_loss_per_person,498920,USD,,as_published,news,true,published,paper",
    "2018,2015,04,,social_loss_aggregate_headline,96000000000,USD,,rounded,news,true,published,paper",
)
PUBLISHED_LOSS = (
    "edition,data_year,place_geoid,population,measure,value,unit,dollar_year,qualifier,source_kind,preferred,status,"
    "source_id,location,note\n" + "".join(f"{row},line {index},\n" for index, row in enumerate(_LOSSES))
)
DISTRICT = """entity_id,nces_id,name,short_name,kind,county_geoid,lowest_grade,highest_grade,schools,source_id
4403,0408800,Tucson Unified District,Tucson Unified,unified,,PK,12,88,schools
4286,0406330,Phoenix Union High School District,Phoenix Union,high school,04013,09,12,20,schools
4239,,Gilbert Unified District,Gilbert Unified,unified,04013,KG,12,,schools
"""
DISTRICT_SERVICE = """place_geoid,district_id,extent,levels,evidence,note,source_id
0477000,4403,most,K-12,district's own map,,schools
0455000,4286,most,high school,county list,+ 13 elementary districts,schools
0427400,4239,part,K-12,county list,,schools
0446000,4239,part,K-12,county list,,schools
"""
DISTRICT_OBSERVATION = f"""district_id,{_FIGURE.strip()}
4403,enrollment_oct1,2023,2024,2023-24,40120,,,published,,true,schools,sheet 1,
4403,cohort_size,2016,2016,2016,2887,,,published,,true,schools,sheet 2,
4403,graduates,2016,2016,2016,2445,,,published,,true,schools,sheet 2,
4403,cohort_size,2024,2024,2024,3292,,,published,,true,schools,sheet 2,
4403,graduates,2024,2024,2024,2713,,,published,,true,schools,sheet 2,
4403,graduation_rate_4yr,2024,2024,2024,82.41,,,published,,true,schools,sheet 2,
4403,letter_grade_a,2024,2024,2024,11,,,published,,true,schools,sheet 3,
4403,letter_grade_b,2024,2024,2024,30,,,published,,true,schools,sheet 3,
4286,enrollment_oct1,2022,2023,2022-23,27900,,,published,,true,schools,sheet 1,
4286,enrollment_oct1,2023,2024,2023-24,,,,not published,,true,schools,sheet 1,
4286,dropout_rate_7_12,2024,2024,2024,,,,suppressed,,true,schools,sheet 4,
"""
_SCHOOL = (
    "school_id,district_id,name,fiscal_year,grade_12,status,place_geoid,place_name,evidence_kind,evidence,"
    "place_source_id,source_id,location\n"
)
HIGH_SCHOOL = f"""{_SCHOOL.strip()}
5764,4403,Tucson High,2025,81,published,0477000,Tucson,published coordinates,within the outline,paper,schools,row 1
5761,4403,Sabino,2025,19,published,,Tanque Verde,published coordinates,in no city,paper,schools,row 2
"""
CONSUMER_PRICE = "series,year,value,source_id,note\nCUUR0000SA0,2013,232.957,census,\n"
WALK_FIGURE = """walk_date,organizer,city,measure,value,qualifier,basis,source_id,location
2014-07-18,Steps to Success,Tucson,students_targeted,457,exact,single_walk,paper,paragraph 4
"""
CONTEXT_FIGURE = """study,study_year,place,population,measure,value,unit,dollar_year,source_id,location,note
Opportunity Youth,2012,United States,disconnected_youth,count,6700000,persons,,paper,Abstract,
"""
DERIVED_CHECK = """id,formula,inputs,computed,published,published_qualifier,agrees,meaning
az_rate,count/population_18,18100/90700,19.96,20,rounded,yes,rate of all 18-year-olds
"""
FILES = {
    "source": SOURCE,
    "place": PLACE,
    "place_county": PLACE_COUNTY,
    "membership": MEMBERSHIP,
    "measure_break": MEASURE_BREAK,
    "observation": OBSERVATION,
    "published_loss": PUBLISHED_LOSS,
    "district": DISTRICT,
    "district_service": DISTRICT_SERVICE,
    "district_observation": DISTRICT_OBSERVATION,
    "high_school": HIGH_SCHOOL,
    "consumer_price": CONSUMER_PRICE,
    "walk_figure": WALK_FIGURE,
    "context_figure": CONTEXT_FIGURE,
    "derived_check": DERIVED_CHECK,
}
OUTLINES = [
    {"geoid": "04", "kind": "state", "name": "Arizona", "rings": [[[-114.8, 31.3], [-109, 37], [-114.8, 31.3]]]}
]


def write_catalog(folder: Path) -> tuple[Path, Path]:
    """Write the catalog and the outlines; their two folders."""
    catalog, built = folder / "catalog", folder / "build"
    catalog.mkdir(parents=True, exist_ok=True)
    built.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (catalog / f"{name}.csv").write_text(text, encoding="utf-8")
    (catalog / "measure.toml").write_text(MEASURE, encoding="utf-8")
    (built / "outlines.json").write_text(json.dumps(OUTLINES), encoding="utf-8")
    return catalog, built
