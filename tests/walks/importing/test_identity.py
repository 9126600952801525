"""Identity columns: found by header, found by content, refused before anything else, never quoted."""

from __future__ import annotations

import hashlib
import uuid

import pytest

from tests.walks.importing.sheets import TODAY, VISIT, VISIT_HEADER, WORDS
from walks.importing import Identity, Refused, Sheet, read_spells, read_visits
from walks.importing.identity import identity_columns, looks_identifying
from walks.keys import new_student_key

PEOPLE = ("Ana Ruiz", "Bea Soto", "Carl Young", "Dora Lee", "Eva Cruz", "Frank Ochoa", "Gil Vega", "Hal Reyes")
CONTENT = {
    Identity.NAME: PEOPLE,
    Identity.BIRTH: ("3/4/1999", "5/6/2000", "1/2/2001", "11/12/1998", "7/8/1999"),
    Identity.ADDRESS: ("1010 E 10th St", "22 N Stone Ave Apt 4", "7 W Calle Alegre", "PO Box 12"),
    Identity.PHONE: ("(520) 555-0101", "520-555-0102", "520.555.0103"),
    Identity.EMAIL: ("a@example.org", "b@example.org"),
    Identity.NUMBER: ("12345678", "12345679", "12345680"),
    Identity.HASH: tuple(hashlib.sha256(word.encode()).hexdigest() for word in WORDS),
}
LYING_HEADERS = ("Notes", "Column1", "Next Step")


def with_column(header: str, values: tuple[str, ...]) -> Sheet:
    rows = tuple((*VISIT[:1], f"k{place}x", *VISIT[2:], value) for place, value in enumerate(values))
    return Sheet((*VISIT_HEADER, header), rows)


def kinds(sheet: Sheet, key: str | None = "Student Key") -> list[tuple[str | None, str]]:
    return [(found.column, found.rule) for found in identity_columns(sheet, key, ["Walk Date", "Due Date"], TODAY)]


@pytest.mark.parametrize("kind", list(CONTENT))
@pytest.mark.parametrize("header", LYING_HEADERS[:2])
def test_content_is_found_whatever_the_header_says(kind: Identity, header: str) -> None:
    sheet = with_column(header, CONTENT[kind])
    assert kinds(sheet) == [(header, f"the column holds {kind}")]
    with pytest.raises(Refused) as refused:
        read_visits(sheet, "Made-up", TODAY)
    said = str(refused.value) + repr(refused.value.findings)
    assert not any(value in said for value in CONTENT[kind])


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("First Name", Identity.NAME),
        ("studentName", Identity.NAME),
        ("Apellido", Identity.NAME),
        ("Guardian", Identity.NAME),
        ("DOB", Identity.BIRTH),
        ("birth_date", Identity.BIRTH),
        ("Home Address", Identity.ADDRESS),
        ("ZIP", Identity.ADDRESS),
        ("Cell Phone", Identity.PHONE),
        ("E-mail", Identity.EMAIL),
        ("SAIS ID", Identity.NUMBER),
        ("Student Number", Identity.NUMBER),
        ("Perm ID", Identity.NUMBER),
        ("SSN", Identity.NUMBER),
    ],
)
def test_headers_are_believed_even_over_an_empty_column(header: str, kind: Identity) -> None:
    assert kinds(with_column(header, ("", "", ""))) == [(header, f"the column holds {kind}")]


@pytest.mark.parametrize("header", ["School Name", "Target Group Name", "Team name", "Hours", "Grade", "Remarks"])
def test_headers_of_things_pass(header: str) -> None:
    assert kinds(with_column(header, ("a", "b"))) == []


@pytest.mark.parametrize(
    "values",
    [
        ("Catalina High", "Tucson High", "Rincon High", "Sabino High", "Palo Verde High", "Sahuaro High"),
        ("English", "Spanish", "English", "Spanish", "English", "English", "Spanish", "Other", "English", "English"),
        ("42384", "42385", "42390"),
        ("1", "2", "3"),
        ("call", "visit again"),
    ],
)
def test_what_is_no_identity_passes(values: tuple[str, ...]) -> None:
    assert kinds(with_column("Remarks", values)) == []


