"""The forms staff fill in: what each column wants, as an empty file with explanations."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter

EXPLANATION_MARK = "#"
"""A row whose first cell starts with this is an explanation and is skipped when the file is loaded."""


class Kind(StrEnum):
    """What a staff file holds."""

    LOSSES = "losses"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form: its name, the type of its cells, whether it must be filled, and what it wants."""

    name: str
    type: type
    required: bool
    wants: str


PLACE = Column("place", str, True, "city, town, county, Arizona: its name, slug or geoid (Tucson, tucson or 0477000)")
SOURCE_TITLE = Column("source_title", str, True, "title of the report or article, with its date")
SOURCE_ADDRESS = Column("source_address", str, False, "its web address (https://...), empty if there is none")
LOCATION = Column("location", str, True, "where in the source: page, table, row (Table 2, row Tucson)")
NOTE = Column("note", str, False, "anything a reader must know")

COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.LOSSES: (
        Column("edition", int, True, "year of the study's edition, such as 2014 or 2018"),
        Column("data_year", int, False, "year the figures are about (2012 in the 2014 edition)"),
        PLACE,
        Column("population", str, False, "non_completers or disconnected_youth; empty if about neither"),
        Column("measure", str, True, "what is counted: count, rate, social_loss_per_person, social_loss_aggregate ..."),
        Column("value", float, True, "the number as printed, in full: 421280 or 421,280, not $421 thousand"),
        Column("unit", str, True, "USD, persons or percent"),
        Column("dollar_year", int, False, "for USD: the year whose dollars these are"),
        SOURCE_TITLE,
        SOURCE_ADDRESS,
        LOCATION,
        Column(
            "qualifier",
            str,
            False,
            "the source's hedge: as_published (if empty), rounded, more_than, nearly, estimated",
        ),
        NOTE,
    ),
    Kind.INDICATORS: (
        PLACE,
        Column("measure", str, True, "id of the measure, as on the data page"),
        Column("period", str, True, "a year (2023), or first and last year of pooled years (2019-2023)"),
        Column("value", float, True, "the number in the measure's unit: 19.5 for 19.5 percent"),
        Column("low", float, False, "lower bound of the measure's interval, if published"),
        Column("high", float, False, "upper bound, if published"),
        SOURCE_TITLE,
        SOURCE_ADDRESS,
        LOCATION,
        NOTE,
    ),
}
OPTIONAL: dict[Kind, tuple[Column, ...]] = {
    Kind.LOSSES: (
        Column("source_kind", str, False, "primary (if empty: the report itself) or news (stands behind the report)"),
    ),
    Kind.INDICATORS: (
        Column("measure_name", str, False, "only with --new-measure: name of a measure the catalog lacks"),
        Column("measure_unit", str, False, "only with --new-measure: its unit"),
        Column("measure_definition", str, False, "only with --new-measure: what it counts, in plain words"),
    ),
}
"""Columns a file may have beyond the form's."""


def as_csv(kind: Kind) -> bytes:
    """The form as CSV: the header and one row of explanations, which is skipped when it is loaded."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([column.name for column in COLUMNS[kind]])
    explained = [("" if column.required else "optional: ") + column.wants for column in COLUMNS[kind]]
    rows.writerow([f"{EXPLANATION_MARK} {explained[0]}", *explained[1:]])
    return text.getvalue().encode("utf-8-sig")  # the mark lets Excel read it as UTF-8


def as_xlsx(kind: Kind) -> bytes:
    """The form as a workbook: a sheet to fill in, its cells formatted as text, and a sheet of instructions.

    No formulas.
    """
    target = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, safe) as book:
        head, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        form, help_sheet = book.add_worksheet(kind.value), book.add_worksheet("instructions")
        for position, column in enumerate(COLUMNS[kind]):
            form.set_column(position, position, 18, None if column.type is float else plain)
            form.write_string(0, position, column.name, head)
        form.freeze_panes(1, 0)
        _instructions(help_sheet, kind, head)
    return target.getvalue()


def _instructions(sheet: xlsxwriter.worksheet.Worksheet, kind: Kind, head: xlsxwriter.format.Format) -> None:
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 100)
    rows = [("column", "needed", "what it wants")]
    rows += [(column.name, "yes" if column.required else "no", column.wants) for column in COLUMNS[kind]]
    rows += [(column.name, "may be added", column.wants) for column in OPTIONAL[kind]]
    for number, cells in enumerate(rows):
        for position, cell in enumerate(cells):
            sheet.write_string(number, position, cell, head if number == 0 else None)
