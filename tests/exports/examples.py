"""Parameters that show something, for every kind of exhibit; and exhibits made by hand."""

from __future__ import annotations

from economics.basis import Basis
from exhibits.model import Cell, Column, Exhibit, SourceLine, Table
from exhibits.shelf import KINDS

DIPLOMA = "share_19_20_with_hs_diploma"
NEEDED = {
    "place": "tucson",
    "measure": DIPLOMA,
    "x": DIPLOMA,
    "y": "acs5_median_household_income",
    "walk": "2014-07-18-tusd-steps-to-success",
}
MORE = {
    "ranking": {"focus": "tucson", "places": "tucson,phoenix"},
    "trend": {"places": "tucson,mesa"},
    "slope": {"places": "tucson,mesa"},
    "scatter": {"places": "tucson"},
    "map": {"measure": DIPLOMA, "places": "tucson"},
    "losses_difference": {"place": "tucson", "discount_rate": "0.05"},
    "losses_tornado": {"place": "tucson", "finish_later": "0.2"},
}


def example(name: str) -> dict[str, str]:
    """The parameters a kind cannot do without, and those that make it worth looking at."""
    fields = KINDS[name].parameters.model_fields
    return {key: NEEDED[key] for key, field in fields.items() if field.is_required()} | MORE.get(name, {})


HOSTILE = (
    "=cmd|'/C calc'!A0",
    "<b>bold</b> & <script>",
    "nul\x00 and bell\x07",
    "+1+1",
    "@SUM(A1)",
    "{=1}",
    "https://example.org/a",
    "\u202egnp.exe",
    "\ud800half",
    "_x0041_",
    "a" * 400,
)


def made(
    rows: tuple[tuple[Cell, ...], ...],
    columns: tuple[Column, ...] = (Column("place", "City or town"), Column("value", "Share", "percent")),
    *,
    name: str = "ranking",
    title: str = "A finding",
    basis: tuple[Basis, ...] = (),
    private: bool = False,
    notes: tuple[str, ...] = (),
) -> Exhibit:
    """An exhibit of made-up rows."""
    return Exhibit(
        name=name,
        parameters={"measure": "made_up"},
        title=title,
        subtitle="Made-up figures",
        sentence="A made-up sentence.",
        summary="Dots of made-up figures.",
        table=Table(columns, rows, "Made-up figures"),
        sources=(SourceLine("s", "Publisher", "Title of a source", "https://example.org/a", "2025"),),
        credit="Publisher (2025)",
        data_version="0123456789abcdef",
        basis=basis,
        private=private,
        notes=notes,
    )


def number(value: float, text: str = "") -> Cell:
    """A cell with a number."""
    return Cell(value, text or f"{value:g}%")


def word(text: str) -> Cell:
    """A cell with text."""
    return Cell(text, text)
