"""The loss model: numbers in, numbers out."""

from economics.anchors import Consistency, PlaceAnchor, consistency
from economics.basis import Basis, Horizon, Money, MoneySeries, Perspective, Population, Purse, Unit

__all__ = [
    "Basis",
    "Consistency",
    "Horizon",
    "Money",
    "MoneySeries",
    "Perspective",
    "PlaceAnchor",
    "Population",
    "Purse",
    "Unit",
    "consistency",
]
