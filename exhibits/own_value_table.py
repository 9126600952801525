"""The sum behind a walk's value, line by line, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from economics import Money
from exhibits.basis_words import basis_line
from exhibits.formats import grouped, money_exact, percent
from exhibits.model import Cell, Column, Table
from walks.value import CHANCE_OF_FINISHING

if TYPE_CHECKING:
    from exhibits.own_value import Valued


def value_table(found: Valued, caption: str) -> Table:
    """Every step from the re-enrolled to what is left after the cost."""
    value, cost = found.value, found.cost
    spent = f"cost of the walk, {cost.price_year} dollars"
    hour = f"dollars an hour, {cost.price_year} dollars"
    each = f"{spent}, for each"
    # the type calls any number of people a class; these are the completions expected of one walk
    together = f"all completions expected, each: {basis_line(found.per_completion.basis)}"
    added = value.added
    rows = (
        _count("Re-enrolled within the window", added.back),
        _count("Of listed students verified", added.counted),
        _share(f"Came back with no walk, {added.where}", added.base),
        _count("Would have come back without a walk", added.expected, 1),
        _count("Additional returns", added.additional, 1),
        _count("Additional returns, low", added.low, 1),
        _count("Additional returns, high", added.high, 1),
        _share(CHANCE_OF_FINISHING.name.capitalize(), found.finishing),
        _count("Additional completions expected", value.completions, 2),
        _money("One completion is worth", found.per_completion),
        _money("Worth of the walk", value.gross, together),
        _money("Worth, low", value.gross_low, together),
        _money("Worth, high", value.gross_high, together),
        _money("Cash", Money(cost.cash, value.cost.basis), spent),
        _count("Volunteers’ hours", cost.volunteer_hours, 1),
        _money("Rate for volunteers", Money(cost.volunteer_rate, value.cost.basis), hour),
        _count("Staff hours", cost.staff_hours, 1),
        _money("Rate for staff", Money(cost.staff_rate, value.cost.basis), hour),
        _money("Full cost", value.cost, spent),
        _money("Worth less cost", value.net, together),
        _money("Cost per student re-enrolled", value.cost_per_re_enrolled, each),
        _money("Cost per additional return", value.cost_per_additional, each),
        _money("Cost per additional completion", value.cost_per_completion, each),
        _count("Completions that pay for the walk", value.break_even_completions, 3),
        _break_even(value.break_even_anyway),
    )
    columns = (Column("what", "What"), Column("amount", "Amount"), Column("basis", "Basis"))
    return Table(columns, rows, caption)


def _count(name: str, count: float, decimals: int = 0) -> tuple[Cell, ...]:
    return Cell(name, name), Cell(count, grouped(count, decimals)), Cell("", "")


def _share(name: str, share: float) -> tuple[Cell, ...]:
    return Cell(name, name), Cell(share, percent(100 * share)), Cell("", "")


def _money(name: str, money: Money | None, of: str = "") -> tuple[Cell, ...]:
    if money is None:
        return Cell(name, name), Cell(None, "nobody to divide by", "not collected"), Cell("", "")
    basis = of or basis_line(money.basis)
    return Cell(name, name), Cell(money.amount, money_exact(money)), Cell(basis, basis)


def _break_even(share: float | None) -> tuple[Cell, ...]:
    name = "Share coming back with no walk at which it just pays"
    if share is None:
        return Cell(name, name), Cell(None, "it does not pay at any share", "not collected"), Cell("", "")
    return _share(name, share)
