"""How long a deck of 16 cities with 5 exhibits each takes, checked, and whether decks pile up in memory. Asserts no time."""

from __future__ import annotations

import gc
import io
import time
import tracemalloc
from datetime import date

from pptx import Presentation

from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from exports.files import checked_deck
from exports.origin import Origin
from tests.real_catalog import real_url

__all__ = ["real_url"]
CITIES = (
    *("phoenix", "tucson", "mesa", "chandler", "gilbert", "glendale", "scottsdale", "peoria"),
    *("tempe", "surprise", "goodyear", "buckeye", "yuma", "avondale", "flagstaff", "casa-grande"),
)
TARGET = 5.0
DECKS = 3
MEGABYTE = 1e6


def asked(city: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """What each city's part of the deck shows."""
    return (
        ("profile", {"place": city}),
        ("ranking", {"measure": "acs5_poverty_rate", "focus": city}),
        ("trend", {"measure": "population_estimate_v2019", "places": city}),
        ("losses_waterfall", {"place": city}),
        ("losses_tornado", {"place": city}),
    )


def exhibits_of(shelf: Shelf) -> list[Exhibit]:
    return [shelf.build(name, parameters) for city in CITIES for name, parameters in asked(city)]


def test_a_deck_of_sixteen_cities(real_url: str) -> None:
    origin = Origin("https://dashboards.example", date(2026, 12, 3))
    with Reader(real_url) as reader:
        shelf = Shelf(reader)
        start = time.perf_counter()
        exhibits = exhibits_of(shelf)
        built = time.perf_counter() - start
        start = time.perf_counter()
        content = checked_deck(exhibits, "Sixteen cities", origin)
        written = time.perf_counter() - start
        held = []
        tracemalloc.start()
        for _ in range(DECKS):
            tracemalloc.reset_peak()
            checked_deck(exhibits, "Sixteen cities", origin)
            gc.collect()
            held.append(tuple(size / MEGABYTE for size in tracemalloc.get_traced_memory()))
        tracemalloc.stop()
    left = ", ".join(f"{now:.1f} MB left, peak {peak:.0f} MB" for now, peak in held)
    print(
        f"\nDeck of {len(CITIES)} cities x {len(asked('tucson'))} exhibits: built in {built:.1f} s, written and checked in "
        f"{written:.1f} s (target: together under {TARGET:.0f} s), {len(content) / MEGABYTE:.1f} MB; "
        f"{DECKS} decks in a row: {left}"
    )
    # an opening, a slide each, and the sources
    assert len(Presentation(io.BytesIO(content)).slides) >= len(exhibits) + 2
    assert held[-1][0] < held[0][0] + 5, "decks pile up in memory"
