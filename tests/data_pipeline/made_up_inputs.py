"""A made-up twin of every publisher's file that a remake reads: one city, one district, the same quirks, invented numbers.

Headings, second headings, blanks at the ends of cells, codes without their zeros, marks for hidden counts and broken ids
stand as in the real files; no number is theirs.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import shapefile
import xlsxwriter

CITY, COUNTY = "0499901", "04019"
DISTRICT = "4999"
GRADE_YEARS = {
    "2012-2013": 2013,
    "2014": 2014,
    "A_F": 2018,
    "FY 23": 2023,
    "FY 24": 2024,
    "FY 25": 2025,
    "FY%2019": 2019,
}
SHAPE_FIELDS = ("GEOID", "NAME", "NAMELSAD", "LSAD", "CLASSFP", "PLACENS", "ALAND", "AWATER", "INTPTLAT", "INTPTLON")
Rows = list[list[Any]]


def write_inputs(folder: Path, paths: list[str]) -> None:
    """Write the twin of each path of the manifest."""
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_one(target)


def write_one(path: Path) -> None:
    match path.parent.name, path.suffix:
        case "az-places-tiger2019", _:
            _shapes(path)
        case "ade-af-grades", _:
            _workbook(path, _letters(next(year for start, year in GRADE_YEARS.items() if path.name.startswith(start))))
        case "ade-enrollment", _:
            _workbook(path, _enrollment(int(path.name[14:18])))
        case _:
            path.write_bytes(TEXTS[path.name.partition("_")[0]].encode())


def _shapes(path: Path) -> None:
    stem = path.with_suffix("")
    with shapefile.Writer(str(stem), shapeType=shapefile.POINT) as writer:
        for name in SHAPE_FIELDS:
            writer.field(name, "C", size=40)
        for geoid, name, lsad, klass in (
            (CITY, "St. Copper", "25", "C1"),
            ("0499902", "Copper Hills", "57", "U1"),  # no town: left out
        ):
            writer.point(-110.9, 32.2)
            writer.record(
                geoid, name, f"{name} city", lsad, klass, "09999999", "6700000", "0", "+32.2000000", "-110.9000000"
            )
    with zipfile.ZipFile(path, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.write(f"{stem}{suffix}", f"{path.stem}{suffix}")
            Path(f"{stem}{suffix}").unlink()


def _workbook(path: Path, sheets: dict[str, Rows]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _letters(year: int) -> dict[str, Rows]:
    """Every year has sheets and headings of its own; ids come as names, letters with stars and blanks."""
    if year >= 2023:
        head = [
            "FiscalYear",
            "SchoolName",
            "SchoolCode",
            "DistrictName",
            "DistrictCode",
            "County",
            "Charter",
            "LetterGrade",
        ]
        yes, no = ("Y", "N") if year == 2023 else ("Yes", "No")
        rows = [
            [year, "One", 5001, "Copper Unified District", 4999, "Pima", no, "B"],
            [
                year,
                "Two",
                5002,
                "Copper Unified District",
                "Copper Unified District" if year == 2023 else 4999,
                "Pima",
                no,
                "A",
            ],
            [year, "Tin", 5003, "Tin, Inc.", 79999, "Pima", yes, "NR"],
        ]
        return {
            "Please Read": [["1) An error was corrected"]],
            "Traditional K-8": [[*head, "", "|"], *rows],
            "LEA Letter Grades": [
                ["DistrictCode", "DistrictName", "County", "LEAGrade"],
                [4999, "Copper", "Pima", "B"],
            ],
        }
    if year == 2019:
        head = ["District IT", "District Name", "School ID", "School Name", "Letter Grade", "Fiscal Year"]
        return {"Combined": [head, [4999, "Copper Unified District", 5001, "One", "C*", year]]}
    head = ["LEA ID", "LEA Name", "Entity ID", "School Name", "Charter", "County", "Final Letter Grade"]
    rows = [[4999, "Copper Unified District", 5001, "One", "N", "Pima", "B-ALT"]]
    return {str(year): [head, *rows]} if year != 2018 else {"FY18": [[*head, "Fiscal Year"], [*rows[0], year]]}


def _enrollment(year: int) -> dict[str, Rows]:
    """The state's row is text in 2025 and without ids in 2018; a star hides, a blank is none; sheets of 2018 disagree."""
    grades = [float(grade) for grade in range(1, 13)]
    state_id = "Arizona" if year == 2025 else ""
    by_grade = [
        ["Fiscal Year", "LEA Name", "LEA Entity ID", "KG", *grades, "PS", "Total"],
        [year, "Arizona", state_id, 70, *[10] * 12, 5, 195],
        [year, "Copper Unified District", 4999, "*", "", *[20] * 11, 30, 261],
        [year, "Tin School", 79999, "*", *[""] * 11, "*", "", "*"],
    ]
    by_county = [["Fiscal Year", "County", "Total"], [year, "Arizona", 195 if year == 2025 else 201]]
    named = ["Fiscal Year", "LEA Name", "LEA Entity ID", "School Name", "School Entity ID"]
    by_school = [
        [*named, "KG", *grades, "PS", "Total"],
        [year, "Arizona", state_id, "Arizona", state_id, 70, *[10] * 12, 5, 195],
        [year, "Copper Unified District", 4999, "Copper High School", 5009, "", *[""] * 8, 20, 20, 20, 17, "", 77],
        [year, "Copper Unified District", 4999, "Copper Learning Center", 5010, "", *[""] * 11, "*", "", "*"],
    ]
    return {
        "Introduction": [],
        "LEA by Grade": by_grade,
        "School by Grade": by_school,
        "County by Grade": by_county,
    }


