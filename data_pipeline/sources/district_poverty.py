"""Children in poverty by school district: Census SAIPE 2020, fixed-width text (published as .txt, one copy named .csv).

There is no heading and no comma; fields stand at fixed places. A copy with commas and padded names exists too: both are read.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import number_of, text_of

# 0-based half-open places of the fields, from the layout of the published file.
FIELDS = {
    "state": (0, 2),
    "district": (3, 8),
    "name": (9, 81),
    "population": (82, 90),
    "children": (91, 99),
    "poor": (100, 108),
}
COUNTS = ("population", "children", "poor")
FULL_LINE = 108


def parse(path: Path) -> pd.DataFrame:
    """Districts with their children in poverty.

    Returns:
        One row a district: ``nces_id`` (7 digits, text), ``name``, ``population`` (people), ``children`` (aged 5 to 17),
        ``children_in_poverty`` (of these, related children in families in poverty), ``row``.

    Raises:
        SourceError: a line that is too short, a code of another form, or more poor children than children.
    """
    lines = [(number, line) for number, line in enumerate(text_of(path).splitlines(), start=1) if line.strip()]
    return pd.DataFrame([_district(path, line, number) for number, line in lines])


def _district(path: Path, line: str, number: int) -> dict[str, object]:
    fields = _split(path, line, number)
    if not (
        len(fields["state"]) == 2 and len(fields["district"]) == 5 and (fields["state"] + fields["district"]).isdigit()
    ):
        code = fields["state"] + fields["district"]
        raise SourceError(
            path, "state and district codes have 2 and 5 digits", row=number, column="district", value=code
        )
    population, children, poor = (number_of(path, fields[name], row=number, column=name) for name in COUNTS)
    if children is None or poor is None or population is None:
        raise SourceError(path, "a count is missing", row=number)
    if poor > children:
        raise SourceError(path, "more children in poverty than children", row=number, column="poor", value=poor)
    return {
        "nces_id": fields["state"] + fields["district"], "name": fields["name"], "population": int(population),
        "children": int(children), "children_in_poverty": int(poor), "row": number,
    }  # fmt: skip


def _split(path: Path, line: str, number: int) -> dict[str, str]:
    if "," in line[:4]:
        cells = [cell.strip() for cell in line.split(",")]
        # Commas inside a name would shift the counts: take the codes from the left, the counts from the right.
        if len(cells) < 7:
            raise SourceError(path, f"the row has {len(cells)} cells, 7 are expected", row=number)
        names = ["state", "district", "population", "children", "poor"]
        return dict(zip(names, [*cells[:2], *cells[-4:-1]], strict=True)) | {"name": ", ".join(cells[2:-4])}
    if len(line) < FULL_LINE:
        raise SourceError(path, f"the line has {len(line)} characters, at least {FULL_LINE} are expected", row=number)
    return {name: line[start:end].strip() for name, (start, end) in FIELDS.items()}
