"""How an amount's discount rate is known: no study's text at hand prints the rate it used."""

from __future__ import annotations

from typing import Literal

from economics.basis import Basis
from economics.parameters import parameter_table

RateStatus = Literal["inferred", "assumed", "set"]


def rate_status(basis: Basis) -> RateStatus:
    """Give how the discount rate of a basis is known.

    ``inferred``: the rate the edition's totals fit and its sister studies print. ``assumed``: the same rate, for an
    edition whose rate is unknown. ``set``: another rate, chosen by a person.
    """
    if basis.discount_rate != parameter_table().parameter("discount_rate").central:
        return "set"
    return "inferred" if str(basis.edition) in parameter_table().study.rate_inferred else "assumed"