def _prices() -> str:
    rows = ["series,year,period,value"]
    for year in (2024, 2025):
        months = [month for month in range(1, 13) if (year, month) != (2025, 10)]
        rows += [f"CUUR0000SA0,{year},M{month:02d},{100 + month}" for month in months]
        rows += [f"CUUR0000SA0,{year},M13,106.5", f"CUUR0000SA0,{year},S01,103"]
    return "\n".join([*rows, "CUUR0000SA0,2026,M01,107"]) + "\n"


ESTIMATES = ",".join(f"POPESTIMATE{year}" for year in range(2010, 2020))
TEXTS = {
    "geocorr2022": (
        "countyfip,state,place,stab,CountyName,PlaceName,population\n"
        "County code,State code,Place code,State abbr.,County name,Place name,Population\n"
        '04019,04,99901,AZ,Pima AZ,"St. Copper city, AZ",250\n04019,04,99999,AZ,Pima AZ,[not in a place],40\n'
    ),
    "geocorr2018": (
        "county,state,placefp,stab,cntyname,placenm,pop10,afact,AFACT2\n"
        "County code,State code,Place code,State abbreviation,County name,Place name,Population (2010),x,y\n"
        '04019,04,99901,AZ,Pima AZ,"St. Copper city, AZ",200,0.1,0.98 \n04019,04,99999,AZ,Pima AZ,[not in a place],30,1,1\n'
    ),
    "sub-est2019": (
        f"SUMLEV,STATE,PLACE,NAME,CENSUS2010POP,{ESTIMATES}\n"
        + "162,4,99901,St. Copper,A," + ",".join(str(201 + year) for year in range(10)) + "\n"
    ),
    "ccd": (
        "SCHOOL_YEAR,LEA_NAME,ST_LEAID,LEAID,LCITY,LZIP,SY_STATUS_TEXT,LEA_TYPE,CHARTER_LEA,GSLO,GSHI,OPERATIONAL_SCHOOLS\n"
        "2024-2025,Copper Unified District (4999),AZ-4999,0499990,St. Copper,85999,Open,1,NOTCHR,PK,12,2\n"
        "2024-2025,Tin School (79999),AZ-79999,0499991,ST. COPPER,85999,Open,7,CHRTIDEAESEA,KG,08,1\n"
    ),
    "ade": (
        "year,county,ctds_id,nces_leaid,ccd_lea_name,lea_letter_grade,num_schools_in_lea,total_enrollment,dropout_rate,"
        "num_enrolled,num_dropouts,grad_rate_4yr,num_in_cohort,num_graduated\n"
        "2014.0,Pima,4999.0,499990.0,Copper Unified District (4999),B,24.0,522.0,0.0,,,84.0,100.0,84.0\n"
        "2018.0,Pima,4999.0,499990.0,Copper Unified District (4999),B,24.0,261.0,4.15,*,*,90.0,100.0,90.0\n"
    ),
    "az": (
        "school_entity_id,school_name,district_name,county,subject,test_level,subgroup,fay_status,fiscal_year,"
        "percent_passing,number_tested,is_suppressed\n"
        "5001,One,Copper Unified District,Pima,Mathematics,All Assessments,All Students,FAY,2019,,,True\n"
        "5001,One,Copper Unified District,Pima,Mathematics,All Assessments,All Students,FAY,2024,50,100,False\n"
        "5002,Two,Copper Unified District,Pima,Mathematics,All Assessments,All Students,FAY,2024,20,300,False\n"
    ),
    "CUUR0000SA0": _prices(),
}  # fmt: skip
"""By the first word of the file's name."""
