"""The basis of dollars in short: what all amounts of an exhibit share, and what tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from economics.basis import Basis
from exhibits.basis_words import basis_line, basis_parts

SEPARATOR = " · "


def shared_basis(bases: Sequence[Basis]) -> str:
    """The parts that hold for every amount, as a line."""
    parts = [basis_parts(basis) for basis in bases]
    return SEPARATOR.join(part for part in parts[0] if all(part in other for other in parts)) if parts else ""


def own_parts(bases: Sequence[Basis]) -> Mapping[str, str]:
    """For each basis, by its whole line, the parts not all of them share; nothing where there is but one."""
    common = set(shared_basis(bases).split(SEPARATOR))
    return {
        basis_line(basis): SEPARATOR.join(part for part in basis_parts(basis) if part not in common) for basis in bases
    }


def basis_words(bases: Sequence[Basis]) -> str:
    """The bases of an exhibit in one line: shared parts once, then the ways in which its amounts differ."""
    apart = [words for words in own_parts(bases).values() if words]
    shared = shared_basis(bases)
    if not apart:
        return shared
    return f"{shared}{SEPARATOR}{' or '.join(dict.fromkeys(apart))}".removeprefix(SEPARATOR)
