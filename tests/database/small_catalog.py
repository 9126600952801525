"""A catalog of a few places in the form of the bundled one: same files, same columns, same quirks, invented figures."""

from __future__ import annotations

import json
from pathlib import Path

SOURCE = """id,publisher,title,address,vintage,licence,accessed,note
census,Census Bureau,Places of Arizona,https://example.org/places,2020,public domain,2025-01-02,
brief,Policy institute,"Losses, a brief",https://example.org/brief,2014,,2025-01-02,
paper,The Daily Paper,What dropping out costs,https://example.org/paper,2014,,2025-01-02,as printed
acs,Census Bureau,American Community Survey,https://example.org/acs,2019-2023,public domain,,
us-atlas,Mike Bostock,us-atlas,https://example.org/us-atlas,3.0.1,ISC,,
"""
PLACE = (
    "geoid,slug,name,full_name,kind,gnis_id,latitude,longitude,land_sq_m,population_2010,population_2020,"
    "geography_source_id,population_2010_source_id,population_2020_source_id,note\n"
    "04,arizona,Arizona,Arizona,state,,34.2,-111.6,,6392017,7151502,census,census,census,\n"
    "04013,maricopa-county,Maricopa County,Maricopa County,county,,33.3,-112.5,,,4420568,census,,census,\n"
    "04019,pima-county,Pima County,Pima County,county,,32.1,-111.8,,,1043433,census,,census,\n"
    "0455000,phoenix,Phoenix,Phoenix city,city,02411414,33.57,-112.1,1341479466,1445632,1608139,census,census,census,\n"
    "0477000,tucson,Tucson,Tucson city,city,02412104,32.15,-110.87,617975000,520116,542629,census,census,census,\n"
    "0427400,gilbert,Gilbert,Gilbert town,town,02412682,33.31,-111.74,176950000,208453,267918,census,census,census,\n"
    "0407280,bowie-town,Bowie,Bowie town,town,,32.3,-109.5,5000000,,449,census,,census,thin\n"
)
PLACE_COUNTY = """place_geoid,county_geoid,population_2020,share_of_place,is_primary,source_id
0455000,04013,1608139,1.0,true,census
0477000,04019,542629,1.0,true,census
0427400,04013,267000,0.9966,true,census
0427400,04019,918,0.0034,false,census
"""
MEMBERSHIP = """place_geoid,member_count,period,status,source_id,note
0455000,,2012 (founding ten),listed,paper,
0477000,,2012 (founding ten),listed,paper,
,16,2018,count only,paper,names not published
"""
MEASURE = """[[measure]]
id = "child_poverty"
name = "Children in poverty"
short_name = "Child poverty"
subject = "conditions"
topic = "income"
definition = "Share of people under 18 in households below the poverty line."
included = "Children in households"
not_included = "Children in group quarters"
population = "children under 18"
unit = "percent"
decimals = 1
direction = "lower"
geography = "residents"
period_kind = "pooled years"
pooled_years = 5
interval_level = 90
known_faults = "No fault is known."
source_id = "acs"
position = 2

[[measure]]
id = "enrollment"
name = "High school students"
short_name = "Students"
subject = "schools"
topic = "enrollment"
definition = "Students on October 1."
included = "Grades 9 to 12"
not_included = "Ungraded"
population = "students"
unit = "students"
decimals = 0
direction = "none"
geography = "district"
period_kind = "school year"
known_faults = "2014 is doubled at the publisher"
source_id = "brief"
position = 1
"""
MEASURE_BREAK = """measure_id,period,last_period,reason
child_poverty,2020,,The survey year 2020 was not released.
"""
OBSERVATION = (
    "place_geoid,measure_id,period_start,period_end,period_label,value,low,high,status,quality,preferred,source_id,"
    "location,note\n"
    "0455000,child_poverty,2014,2018,2014-2018,27.5,26.4,28.6,published,,true,acs,table S1701,\n"
    "0455000,child_poverty,2019,2023,2019-2023,20.1,19.2,21.0,published,,true,acs,table S1701,\n"
    "0477000,child_poverty,2019,2023,2019-2023,24.4,22.9,25.9,published,,true,acs,table S1701,\n"
    "0477000,child_poverty,2019,2023,2019-2023,25,,,published,rounded,false,paper,paragraph 3,differs\n"
    "0427400,child_poverty,2019,2023,2019-2023,,,,suppressed,,true,acs,table S1701,too few\n"
    "04,child_poverty,2019,2023,2019-2023,17.2,16.8,17.6,published,,true,acs,table S1701,\n"
)
PUBLISHED_LOSS = (
    "edition,data_year,place_geoid,population,measure,value,unit,dollar_year,qualifier,source_kind,preferred,status,"
    "source_id,location,note\n"
    "2014,2012,04,high_school_non_completers,count,18100,persons,,estimated,primary_mirror,true,published,brief,p. 1,\n"
    "2014,2012,0477000,high_school_non_completers,count,1140,persons,,rounded,news,true,published,paper,par. 2,\n"
    "2014,2012,0477000,high_school_non_completers,count,1100,persons,,rounded,news,false,published,brief,par. 9,\n"
    "2014,2012,0455000,disconnected_youth,social_loss_per_person,421280,USD,2013,as_published,news,true,published,paper,"
    '"table 2, row Phoenix",\n'
)
DISTRICT = """entity_id,nces_id,name,short_name,kind,county_geoid,lowest_grade,highest_grade,schools,source_id
4403,0408800,Tucson Unified District,Tucson Unified,unified,04019,PK,12,88,brief
4286,0406330,Phoenix Union High School District,Phoenix Union,high school,04013,09,12,20,brief
"""
DISTRICT_SERVICE = """place_geoid,district_id,extent,levels,evidence,note,source_id
0477000,4403,most,all grades,district's own map,,brief
0455000,4286,part,high school,county list,,brief
0477000,4286,part,high school,invented for the test,,brief
"""
DISTRICT_OBSERVATION = (
    "district_id,measure_id,period_start,period_end,period_label,value,low,high,status,quality,preferred,source_id,"
    "location,note\n"
    "4403,enrollment,2022,2023,2022-23,13800,,,published,,true,brief,sheet 1,\n"
    "4403,enrollment,2023,2024,2023-24,13500,,,published,,true,brief,sheet 1,\n"
    "4286,enrollment,2023,2024,2023-24,,,,not published,,true,brief,sheet 1,\n"
)
HIGH_SCHOOL = (
    "school_id,district_id,name,fiscal_year,grade_12,status,place_geoid,place_name,evidence_kind,evidence,"
    "place_source_id,source_id,location\n"
    "5764,4403,Tucson High,2024,734,published,0477000,Tucson,published coordinates,within the outline,paper,brief,row 1\n"
    "5761,4403,Sabino,2024,,suppressed,,,unknown,none at hand,,brief,row 2\n"
)
CONSUMER_PRICE = """series,year,value,source_id,note
CUUR0000SA0,2012,229.594,census,
CUUR0000SA0,2013,232.957,census,
"""
WALK_FIGURE = """walk_date,organizer,city,measure,value,qualifier,basis,source_id,location
2014-07-18,TUSD Steps to Success,Tucson,students_targeted,457,exact,single_walk,paper,paragraph 4
2014-07,TUSD Steps to Success,Tucson,students_targeted,434,exact,single_walk,brief,near the end
"""
CONTEXT_FIGURE = """study,study_year,place,population,measure,value,unit,dollar_year,source_id,location,note
Opportunity Youth,2012,United States,disconnected_youth,count,6700000,persons,,paper,Abstract,ages 16-24
"""
DERIVED_CHECK = """id,formula,inputs,computed,published,published_qualifier,agrees,meaning
az_rate,count/population_18,18100/90700,19.96,20,rounded,yes,rate of all 18-year-olds
gilbert,count*per_person,300*421280,126384000,139000000,exact,NO,a conflict that is shown
"""
FILES = {
    "source.csv": SOURCE,
    "place.csv": PLACE,
    "place_county.csv": PLACE_COUNTY,
    "membership.csv": MEMBERSHIP,
    "measure.toml": MEASURE,
    "measure_break.csv": MEASURE_BREAK,
    "observation.csv": OBSERVATION,
    "published_loss.csv": PUBLISHED_LOSS,
    "district.csv": DISTRICT,
    "district_service.csv": DISTRICT_SERVICE,
    "district_observation.csv": DISTRICT_OBSERVATION,
    "high_school.csv": HIGH_SCHOOL,
    "consumer_price.csv": CONSUMER_PRICE,
    "walk_figure.csv": WALK_FIGURE,
    "context_figure.csv": CONTEXT_FIGURE,
    "derived_check.csv": DERIVED_CHECK,
}
OUTLINES = [
    {"geoid": "04", "kind": "state", "name": "Arizona", "rings": [[[-114.8, 31.3], [-109, 37], [-114.8, 31.3]]]}
]


def write_catalog(folder: Path, **changed: str) -> tuple[Path, Path]:
    """Write the catalog (a table's text replaced by ``changed``) and the outlines; their two folders."""
    catalog, built = folder / "catalog", folder / "build"
    catalog.mkdir(parents=True, exist_ok=True)
    built.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (catalog / name).write_text(changed.get(name.partition(".")[0], text), encoding="utf-8")
    (built / "outlines.json").write_text(json.dumps(OUTLINES), encoding="utf-8")
    return catalog, built
