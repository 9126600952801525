"""How numbers read in office files: format codes that give the same figures as the page, on typed numbers.

A number stays a number in the file; its format is taken from how the page writes it (``Cell.text``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from exhibits.model import Cell, Column

NUMBER = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
WORDS = re.compile(r"[^\W\d_]{2,}")
SIZES = frozenset({"thousand", "million", "billion", "trillion"})
PLAIN = "#,##0"
YEAR = "0"


def table_format(cell: Cell, column: Column) -> str:
    """The format of one number of a table; whole dollars, decimals as written, no comma in a year."""
    text = cell.text
    if "USD" in column.unit or text.startswith(("$", "−$")):
        return '"$"#,##0;"−$"#,##0'
    decimals = _decimals(text)
    if text.endswith("%"):
        return _percent(cell, decimals)
    if not column.unit and isinstance(cell.value, int) and "," not in text:
        return YEAR
    return _with_decimals(PLAIN, decimals)


def mark_format(cells: Iterable[Cell], unit: str) -> str:
    """The format of the marks and the axis of a chart: short dollars, percent, or grouped numbers."""
    drawn = [(float(cell.value), cell.text) for cell in cells if isinstance(cell.value, (int, float))]
    if "USD" in unit:
        return short_dollars(max((abs(value) for value, _ in drawn), default=0.0))
    decimals = max((_decimals(text) for _, text in drawn), default=0)
    if unit in {"percent", "share"}:
        return _with_decimals("0", decimals) + '"%"'
    return _with_decimals(PLAIN, decimals)


def axis_format(unit: str, high: float, step: float) -> str:
    """The format of the numbers along an axis, whose steps are round."""
    if "USD" in unit:
        return _dollar_steps(high, step)
    decimals = 0 if step == int(step) else 1
    return _with_decimals("0", decimals) + '"%"' if unit in {"percent", "share"} else _with_decimals(PLAIN, decimals)


def short_dollars(largest: float) -> str:
    """``$383K``, ``$1.2M``, ``$222M``, ``$1.4B``: at most three figures."""
    said = '"$"'
    if largest < 999.5:
        return f"{said}0"
    if largest < 999_500_000:
        return f'[<999500]{said}0,"K";[<99950000]{said}0.0,,"M";{said}0,,"M"'
    return f'[<99950000]{said}0.0,,"M";[<999500000]{said}0,,"M";{said}0.0,,,"B"'


def says_more(cell: Cell) -> bool:
    """Whether the page says more beside a number than the number (``more than 230``, ``82.4% (Class of 2024)``)."""
    if not isinstance(cell.value, (int, float)):
        return False
    return bool(set(word.lower() for word in WORDS.findall(cell.text)) - SIZES) or "(" in cell.text


def _dollar_steps(high: float, step: float) -> str:
    for size, code, letter in ((1e9, ",,,", "B"), (1e6, ",,", "M"), (1e3, ",", "K")):
        if high >= size:
            return f'"$"{"0" if step % size == 0 else "0.0"}{code}"{letter}";"−$"0{code}"{letter}";"$"0'
    return '"$"0'


def _percent(cell: Cell, decimals: int) -> str:
    """Percent is held as 82.4 in most tables and as 0.824 in some: what is shown decides."""
    found = NUMBER.search(cell.text)
    shown = float(found.group().replace(",", "")) if found else 0.0
    of_one = abs(float(cell.value or 0) * 100 - shown) <= 0.5 * 10**-decimals + 1e-9 and shown != 0
    return _with_decimals("0", decimals) + ("%" if of_one else '"%"')


def _decimals(text: str) -> int:
    found = NUMBER.search(text)
    return len(found.group(1) or "") if found else 0


def _with_decimals(code: str, decimals: int) -> str:
    return code + "." + "0" * decimals if decimals else code
