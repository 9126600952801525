"""Why each count is hidden, for the analyst who sees the true counts anyway. Public words name the rule, never the cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from walks.disclosure.frame import Frame
from walks.disclosure.profile import AZ, Profile


class Reason(StrEnum):
    """The classes of reasons, the first that holds counts."""

    SMALL = "1 to 10 students"
    NEAR = "within 10 of a stage before it"
    ALL_OR_NONE = "all or none, or nearly, of a group"
    PROTECTS = "would tell a count or difference of 1 to 10"


def reasons(frame: Frame, values: Mapping[str, int], hidden: Iterable[str], profile: Profile = AZ) -> dict[str, Reason]:
    """Give the class of reason for every hidden count.

    Args:
        frame: How the quantities hang together.
        values: True counts by key.
        hidden: Keys that are not published.
        profile: The rules' numbers.
    """
    keys = {key for key in hidden if key in values}
    near, same = _near(frame, values, keys, profile), _same(frame, values, profile)
    return {key: _reason(key, values, near, same, profile) for key in sorted(keys)}


def _reason(key: str, values: Mapping[str, int], near: set[str], same: set[str], profile: Profile) -> Reason:
    if profile.is_small(values[key]):
        return Reason.SMALL
    if key in near:
        return Reason.NEAR
    return Reason.ALL_OR_NONE if key in same else Reason.PROTECTS


def _near(frame: Frame, values: Mapping[str, int], hidden: set[str], profile: Profile) -> set[str]:
    found = set()
    for chain in frame.chains:
        last: int | None = None
        for key in chain.keys:
            if key not in hidden:
                last = values[key]
            elif last is not None and profile.is_small(last - values[key]):
                found.add(key)
    return found


def _same(frame: Frame, values: Mapping[str, int], profile: Profile) -> set[str]:
    """Outcomes that are nearly all or none of a group, whether or not that group is shown."""
    found = set()
    for chain in frame.chains:
        for place, key in enumerate(chain.keys):
            bases = [values[other] for other in chain.keys[:place]]
            if key in chain.outcomes and any(profile.is_extreme(values[key], base) for base in bases if base):
                found.add(key)
    for total in frame.sums:
        whole = values[total.whole]
        found |= {part for part in total.parts if part in total.outcomes and profile.is_extreme(values[part], whole)}
    return found
