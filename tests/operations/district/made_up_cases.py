"""Small files with the quirks of student systems, by name, written into a folder: four students of one walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

KEYS = tuple(f"madeup-{name}" for name in ("juniper", "larch", "maple", "oak"))
HEADER = "Student Key,Enter Date,Leave Date,Leave Code"
LEFT = [f"{key},2024-08-06,2024-11-05,W5" for key in KEYS]
BACK = [f"{key},2025-02-04,," for key in KEYS[:3]]
TEXTS: dict[str, Sequence[str]] = {
    "00_visits.csv": ("Walk Date,Student Key,Target Group,Outcome", *(f"2025-01-18,{key},left in fall,COMMIT" for key in KEYS)),
    "01_partial_null.csv": (HEADER, *LEFT, *(row.replace(",,", ",NULL,") for row in BACK)),
    "02_listed_without_spell.csv": (HEADER, LEFT[0], BACK[0]),
    "03a_full_march.csv": (HEADER, *LEFT, *BACK),
    "03b_active_only_may.csv": (HEADER, LEFT[0], BACK[0]),
    "04_plan_decimal_comma.csv": ("Walk Date;Teams;Volunteers;Hours;Cost", "2025-01-18;12;48;180,5;1250,50"),
    "05_midnight_us.csv": (HEADER, f"{KEYS[0]},8/6/2024 12:00:00 AM,11/5/2024 12:00:00 AM,W5"),
    "06_code_description.csv": (HEADER, f"{KEYS[0]},2024-08-06,2024-11-05,W1 - Transferred"),
    "07_school_state_number.csv": (f"{HEADER},School", *(f"{row},449188" for row in LEFT)),
    "08_organization_name.csv": (f"{HEADER},OrganizationName", *(f"{row},West Campus High 3" for row in LEFT)),
    "10_june30_close.csv": (HEADER, *LEFT, *(row.replace(",,", ",2025-06-30,") for row in BACK)),
    "11_all_left_day28.csv": (HEADER, *LEFT, *(f"{key},2025-01-28,2025-02-25,W5" for key in KEYS[:3])),
    "12_title_rows.csv": ("Enrollment history,,,", "Run date: 5/2/2025,,,", HEADER, *LEFT),
    "14_zero_width_key.csv": (HEADER, *(row.replace("-", "-\u200b", 1) for row in (*LEFT, *BACK))),
}  # fmt: skip
SHEETS = {
    "2023-24": (HEADER, *LEFT),
    "back": ("Leave Code,Student Key,Enter Date,Leave Date", *(f",{key},2025-02-04," for key in KEYS[:3])),
}


def write_cases(folder: Path) -> Path:
    """Write all of them; gives the folder."""
    for name, rows in TEXTS.items():
        (folder / name).write_bytes(_lines(rows))
    with xlsxwriter.Workbook(folder / "16_two_sheets.xlsx") as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row.split(","))
    return folder


def _lines(rows: Iterable[str]) -> bytes:
    return "\r\n".join([*rows, ""]).encode()
