"""From what staff wrote to what the database means: places, measures, periods; unknown words get near matches."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from data_pipeline.typed import Misunderstood
from database.staff import Known, MeasureName, PlaceName

LOCAL_KINDS = ("city", "town")
NEAR_ENOUGH = 65
STATE_SUFFIX = re.compile(r",\s*(az|arizona)\.?$", re.IGNORECASE)
PERIOD = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}|\d{2}))?")
EARLIEST, LATEST = 1900, 2100


def place(written: str, known: Known) -> PlaceName:
    """The place with this name, full name, slug or geoid (any case; ", AZ" may follow); a city or town goes first.

    Raises:
        Misunderstood: there is none, or more than one.
    """
    wanted = STATE_SUFFIX.sub("", written).strip().casefold()
    found = [each for each in known.places if wanted in _names(each)]
    local = [each for each in found if each.kind in LOCAL_KINDS]
    if len(local) == 1 or len(found) == 1:
        return (local or found)[0]
    if found:
        options = ", ".join(f"{each.full_name} ({each.geoid})" for each in found)
        raise Misunderstood("is the name of more than one place", f"Write the geoid instead: {options}")
    near = near_matches(wanted, (each.name for each in known.places))
    raise Misunderstood("is not a place of the catalog", near or "Use the name, slug or geoid the data page shows")


def measure(written: str, known: Known) -> MeasureName:
    """The measure with this id.

    Raises:
        Misunderstood: there is none.
    """
    found = known.measures.get(written)
    if found:
        return found
    names = {each.name: identifier for identifier, each in known.measures.items()}
    near = near_matches(written, [*known.measures, *names], names)
    extra = "or define it: load with --new-measure and fill in measure_name, measure_unit, measure_definition"
    raise Misunderstood("is not the id of a measure", f"{near} {extra}" if near else f"See the data page, {extra}")


def word(written: str, allowed: Iterable[str], what: str, otherwise: str = "") -> str:
    """A word from a closed list.

    Raises:
        Misunderstood: it is not in the list.
    """
    words = sorted(allowed)
    if written in words:
        return written
    near = near_matches(written, words) or f"In use are: {', '.join(words)}."
    raise Misunderstood(f"is not {what}", f"{near} {otherwise}".strip())


def period(written: str, pooled_years: int | None) -> tuple[int, int]:
    """First and last year of ``2023``, ``2019-2023`` or ``2015-16``; one year of a pooled measure is its last.

    Raises:
        Misunderstood: it is none of these.
    """
    match = PERIOD.fullmatch(written)
    first, last = 0, 0
    if match:
        first = int(match["first"])
        ending = match["last"]
        last = first if ending is None else int(ending) if len(ending) == 4 else first // 100 * 100 + int(ending)
        if ending is None and pooled_years:
            first = last - pooled_years + 1
    if not EARLIEST <= first <= last <= LATEST:
        raise Misunderstood("is not a period", "Write a year (2023) or a first and last year (2019-2023)")
    return first, last


def near_matches(written: str, names: Iterable[str], shown: dict[str, str] | None = None) -> str:
    """``Did you mean a, b or c?``, or nothing when nothing is near; ``shown`` replaces a name by what to write."""
    found = process.extract(
        written, list(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=NEAR_ENOUGH
    )
    words = list(dict.fromkeys((shown or {}).get(name, name) for name, _, _ in found))
    if not words:
        return ""
    return f"Did you mean {' or '.join(filter(None, (', '.join(words[:-1]), words[-1])))}?"


def _names(each: PlaceName) -> set[str]:
    return {each.geoid.casefold(), each.slug, each.name.casefold(), each.full_name.casefold()}
