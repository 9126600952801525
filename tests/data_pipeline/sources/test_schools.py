"""The workbooks and extracts of the state: enrollment, letter grades, outcomes, assessments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_pipeline.sources import ade_enrollment, ade_letter_grades, district_outcomes, school_assessments
from data_pipeline.sources.errors import SourceError
from tests.data_pipeline.sources.conftest import Text, Workbook

GRADES = [float(grade) for grade in range(1, 13)]  # the headings are numbers
HEAD_2025 = ["Fiscal Year", "LEA Name", "LEA Entity ID", "KG", *GRADES, "PS", "Total"]
HEAD_2018 = ["Fiscal Year", "LEA Name", "LEA Entity ID", "PS", "KG", *GRADES, "Total"]


def enrollment_2025() -> dict[str, list[list[Any]]]:
    return {
        "Introduction": [],
        "LEA by Grade": [
            HEAD_2025,
            [2025, "Arizona", "Arizona", 70, *[10] * 12, 5, 195],
            [2025, "Copper Unified District", 4999, "*", "", *[20] * 11, 30, 261],
            [2025, "Tin School", 79999, "*", *[""] * 11, "*", "", "*"],
        ],
        "County by Grade": [["Fiscal Year", "County", "Total"], [2025, "Arizona", 195], [2025, "Out Of Arizona", 2]],
    }


def test_enrollment_of_a_workbook_with_a_drawing_in_front(workbook: Workbook) -> None:
    table = ade_enrollment.parse(workbook("Oct1Enrollment2025.xlsx", enrollment_2025())).set_index("entity_id")
    assert list(table.index) == ["4999", "79999"]
    copper, tin = table.loc["4999"], table.loc["79999"]
    assert (copper["total"], copper["grade_ps"], copper["grade_2"], copper["status"], copper["row"]) == (
        261,
        30,
        20,
        "published",
        3,
    )
    assert table["grade_kg"].isna().all() and table["grade_1"].isna().all()
    assert (tin["status"], tin["fiscal_year"]) == ("suppressed", 2025)
    assert table["total"].isna().tolist() == [False, True]


def test_enrollment_state_totals_are_all_told(workbook: Workbook) -> None:
    totals = ade_enrollment.state_totals(workbook("e.xlsx", enrollment_2025()))
    assert dict(zip(totals["sheet"], totals["total"], strict=True)) == {"LEA by Grade": 195, "County by Grade": 195}


def test_enrollment_keeps_the_row_that_says_something(workbook: Workbook) -> None:
    sheets = {
        "LEA by Grade": [
            HEAD_2018,
            [2018, "Arizona", "", *[9] * 14, ""],
            [2018, "Regional District", 4234, *["*"] * 14, "*"],
            [2018, "Regional School District", 4234, *["*"] * 14, 625],
        ]
    }
    table = ade_enrollment.parse(workbook("Oct1Enrollment2018.xlsx", sheets))
    assert table[["entity_id", "total"]].to_numpy().tolist() == [["4234", 625]]
    assert "listed twice" in table["note"][0]


def test_enrollment_refuses_what_is_neither_count_nor_mark(workbook: Workbook) -> None:
    sheets = {"LEA by Grade": [HEAD_2025, [2025, "Copper", 4999, 1, *["<2"] * 12, 1, 2]]}
    with pytest.raises(SourceError, match=r"row 2, column '1': .*'<2'"):
        ade_enrollment.parse(workbook("e.xlsx", sheets))
    with pytest.raises(SourceError, match="'LEA by Grade' is missing"):
        ade_enrollment.parse(workbook("e.xlsx", {"Introduction": []}))


def letters_2023() -> dict[str, list[list[Any]]]:
    head = [
        "FiscalYear",
        "SchoolName",
        "SchoolCode",
        "DistrictName",
        "DistrictCode",
        "County",
        "Charter",
        "LetterGrade",
        "Model",
    ]
    return {
        "Please Read": [["1) An error was corrected"]],
        "Traditional K-8": [
            [*head, "", "|"],
            [2023, "One", 5001, "Copper Unified District", 4999, "Pima", "N", "B", "K-8 "],
            [2023, "Two", 5002, "Copper Unified District", "Copper Unified District", "Pima", "No", "A", "K-8 "],
            [2023, "Tin", 5003, "Tin, Inc.", 79999, "Pima", "Yes", "NR", "K-8 "],
        ],
        "Alternative": [
            head,
            [2023, "Three", 5004, "Copper Unified District", 4999, "Pima", "N", "UR", "Alternative "],
        ],
        "LEA Letter Grades": [["DistrictCode", "DistrictName", "County", "LEAGrade"], [4999, "Copper", "Pima", "B"]],
    }


def test_letters_of_all_sheets_with_an_id_mended(workbook: Workbook) -> None:
    table = ade_letter_grades.parse(workbook("FY 23 A-F.xlsx", letters_2023())).set_index("school_id")
    assert table["letter"].fillna("-").to_dict() == {"5001": "B", "5002": "A", "5003": "-", "5004": "-"}
    assert table["standing"].to_dict() == {
        "5001": "graded",
        "5002": "graded",
        "5003": "not rated",
        "5004": "under review",
    }
    assert table.loc["5002", "district_id"] == "4999"
    assert "taken by its name" in str(table.loc["5002", "note"])
    assert table["charter"].tolist() == [False, False, True, False]
    assert table.loc["5001", "model"] == "K-8"


def test_letters_counted_by_district_with_true_zeros(workbook: Workbook) -> None:
    table = ade_letter_grades.counts(ade_letter_grades.parse(workbook("FY 23 A-F.xlsx", letters_2023())))
    copper = table[table["district_id"] == "4999"].set_index("group")["schools"].to_dict()
    assert copper == {"A": 1, "B": 1, "C": 0, "D": 0, "F": 0, "not rated": 1}


@pytest.mark.parametrize(
    ("printed", "letter", "standing"),
    [
        ("C*", "C", "graded"),
        ("B-ALT", "B", "graded"),
        ("D-ALT*", "D", "graded"),
        ("P", None, "pending"),
        ("", None, "blank"),
    ],
)
def test_letters_marks_are_kept_apart(printed: str, letter: str | None, standing: str, workbook: Workbook) -> None:
    head = ["LEA ID", "LEA Name", "Entity ID", "School Name", "Charter", "County", "Final Letter Grade"]
    row = [4999, "Copper", 5001, "One", "N", "Pima", printed]
    table = ade_letter_grades.parse(workbook("2014-a-f.xlsx", {"2014": [head, row]}))
    assert (table["letter"].fillna("").iloc[0] or None, table["standing"][0], table["fiscal_year"][0]) == (
        letter,
        standing,
        2014,
    )


def test_letters_refuse_the_unknown(workbook: Workbook) -> None:
    head = ["District IT", "District Name", "School ID", "School Name", "Letter Grade", "Fiscal Year"]
    path = workbook("a.xlsx", {"s": [head, [4999, "Copper", 5001, "One", "E", 2019]]})
    with pytest.raises(SourceError, match="letter grade is not known"):
        ade_letter_grades.parse(path)
    with pytest.raises(SourceError, match="no sheet lists schools"):
        ade_letter_grades.parse(workbook("b.xlsx", {"Notes": [["P means pending"]]}))


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2012-2013-a-f.xls", 2013),
        ("2014-a-f-8-6-14.xlsx", 2014),
        ("FY%2019%20Combined.xlsx", 2019),
        ("A_F.xlsx", None),
    ],
)
def test_fiscal_year_of_a_name(name: str, year: int | None) -> None:
    assert ade_letter_grades.fiscal_year_of(Path(name)) == year


HEAD = (
    "year,county,ctds_id,nces_leaid,ccd_lea_name,lea_letter_grade,num_schools_in_lea,total_enrollment,dropout_rate,"
    "num_enrolled,num_dropouts,grad_rate_4yr,num_in_cohort,num_graduated\n"
)


def outcomes(text: Text, *rows: str) -> dict[tuple[str, int], tuple[object, str, object]]:
    table = district_outcomes.parse(text("o.csv", HEAD + "\n".join(rows) + "\n"))
    values = table["value"].astype(object).where(table["value"].notna(), None)
    columns = (table["measure"], table["year"], values, table["status"], table["note"])
    return {(measure, year): (value, status, note) for measure, year, value, status, note in zip(*columns, strict=True)}


def test_outcomes_of_2014_flag_the_doubled_and_the_zero(text: Text) -> None:
    found = outcomes(
        text, "2014.0,Maricopa,4243.0,402690.0,Copper Unified District (4243),B,24.0,52872.0,0.0,,,84.3,1683.0,1419.0"
    )
    assert found["enrollment_oct1", 2014] == (
        None,
        "not published",
        "printed 52,872: about twice the truth, like the whole year",
    )
    assert found["dropout_rate_7_12", 2014][:2] == (None, "not published")
    rate, status, _ = found["graduation_rate_4yr", 2014]
    assert (rate, status) == (pytest.approx(100 * 1419 / 1683), "published")


def test_outcomes_hide_and_keep(text: Text) -> None:
    found = outcomes(
        text,
        "2024.0,Gila,4212.0,403730.0,Tin Unified District (4212),B,2.0,301.0,,95,*,,18.0,",
        "2020.0,Gila,4212.0,403730.0,Tin Unified District (4212),B,2.0,168.0,0.0,,,,,",
        "2022.0,Gila,4212.0,403730.0,Tin Unified District (4212),B,2.0,168.0,4.15,*,*,86.0,,",
    )
    assert found["dropout_rate_7_12", 2024][:2] == (None, "suppressed")
    assert found["graduates", 2024][:2] == (None, "suppressed")
    assert found["cohort_size", 2024][:2] == (18.0, "published")
    assert found["dropout_rate_7_12", 2020][:2] == (0.0, "published"), "a small district can have none"
    assert found["graduation_rate_4yr", 2022] == (86.0, "published", "as printed; the counts behind it are not shown")


def test_outcomes_list_a_district_of_two_counties_once(text: Text) -> None:
    row = "2018.0,{},4236.0,409190.0,Copper Unified District (4236),C,4.0,1444.0,5.8,,,78.3,157.0,123.0"
    table = district_outcomes.parse(text("o.csv", HEAD + row.format("Maricopa") + "\n" + row.format("Yavapai") + "\n"))
    assert len(table) == 5
    assert set(table["nces_id"]) == {"0409190"}
    other = row.format("Yavapai").replace("1444.0", "1445.0")
    with pytest.raises(SourceError, match="listed twice in 2018 with different figures"):
        district_outcomes.parse(text("o.csv", HEAD + row.format("Maricopa") + "\n" + other + "\n"))


def test_outcomes_refuse_a_rate_its_counts_contradict(text: Text) -> None:
    with pytest.raises(SourceError, match="is not 123 of 157"):
        outcomes(text, "2018.0,Gila,4236.0,409190.0,Copper (4236),C,4.0,1444.0,5.8,,,80.0,157.0,123.0")


TESTS = (
    "school_entity_id,school_name,district_name,county,subject,test_level,subgroup,fay_status,fiscal_year,percent_passing,"
    "number_tested,is_suppressed\n"
)


def school(number: int, year: int, percent: str, tested: str, hidden: str = "False") -> str:
    return f"{number},S,D,Pima,Mathematics,All Assessments,All Students,FAY,{year},{percent},{tested},{hidden}\n"


def test_assessments_weigh_by_students_and_say_the_coverage(text: Text) -> None:
    rows = [school(1, 2024, "50", "100"), school(2, 2024, "20", "300"), school(3, 2024, "90", "")]
    table = school_assessments.by_district(
        school_assessments.parse(text("a.csv", TESTS + "".join(rows))), dict.fromkeys("123", "4999")
    )
    row = table.iloc[0]
    assert row["value"] == pytest.approx((50 * 100 + 20 * 300) / 400)
    assert (row["status"], row["quality"], row["tested"]) == ("published", "incomplete: 2 of 3 schools", 400)


def test_assessments_of_too_few_schools_are_not_published(text: Text) -> None:
    rows = [school(1, 2024, "50", "100"), school(2, 2024, "", "", "True"), school(3, 2024, "", "", "True")]
    schools = school_assessments.parse(text("a.csv", TESTS + "".join(rows)))
    row = school_assessments.by_district(schools, dict.fromkeys("123", "4999")).iloc[0]
    assert row["value"] is None
    assert (row["status"], row["quality"]) == ("not published", "1 of 3 schools")


def test_assessments_filtered_upstream_are_not_called_suppressed(text: Text) -> None:
    rows = school(1, 2019, "", "", "True") + school(1, 2021, "", "", "True") + school(1, 2023, "", "", "True")
    table = school_assessments.parse(text("a.csv", TESTS + rows))
    assert table["status"].tolist() == ["not published", "not published", "suppressed"]


@pytest.mark.parametrize(("old", "new"), [(",50,", ",101,"), ("Mathematics", "Welding"), ("False", "maybe")])
def test_assessments_refuse(old: str, new: str, text: Text) -> None:
    with pytest.raises(SourceError):
        school_assessments.parse(text("a.csv", TESTS + school(1, 2024, "50", "100").replace(old, new)))
