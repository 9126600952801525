"""How long the Monte Carlo takes, beside a bare numpy multiply of the same size. Prints; asserts no time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from economics import Assumptions, PlaceAnchor, Population, losses_of_places, parameter_table
from economics.chance import _points

PLACES = 91
REPEATS = 15
TARGET = 6


def anchors(population: Population) -> list[PlaceAnchor]:
    """As many places as Arizona has, each with its own loss per person."""
    return [
        PlaceAnchor(
            place_slug=f"place-{number}",
            place_name=f"Place {number}",
            edition=2014,
            population=population,
            per_person=383_000 + 1_000 * number,
            per_person_status="published",
            component_split="split estimated",
            price_year=2013,
        )
        for number in range(PLACES)
    ]


def milliseconds(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Median of several runs."""
    times = []
    for _ in range(REPEATS):
        before()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def test_the_whole_monte_carlo() -> None:
    places = {population: anchors(population) for population in Population}
    settings = {population: Assumptions(population=population) for population in Population}

    def everything() -> list[np.ndarray]:
        return [losses_of_places(places[one], settings[one]) for one in Population]

    shape = (PLACES * len(Population), parameter_table().study.draws)
    left, right = np.random.default_rng(1).random((2, *shape))
    bare = milliseconds(lambda: left * right)
    warm = milliseconds(everything)
    cold = milliseconds(everything, _points.cache_clear)
    print(
        f"\nMonte Carlo, {PLACES} places x 2 populations x {shape[1]:,} draws: {warm:.1f} ms "
        f"({cold:.1f} ms with new Sobol points); bare numpy multiply of {shape[0]} x {shape[1]}: {bare:.1f} ms; "
        f"ratio {warm / bare:.1f} ({cold / bare:.1f}), target {TARGET} or less"
    )
    assert [one.shape for one in everything()] == [(PLACES, shape[1])] * 2
