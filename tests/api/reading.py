"""Reading answers back in tests, written apart from the code that writes them."""

from __future__ import annotations

import csv
import io
from typing import Any

from exhibits.shelf import KINDS

NEEDED = {
    "place": "tucson",
    "measure": "share_employed",
    "x": "share_employed",
    "y": "child_poverty",
    "walk": "2014-07-18-steps-to-success",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def read_csv(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV answer, checked for its form."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    return lines[0], lines[1:]


def same(written: str, value: Any) -> bool:
    """Whether a CSV cell says the JSON value; of null only that it is no number and no zero."""
    if value is None:
        return not written.replace(".", "").replace("-", "").isdigit()
    if isinstance(value, bool):
        return written == str(value).lower()
    if isinstance(value, (int, float)):
        return float(written) == value
    assert not written.startswith(FORMULA), written
    return written == (f"'{value}" if value.startswith(FORMULA) else value)


def needed_query(name: str) -> dict[str, str]:
    """The arguments an exhibit cannot do without."""
    fields = KINDS[name].parameters.model_fields
    return {key: NEEDED[key] for key, field in fields.items() if field.is_required()}
