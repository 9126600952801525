"""The forms an exhibit may be taken away in: what they are called, in the order of the menu. Addresses are made from it.

Another form made on the server needs a line here and its writer (``files.WRITERS``, or the API's for JSON); one made in the
browser needs its own entry in the menu (``components.export_menu``).
"""

from __future__ import annotations

from dataclasses import dataclass

from exhibits.model import Exhibit

ROOT = "/export"


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the ending of its files, its name and what it is good for, its type, whether private ones may be made."""

    ending: str
    label: str
    says: str
    content_type: str
    private: bool = True


FORMS = (
    Form(
        "pptx",
        "PowerPoint",
        "a slide with a chart you can edit",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        private=False,
    ),
    Form(
        "xlsx",
        "Excel",
        "numbers, sources and assumptions",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    Form("csv", "CSV", "the table, for any program", "text/csv; charset=utf-8; header=present"),
    Form("html", "Web page", "one file that opens without a network", "text/html; charset=utf-8"),
    Form("json", "JSON", "all of it, for programs", "application/json"),
)
BY_ENDING = {form.ending: form for form in FORMS}


def address(exhibit: Exhibit, ending: str) -> str:
    """Where a file of an exhibit is: ``/export/ranking.pptx?measure=...``, the exhibit's own parameters."""
    query = f"?{exhibit.query}" if exhibit.query else ""
    return f"{ROOT}/{exhibit.name}.{ending}{query}"


def offered(exhibit: Exhibit) -> tuple[Form, ...]:
    """The forms an exhibit can be had in: no slides of private counts, no table of nothing."""
    return tuple(
        form
        for form in FORMS
        if (form.private or not exhibit.private) and (form.ending == "json" or exhibit.table.rows or exhibit.cards)
    )
