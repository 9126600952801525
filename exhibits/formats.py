"""The one place of number formats: what a value looks like in a sentence, on a mark and in a table.

Percent signs follow the number directly; people are grouped by commas; a loss is only ever formatted from ``Money``,
which carries its basis. Ranges read "9 to 16", differences are in points.
"""

from __future__ import annotations

from typing import Literal

from babel.numbers import format_compact_decimal, format_decimal

from economics.basis import Money
from economics.rounding import half_up

LOCALE = "en_US"
MINUS = "−"
PERCENT_UNITS = frozenset({"percent", "share"})


def _compact(amount: float, style: Literal["short", "long"]) -> str:
    """At most three figures: whole thousands, else one decimal below 100 of a kind (``6.2 billion``, ``222 million``)."""
    size, power = abs(amount), 0
    while size >= 999.5:
        size, power = size / 1000, power + 1
    digits = 1 if power >= 2 and size < 99.95 else 0
    rounded = half_up(size, digits) * 1000**power
    return str(format_compact_decimal(rounded, format_type=style, fraction_digits=digits, locale=LOCALE))


def _signed(text: str, amount: float) -> str:
    return f"{MINUS}{text}" if amount < 0 else text


def money_words(money: Money) -> str:
    """For sentences: ``$1.2 million``, ``$499 thousand``; at most three figures."""
    return _signed(f"${_compact(money.amount, 'long')}", money.amount)


def money_mark(money: Money) -> str:
    """For marks and cards: ``$1.2M``, ``$499K``; at most three figures."""
    return _signed(f"${_compact(money.amount, 'short')}", money.amount)


def money_exact(money: Money) -> str:
    """For tables: whole dollars, ``$421,280``."""
    return _signed(f"${grouped(abs(money.amount))}", money.amount)


def income(value: float) -> str:
    """A household's yearly income, ``$81,260``: not a loss, so it has a price year but no ``Basis``."""
    return f"${grouped(value)}"


def planned_cost(value: float) -> str:
    """A cost as somebody plans it, ``$2,050``: no loss, so no ``Basis``; a page marks it "costs as planned"."""
    return _signed(f"${grouped(abs(value))}", value)


def grouped(value: float, decimals: int = 0) -> str:
    """A number with thousands separators and at most ``decimals`` decimals: ``3,292``."""
    pattern = "#,##0" if decimals == 0 else "#,##0." + "0" * decimals
    return str(format_decimal(half_up(value, decimals), format=pattern, locale=LOCALE)).replace("-", MINUS)


def as_percent(value: float, unit: str) -> float:
    """A share (0 to 1) or percent as percent."""
    return value * 100 if unit == "share" else value


def percent(value: float, unit: str = "percent", margin: float | None = None, decimals: int | None = None) -> str:
    """``85%``: whole when the margin (same unit) is over half a point, else one decimal; ``decimals`` overrules."""
    number = as_percent(value, unit)
    if decimals is None:
        wide = margin is not None and as_percent(margin, unit) > 0.5
        decimals = 0 if wide else 1
    return f"{grouped(number, decimals)}%"


def points(difference: float) -> str:
    """A difference of two percents: ``2.3 points``."""
    text = grouped(abs(difference), 1)
    return f"{text} point" if text == "1.0" else f"{text} points"


def measured(value: float, unit: str, decimals: int = 0, margin: float | None = None) -> str:
    """A value in its measure's unit, as it reads on a mark."""
    if unit in PERCENT_UNITS:
        return percent(value, unit, margin, None if margin is not None else min(decimals, 1))
    if "USD" in unit:
        return income(value)
    return grouped(value, decimals)


def scaled(value: float, unit: str) -> float:
    """A value on the axis it is drawn on: shares become percent, all else stays."""
    return as_percent(value, unit)


def unit_words(unit: str) -> str:
    """The unit as a column label: ``percent`` for shares too."""
    return "percent" if unit in PERCENT_UNITS else unit


def interval_words(low: float, high: float, unit: str, decimals: int = 0) -> str:
    """A range in words: ``82% to 88%``."""
    if unit in PERCENT_UNITS:
        return f"{percent(low, unit, decimals=0)} to {percent(high, unit, decimals=0)}"
    return f"{measured(low, unit, decimals)} to {measured(high, unit, decimals)}"


def possessive(name: str) -> str:
    """``Tucson's``, ``St. Johns'``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def listed(names: list[str] | tuple[str, ...], most: int = 3) -> str:
    """``Phoenix, Mesa and 4 more``: at most ``most`` names."""
    names = list(names)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def ordinal_range(first: int, last: int) -> str:
    """``2nd to 6th`` or ``1st``."""
    return _ordinal(first) if first == last else f"{_ordinal(first)} to {_ordinal(last)}"


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def number_of(count: int, one: str, many: str) -> str:
    """``1 city``, ``91 cities``."""
    return f"{grouped(count)} {one if count == 1 else many}"