@pytest.mark.parametrize("header", ["Student Key", "Student Number", "SAIS"])
def test_a_key_column_is_judged_by_its_values(header: str) -> None:
    def keyed(values: tuple[str, ...]) -> Sheet:
        names = tuple(header if name == "Student Key" else name for name in VISIT_HEADER)
        return Sheet(names, tuple((VISIT[0], value, *VISIT[2:]) for value in values))

    random = tuple(new_student_key() for _ in range(20))
    assert kinds(keyed(random), header) == []
    assert kinds(keyed(tuple(uuid.uuid4().hex for _ in range(20))), header) == []
    assert kinds(keyed(("00123456", "00123457", "00123460")), header) == [
        (header, f"the column holds {Identity.NUMBER}")
    ]
    assert kinds(keyed(CONTENT[Identity.HASH]), header) == [(header, f"the column holds {Identity.HASH}")]
    assert kinds(keyed(PEOPLE), header) == [(header, f"the column holds {Identity.NAME}")]
    assert kinds(keyed(CONTENT[Identity.EMAIL]), header) == [(header, f"the column holds {Identity.EMAIL}")]


@pytest.mark.parametrize("attempts", [1, 2, 4])
def test_names_are_found_however_often_a_student_was_visited(attempts: int) -> None:
    """Each name once is easy; with a row for every attempt it repeats as a school does."""
    visits = [(n, name) for n, name in enumerate(PEOPLE) for _ in range(attempts)]
    beside = Sheet((*VISIT_HEADER, "Room"), tuple((VISIT[0], f"k{n}x", *VISIT[2:], name) for n, name in visits))
    assert kinds(beside) == [("Room", f"the column holds {Identity.NAME}")]
    as_keys = Sheet(VISIT_HEADER, tuple((VISIT[0], name, *VISIT[2:]) for _, name in visits))
    assert kinds(as_keys) == [("Student Key", f"the column holds {Identity.NAME}")]
    first_names = Sheet(VISIT_HEADER, tuple((VISIT[0], name.split()[0], *VISIT[2:]) for _, name in visits))
    assert kinds(first_names) == [("Student Key", f"the column holds {Identity.NAME}")]


@pytest.mark.parametrize("key", ["ana ruiz", "RUIZ, ANA", "Ruiz,Ana", "José Núñez"])
def test_two_words_are_no_random_key(key: str) -> None:
    assert kinds(Sheet(VISIT_HEADER, ((VISIT[0], key, *VISIT[2:]),) * 3)) == [
        ("Student Key", f"the column holds {Identity.NAME}")
    ]


def test_schools_of_many_students_are_no_names() -> None:
    schools = ("Palo Verde", "Santa Rita", "Canyon del Oro", "Desert View", "Mountain View", "Flowing Wells")
    rows = tuple((f"k{n}x", f"8/{n % 28 + 1}/2015", "", "", schools[n % 6]) for n in range(60))
    assert kinds(Sheet(("Student Key", "Enter Date", "Leave Date", "Leave Code", "School"), rows)) == []


def test_birth_dates_in_a_column_of_dates() -> None:
    header = ("Student Key", "Enter Date", "Leave Date", "Leave Code")
    births = Sheet(header, tuple((f"k{n}x", f"5/{n}/{1998 + n % 3}", "", "") for n in range(1, 9)))
    with pytest.raises(Refused, match="birth dates"):
        read_spells(births, TODAY)
    spells = Sheet(header, tuple((f"k{n}x", f"8/{n}/{2012 + n % 4}", "", "") for n in range(1, 9)))
    assert len(read_spells(spells, TODAY).kept) == 8


def test_one_phone_number_among_many_notes_is_enough() -> None:
    assert kinds(with_column("Remarks", ("call", "call", "mother 520-555-0101", "call"))) != []
    assert kinds(with_column("Remarks", ("123-45-6789", "call", "call"))) == [
        ("Remarks", f"the column holds {Identity.NUMBER}")
    ]
    assert kinds(with_column("Remarks", ("5205550101", "5205550102"))) == [
        ("Remarks", f"the column holds {Identity.PHONE}")
    ]


def test_a_file_without_a_header_row_is_not_quoted() -> None:
    sheet = Sheet(("a@example.org", "x"), (("b@example.org", "1"),))
    (found,) = identity_columns(sheet, None, [], TODAY)
    assert found.column == "(a column whose header looks like data)"


@pytest.mark.parametrize(
    ("text", "identifying"),
    [
        ("Ana Ruiz", True),
        ("Ruiz, Ana M.", True),
        ("a@b.org", True),
        ("00123456", True),
        ("W99", False),
        ("31/12/2015", False),
    ],
)
def test_single_values(text: str, identifying: bool) -> None:
    assert looks_identifying(text) is identifying


