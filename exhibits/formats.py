"""The one place of number formats: what a value looks like in a sentence, on a mark and in a table.

Percent signs follow the number directly; people are grouped by commas; a loss is only ever formatted from ``Money``,
which carries its basis. Ranges read "9 to 16", differences are in points.
"""

from __future__ import annotations

from typing import Literal

from babel.numbers import format_compact_decimal, format_decimal

from economics.basis import Money
from economics.printed import PrintedLoss
from economics.program import Cost
from economics.rounding import half_up, whole

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


def printed_words(printed: PrintedLoss) -> str:
    """What a study prints, for sentences, with its hedge: ``more than $7.6 billion``."""
    return _hedged(printed, _compact(printed.value, "long"))


def printed_mark(printed: PrintedLoss) -> str:
    """What a study prints, for marks and cards: ``up to $34.5B``."""
    return _hedged(printed, _compact(printed.value, "short"))


def printed_exact(printed: PrintedLoss) -> str:
    """What a study prints, for tables: ``about $435,000,000``."""
    return _hedged(printed, grouped(abs(printed.value)))


def _hedged(printed: PrintedLoss, text: str) -> str:
    return f"{printed.hedge} {_signed(f'${text}', printed.value)}".strip()


def cost_words(cost: Cost) -> str:
    """What a program costs, with the year of the dollars: ``$1 million (2025 dollars)``. Not a loss: no ``Basis``."""
    short = _compact(cost.amount, "long").replace(".0 ", " ") if cost.amount >= 1e6 else grouped(cost.amount)
    return f"${short} ({cost.price_year} dollars)"


def cost_exact(cost: Cost) -> str:
    """The same for tables, in whole dollars: ``$1,000,000``; the year stands beside it."""
    return f"${grouped(cost.amount)}"


def runs(share: float) -> str:
    """A share of the model's runs as people say it: ``1 run in 10``, ``fewer than 1 run in 20``."""
    if share < 0.05:
        return "no run" if share == 0 else "fewer than 1 run in 20"
    if share > 0.95:
        return "every run" if share == 1 else "more than 19 runs in 20"
    tenths = min(max(whole(share * 10), 1), 9)
    return f"{tenths} run{'s' if tenths > 1 else ''} in 10"


def other_dollars(value: float, *, exact: bool = False) -> str:
    """A dollar figure of another study, ``$392K``: no loss of ours, so no ``Basis``; its table says what it is of."""
    return f"${grouped(value)}" if exact else f"${_compact(value, 'short')}"


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
