"""The study's discount rate: how it is known, and what follows if it was another."""

from __future__ import annotations

from economics import Assumptions, Money, estimate, rate_status
from exhibits.formats import money_exact, percent
from exhibits.losses_desk import Desk

OTHER, FAR = 0.03, 0.05


def rate_words(desk: Desk) -> str:
    """How the rate of the desk's edition is known, and what the loss would be if the study used 3%."""
    anchor = desk.found.anchor
    study = Assumptions(population=anchor.population)
    central = percent(100 * study.discount_rate)
    if rate_status(estimate(anchor, study).basis) == "assumed":
        known = f"The discount rate of the {anchor.edition} edition is unknown; {central}, that of the 2014 edition, is assumed."
    else:
        known = (
            f"No text at hand prints the study’s rate; {central} is inferred from its totals and its sister studies."
        )
    own = estimate(anchor, study).person.total
    other, far = (estimate(anchor, study.changed(discount_rate=rate)).person.total for rate in (OTHER, FAR))
    # the printed loss would be one at the other rate; every other rate would scale from there
    shift = own.amount / other.amount
    at_central, at_far = (money_exact(Money(each.amount * shift, each.basis)) for each in (own, far))
    return (
        f"{known} If the study used {percent(100 * OTHER, decimals=0)}, its {money_exact(own)} a person would be the loss at "
        f"{percent(100 * OTHER, decimals=0)}: at {central} it would come to {at_central} "
        f"({percent(100 * (1 - shift))} less), at {percent(100 * FAR, decimals=0)} to {at_far} instead of {money_exact(far)}."
    )
