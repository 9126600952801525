"""The basis of dollars in short: what all amounts of an exhibit share, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from economics.basis import Basis
from exhibits.basis_words import basis_parts

SEPARATOR = " · "


def shared_basis(bases: Sequence[Basis]) -> str:
    """The parts that hold for every amount, as a line."""
    parts = [basis_parts(basis) for basis in bases]
    return SEPARATOR.join(part for part in parts[0] if all(part in other for other in parts)) if parts else ""


def own_parts(line: str, bases: Sequence[Basis]) -> str:
    """Of a basis in words, as it stands beside an amount, the parts that not all bases of the exhibit share."""
    common = set(shared_basis(bases).split(SEPARATOR))
    return SEPARATOR.join(part for part in line.split(SEPARATOR) if part not in common)


def basis_words(bases: Sequence[Basis]) -> str:
    """The bases of an exhibit in one line: each part once, and where its amounts differ the parts side by side."""
    parts = [basis_parts(basis) for basis in bases]
    return SEPARATOR.join(" or ".join(dict.fromkeys(each)) for each in zip(*parts, strict=True))
