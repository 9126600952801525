"""What a walk costs as planned: cash, the full cost, and volunteers' time on a line of its own. US dollars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from walks.planning.plan import CostKind, CostLine


@dataclass(frozen=True, slots=True)
class Costs:
    """Sums over the cost lines, US dollars.

    Attributes:
        cash: Purchases and paid overtime.
        staff: Regular staff time at its rate: paid anyway, but not free.
        volunteer_hours: Hours given.
        volunteers: Those hours at the rate chosen; in no other sum but ``with_volunteers``.
    """

    cash: float
    staff: float
    volunteer_hours: float
    volunteers: float

    @property
    def full(self) -> float:
        """Cash and regular staff time."""
        return self.cash + self.staff

    @property
    def with_volunteers(self) -> float:
        """The full cost and what volunteers' time is reckoned at."""
        return self.full + self.volunteers


def dollars(line: CostLine) -> float:
    """US dollars of one line: hours at the rate, plus cash."""
    return line.hours * line.rate + line.cash


def costs(lines: Iterable[CostLine]) -> Costs:
    """Sum the lines. Cash on a line is cash whatever the line is; its hours count by the line's kind."""
    hours = dict.fromkeys(CostKind, 0.0)
    cash = volunteer_hours = 0.0
    for line in lines:
        cash += line.cash
        hours[line.kind] += line.hours * line.rate
        volunteer_hours += line.hours if line.kind is CostKind.VOLUNTEERS else 0
    return Costs(
        cash=cash + hours[CostKind.OVERTIME] + hours[CostKind.PURCHASE],
        staff=hours[CostKind.STAFF],
        volunteer_hours=volunteer_hours,
        volunteers=hours[CostKind.VOLUNTEERS],
    )
