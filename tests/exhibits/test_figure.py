"""Figures are plain, closed and escaped."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibits.colours import DARK, LIGHT, swaps
from exhibits.figure import padded_range, plain, round_ticks


def test_a_name_cannot_bring_markup_or_a_template() -> None:
    assert plain('<a href="javascript:x">Mesa</a> %{x}') == '&lt;a href="javascript:x"&gt;Mesa&lt;/a&gt; % {x}'


@given(st.floats(-1e4, 1e4), st.floats(0.1, 1e6), st.integers(2, 8))
def test_ticks_are_inside_the_range_and_evenly_spaced(low: float, span: float, steps: int) -> None:
    ticks = round_ticks(low, low + span, steps)
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in ticks)
    gaps = {round((b - a) / (ticks[1] - ticks[0]), 4) for a, b in pairwise(ticks)}
    assert gaps <= {1.0}


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_a_range_holds_its_values_and_keeps_its_bounds(values: list[float]) -> None:
    low, high = padded_range(values, 0.0, 100.0)
    assert 0 <= low < high <= 100 or (low, high) == (0.0, 0.0) or high <= 100
    assert low <= min(values)
    assert max(values) <= high


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_contrast_of_text_and_marks(palette: dict[str, str]) -> None:
    for name in ("text", "muted", "focus"):
        assert contrast(palette[name], palette["paper"]) >= 4.5, name
    for name in ("second", "third", "fourth", "context"):
        assert contrast(palette[name], palette["paper"]) >= 3.0, name


def test_every_light_colour_has_one_dark_partner() -> None:
    assert len(swaps()) == len(LIGHT)
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("values", [[0.0, 5e-324], [3.0, 3.0 + 1e-15], [0.0], [1e-200]])
def test_values_that_are_one_still_have_a_range(values: list[float]) -> None:
    low, high = padded_range(values)
    assert low < high
    assert low <= min(values) and max(values) <= high
