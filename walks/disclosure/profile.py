"""A profile of disclosure control: the numbers of the rules, with the sources of those numbers."""

from __future__ import annotations

from dataclasses import dataclass

RULE_VERSION = "2026.3"


@dataclass(frozen=True, slots=True)
class Tier:
    """For denominators of at least ``smallest``: shares of ``edge`` percent or less, and 100 - ``edge`` or more, are coded."""

    smallest: int
    edge: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The numbers one publisher hides by.

    Attributes:
        name: How releases name the profile.
        threshold: T: a count c with 0 < c < T is hidden, as is every statistic on a denominator below T.
        tiers: Coding of extreme shares by denominator, largest denominators first.
        least_values: A hidden small count must keep at least this many possible values.
    """

    name: str
    threshold: int
    tiers: tuple[Tier, ...]
    least_values: int = 5

    @property
    def least_hidden_sum(self) -> int:
        """The least sum of the hidden cells of a table whose total is shown: 2T - 1."""
        return 2 * self.threshold - 1

    def is_small(self, count: int) -> bool:
        """Whether ``count`` is hidden for its own sake: 0 < count < T."""
        return 0 < count < self.threshold

    def edge(self, denominator: int) -> int:
        """Give the coding edge for a denominator, in percent.

        Raises:
            ValueError: The denominator is below the smallest tier: no share of it is published at all.
        """
        for tier in self.tiers:
            if denominator >= tier.smallest:
                return tier.edge
        raise ValueError(f"no share of a group of {denominator} is published: fewer than {self.tiers[-1].smallest}")

    def is_extreme(self, count: int, denominator: int) -> bool:
        """Whether (nearly) all or (nearly) none of a group have an outcome, so that its share is coded, not counted."""
        if denominator < self.threshold:
            return False
        edge = self.edge(denominator) * denominator
        return 100 * count <= edge or 100 * (denominator - count) <= edge


# T = 11: Arizona's school report cards hide groups of 10 or fewer. Tiers: Utah's and NCES' (Carbon School District's page;
# the two smallest from general knowledge of NCES 2011-603).
AZ = Profile(
    name="az",
    threshold=11,
    tiers=(Tier(300, 1), Tier(100, 2), Tier(40, 5), Tier(20, 10), Tier(11, 20)),
)
PROFILES = {AZ.name: AZ}
