"""Places, counties, people and prices."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapefile

from data_pipeline.sources import (
    census_profile,
    city_statistics,
    consumer_prices,
    district_poverty,
    gazetteer,
    nces_districts,
    place_counties,
    place_shapes,
    population_estimates,
    urban_mobility,
)
from data_pipeline.sources.errors import SourceError
from tests.data_pipeline.sources.conftest import Text, Workbook

ESTIMATES = ",".join(f"POPESTIMATE{year}" for year in range(2010, 2020))
POPULATION = f"SUMLEV,STATE,PLACE,NAME,CENSUS2010POP,{ESTIMATES}\n"


def test_population_gives_codes_their_zeros(text: Text) -> None:
    row = "162,4,2830,Copper,100," + ",".join(str(n) for n in range(101, 111))
    table = population_estimates.parse(text("p.csv", POPULATION + row + "\n"))
    assert set(table["geoid"]) == {"0402830"}
    assert table[table["column"] == "POPESTIMATE2019"]["value"].tolist() == [110]


def test_population_of_a_town_that_was_none_yet(text: Text) -> None:
    row = "162,4,77490,Tin,A," + ",".join(["580"] * 10)
    table = population_estimates.parse(text("p.csv", POPULATION + row + "\n"))
    assert table[table["measure"] == "population_census"]["value"].isna().all()
    with pytest.raises(SourceError, match="count people twice"):
        population_estimates.parse(text("p.csv", POPULATION + row.replace("162", "157", 1) + "\n"))


def zipped_shapes(folder: Path, lsad: str = "25") -> Path:
    import zipfile

    fields = ["GEOID", "NAME", "NAMELSAD", "LSAD", "CLASSFP", "PLACENS", "ALAND", "AWATER", "INTPTLAT", "INTPTLON"]
    with shapefile.Writer(str(folder / "places"), shapeType=shapefile.POINT) as writer:
        for name in fields:
            writer.field(name, "C", size=40)
        for geoid, kind, klass in (("0462350", lsad, "C1"), ("0416445", "57", "U1")):
            writer.point(-109.4, 34.5)
            writer.record(
                geoid, "St. Johns", "St. Johns city", kind, klass, "02411761", "67", "4", "+34.5003681", "-109.3769096"
            )
    path = folder / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.write(folder / f"places{suffix}", f"places{suffix}")
    return path


def test_shapes_are_the_incorporated_places(tmp_path: Path) -> None:
    table = place_shapes.parse(zipped_shapes(tmp_path))
    assert table[["geoid", "kind", "gnis_id"]].to_numpy().tolist() == [["0462350", "city", "02411761"]]
    assert (table["latitude"][0], table["longitude"][0], table["land_sq_m"][0]) == (34.5003681, -109.3769096, 67)


def test_shapes_refuse_a_place_of_no_known_kind(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="city or a town"):
        place_shapes.parse(zipped_shapes(tmp_path, lsad="99"))


def test_counties_skip_the_second_heading(text: Text) -> None:
    head = "county,state,placefp,stab,cntyname,placenm,pop10,afact,AFACT2\n"
    second = "County code,State code,Place code,State abbreviation,County name,Place name,Population (2010),x,y\n"
    rows = (
        '04013,04,58150,AZ,Maricopa AZ,"Queen Creek town, AZ",25912,0.1,0.98 \n'
        "04013,04,99999,AZ,Maricopa AZ,[not in a place],40,1,1\n"
    )
    table = place_counties.parse(text("g.csv", head + second + rows))
    assert table["place_geoid"].fillna("-").tolist() == ["0458150", "-"]
    assert (table["county_name"][0], table["population"].tolist(), table["census_year"][0]) == (
        "Maricopa",
        [25912, 40],
        2010,
    )
    assert table["row"].tolist() == [3, 4]


def test_counties_refuse_codes_that_lost_a_zero(text: Text) -> None:
    head = "countyfip,state,place,stab,CountyName,PlaceName,population\n"
    with pytest.raises(SourceError, match="county code has five digits"):
        place_counties.parse(text("g.csv", head + "4013,04,58150,AZ,Maricopa AZ,Queen Creek,5\n"))


def prices(year: int, without: int | None = None) -> str:
    months = "".join(f"CUUR0000SA0,{year},M{m:02d},{100 + m}\n" for m in range(1, 13) if m != without)
    return f"{months}CUUR0000SA0,{year},M13,106.5\nCUUR0000SA0,{year},S01,103\n"


def test_prices_are_annual_and_tell_a_missing_month(text: Text) -> None:
    content = "series,year,period,value\n" + prices(2024) + prices(2025, without=10) + "CUUR0000SA0,2026,M01,107\n"
    table = consumer_prices.parse(text("c.csv", content)).set_index("year")
    assert table["value"].to_dict() == {2024: 106.5, 2025: 106.5}
    assert table["months"].to_dict() == {2024: 12, 2025: 11}
    assert "2025-10" in str(table.loc[2025, "note"])


def test_prices_know_the_mark_of_a_month_not_collected(text: Text) -> None:
    content = "series,year,period,value\n" + prices(2025).replace("M10,110", "M10,-")
    assert consumer_prices.parse(text("c.csv", content))["months"].tolist() == [11]


def test_prices_refuse_another_series(text: Text) -> None:
    with pytest.raises(SourceError, match="another base"):
        consumer_prices.parse(text("c.csv", "series,year,period,value\nCUURS48ASA0,2018,M13,138\n"))


CCD = (
    "SCHOOL_YEAR,LEA_NAME,ST_LEAID,LEAID,LCITY,LZIP,SY_STATUS_TEXT,LEA_TYPE,CHARTER_LEA,GSLO,GSHI,OPERATIONAL_SCHOOLS\n"
)


def test_districts_have_two_ids_as_text(text: Text) -> None:
    rows = (
        "2024-2025,Somerton Elementary District (4500),AZ-4500,0407890,Somerton,85350,Open,1,NOTCHR,PK,08,8\n"
        "2024-2025,Eagle Elementary District (4232),AZ-4232,0400607,CLIFTON,85533,Open,1,NOTCHR,N,N,0\n"
    )
    table = nces_districts.parse(text("d.csv", CCD + rows)).set_index("entity_id")
    wanted = ["0407890", "Somerton Elementary", "SOMERTON", "08"]
    assert table.loc["4500", ["nces_id", "short_name", "city", "highest_grade"]].tolist() == wanted
    assert table["lowest_grade"].isna().to_dict() == {"4500": False, "4232": True}
    with pytest.raises(SourceError, match="7 digits"):
        nces_districts.parse(text("d.csv", CCD + rows.replace("0407890", "407890")))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Tucson Unified District (4403)", "Tucson Unified"),
        ("Chandler Unified District #80 (4242)", "Chandler Unified"),
        ("Page Unified School District #8  (4196)", "Page Unified"),
        ("Blue Ridge Unified School District No. 32 (4397)", "Blue Ridge Unified"),
        ("Palominas Elementary School District 49 (4180)", "Palominas Elementary"),
        ("Phoenix Union High School District (4286)", "Phoenix Union High"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert nces_districts.short_name(name) == short


def test_metrics_become_rows_with_bounds(text: Text) -> None:
    content = (
        "year,state,place,share_hs_degree,share_hs_degree_lb,share_hs_degree_ub,share_hs_degree_quality\n"
        "2023,04,77000,.85,.8,.9,1\n2023,04,00001,NA,NA,NA,NA\n"
    )
    table = urban_mobility.parse(text("m.csv", content))
    assert table.loc[0, ["geoid", "value", "low", "high", "quality"]].tolist() == ["0477000", 0.85, 0.8, 0.9, "1"]
    assert table["value"].isna().tolist() == [False, True]
    for wrong in (
        content.replace(".8,.9", ".86,.9"),
        content.replace(",1\n", ",4\n"),
        content.replace("77000", "7700"),
    ):
        with pytest.raises(SourceError):
            urban_mobility.parse(text("m.csv", wrong))


def test_fit_is_computed_and_a_table_that_contradicts_itself_is_told(text: Text) -> None:
    head = (
        "year,statefip,place,state_name,place_name,population,puma,pop10,afact,afact2,products,sum_products,place_pop\n"
    )
    rows = (
        "2021,04,55000,Arizona,Copper city,10,00001,60,1,.02,.02,.47,100\n"
        "2021,04,55000,Arizona,Copper city,10,00002,40,.75,.6,.45,.47,100\n"
    )
    table = urban_mobility.fit(text("f.csv", head + rows))
    assert table["share_in_city"].tolist() == [pytest.approx(0.9)]
    assert "prints 0.47" in table["note"][0]


def test_city_statistics_flag_what_shares_a_code(text: Text) -> None:
    head = "City,Fips Code," + ",".join(f'"{name}"' for name in city_statistics.COLUMNS.values()) + "\n"
    cells = "543348,$54546,30.1%,34,19.5%,N/A,62%"
    cities = {"Tucson": "AZ-77000", "Tucson Estates": "AZ-77000", "Ajo": "AZ-00870", "Tuba City": "AZ-TS870"}
    rows = "".join(f"{city},{code},{cells}\n" for city, code in cities.items())
    table = city_statistics.parse(text("c.csv", head + rows)).set_index("name")
    assert table["status"].tolist() == ["not published", "not published", "published", "not published"]
    assert table.loc["Ajo", ["geoid", "median_household_income", "poverty_rate"]].tolist() == ["0400870", 54546, 19.5]
    assert table["unemployment_rate"].isna().all() and table["geoid"].isna().sum() == 3


def test_profile_reads_labels_margins_and_marks(workbook: Workbook) -> None:
    place = "Copper city, Arizona!!"
    head = [
        "Label (Grouping)",
        f"{place}Estimate",
        f"{place}Margin of Error",
        f"{place}Percent",
        f"{place}Percent Margin of Error",
    ]
    rows = [
        ["HOUSING OCCUPANCY", "", "", "", ""],
        ["\xa0\xa0\xa0\xa0Total housing units", 624409, "±3,175", 624409, "(X)"],
        ["\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0Occupied", "579,876", "*****", 0.929, "±0.3"],
        ["\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0Vacancy rate", 1.2, 0.2, "(X)", "(X)"],
    ]
    table = census_profile.parse(
        workbook("p.xlsx", {"SUMMARY": [["", "x"]], "ACSDP5Y2021.DP04": [head, *rows]})
    ).set_index("label")
    assert table["level"].to_dict() == {"Total housing units": 1, "Occupied": 2, "Vacancy rate": 2}
    first = table.iloc[0]
    assert first[["period_start", "period_end", "section"]].tolist() == [2017, 2021, "HOUSING OCCUPANCY"]
    numbers = ["estimate", "estimate_margin", "percent", "percent_margin"]
    assert table.loc["Occupied", numbers].tolist() == [579876, 0, pytest.approx(92.9), 0.3]
    assert table["percent"].isna().to_dict() == {"Total housing units": True, "Occupied": False, "Vacancy rate": True}
    with pytest.raises(SourceError, match="no sheet is named like"):
        census_profile.parse(workbook("q.xlsx", {"Sheet1": [["a"]]}))


def test_poverty_reads_fixed_places_and_commas_alike(text: Text) -> None:
    line = f"04 00450 {'Copper Union High School District':<72} {144844:>8} {8248:>8} {838:>8} sd20-az.txt 26NOV2021 \n"
    padded = f"04,00450,{'Copper Union High School District':<72},144844,8248,838,sd20-az.txt 26NOV2021\n"
    for content in (line, padded):
        table = district_poverty.parse(text("Arizona_Poverty.csv", content))
        assert table.loc[0, ["nces_id", "children", "children_in_poverty"]].tolist() == ["0400450", 8248, 838]
    with pytest.raises(SourceError, match="characters"):
        district_poverty.parse(text("s.csv", line[:90] + "\n"))
    with pytest.raises(SourceError, match="more children in poverty"):
        district_poverty.parse(text("s.csv", line.replace(f"{838:>8}", f"{9999:>8}")))


@pytest.mark.parametrize("delimiter", ["\t", "|"])
def test_gazetteer_padding_and_bars(delimiter: str, text: Text) -> None:
    names = "USPS GEOID ANSICODE NAME LSAD FUNCSTAT ALAND AWATER ALAND_SQMI AWATER_SQMI INTPTLAT INTPTLONG".split()
    cells = "AL,0100124,02403054,Abbeville city,25,A,40255361,278642,15.,0.,31.564706,-85.259121".split(",")
    content = delimiter.join(names) + " " * 100 + "\n" + delimiter.join(cells) + " " * 100 + "\n"
    table = gazetteer.parse(text("g.txt", content))
    assert table.loc[0, ["geoid", "incorporated", "longitude"]].tolist() == ["0100124", True, -85.259121]
    with pytest.raises(SourceError, match="outside the globe"):
        gazetteer.parse(text("g.txt", content.replace("31.564706", "310.5")))