def school_sheet(header: str, schools: tuple[str, ...], spells_each: int = 1, **more: tuple[str, ...]) -> Sheet:
    """Spells of students, each with a school; ``more``: further columns."""
    rows = [
        (f"k{WORDS[place]}x", "2015-08-10", "2015-12-18", "W5", school, *(values[place] for values in more.values()))
        for place, school in enumerate(schools)
        for _ in range(spells_each)
    ]
    dated = tuple((key, f"20{14 + number % 2}-08-1{number % 10}", *rest) for number, (key, _, *rest) in enumerate(rows))
    return Sheet(("Student Key", "Enter Date", "Leave Date", "Leave Code", header, *more), dated)


PLACES = (
    "Palo Verde",
    "Sabino",
    "Rincon",
    "Santa Rita",
    "Cholla",
    "Palo Verde",
    "Sabino",
    "Rincon",
    "Santa Rita",
    "Cholla",
)


@pytest.mark.parametrize(
    ("header", "schools"),
    [
        ("School", ("449190",) * 4),
        ("School", ("100201123", "100201124") * 5),
        ("CTDS", ("100201123",) * 6),
        ("School State ID", ("449190", "449191") * 3),
        ("Entity ID", ("79461",) * 4),
        ("OrganizationName", ("North Campus High 1", "South Campus High 2") * 4),
        ("Organization Name", ("Palo Verde", "Sabino") * 4),
        ("School Name", PLACES),
        ("Campus", PLACES),
    ],
)
def test_a_school_is_nobodys_name_or_number(header: str, schools: tuple[str, ...]) -> None:
    read = read_spells(school_sheet(header, schools), TODAY, None if header != "School State ID" else {
        "student key": "Student Key", "enter date": "Enter Date", "leave date": "Leave Date",
        "leave code": "Leave Code", "school": header,
    })  # fmt: skip
    assert not [found for found in read.findings if "column" in found.rule]


NUMBERS = tuple(f"10{place}4567" for place in range(8))
FULL = (
    "Ana Ruiz",
    "Bea de la Cruz",
    "Carl M Young",
    "Lee, Dora",
    "Eva Cruz Jr.",
    "Frank Ochoa",
    "Gil Vega",
    "Hal Reyes",
)


@pytest.mark.parametrize("spells_each", [1, 3])
@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("School", NUMBERS, Identity.NUMBER),
        ("School", tuple(f"S{number}" for number in NUMBERS), Identity.NUMBER),
        ("CTDS", NUMBERS, Identity.NUMBER),
        ("Entity ID", NUMBERS, Identity.NUMBER),
        ("School", FULL, Identity.NAME),
        ("School", tuple(name.upper() for name in FULL), Identity.NAME),
        ("OrganizationName", FULL, Identity.NAME),
        ("Campus", FULL, Identity.NAME),
        ("School", CONTENT[Identity.EMAIL] * 4, Identity.EMAIL),
        ("School", CONTENT[Identity.ADDRESS] * 2, Identity.ADDRESS),
        ("School", tuple(f"520555010{place}" for place in range(8)), Identity.PHONE),
        ("School", tuple(hashlib.sha256(word.encode()).hexdigest() for word in WORDS[:8]), Identity.HASH),
        ("School", tuple(f"{place + 1}/{place + 2}/{1999 + place % 3}" for place in range(8)), Identity.BIRTH),
        ("Student Name", FULL, Identity.NAME),
        ("Student Organization Name", FULL, Identity.NAME),
        ("Room", FULL, Identity.NAME),
        ("x", FULL, Identity.NAME),
        ("Room", FULL[:3], Identity.NAME),
        ("Bus", NUMBERS, Identity.NUMBER),
    ],
)
def test_nobody_slips_through_as_a_school(
    header: str, values: tuple[str, ...], kind: Identity, spells_each: int
) -> None:
    with pytest.raises(Refused) as refused:
        read_spells(school_sheet(header, values, spells_each), TODAY)
    assert [(found.column, found.rule) for found in refused.value.findings] == [(header, f"the column holds {kind}")]
    assert "(its " in refused.value.findings[0].repair


def test_days_without_separators_are_no_student_numbers() -> None:
    days = tuple(f"2015081{place}" for place in range(8))
    assert not identity_columns(school_sheet("Last Activity", days), "Student Key", ["Enter Date"], TODAY)
