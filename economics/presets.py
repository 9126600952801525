"""Named sets of assumptions with their sources (``presets.toml``), checked when they are read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from economics.assumptions import Assumptions, read_assumptions
from economics.basis import Population
from economics.parameters import Record, Text

PRESET_FILE = Path(__file__).with_name("presets.toml")


class Preset(Record):
    """A named set of assumptions. ``edition`` is None where it leaves the edition as it is."""

    id: Text
    name: Text
    help: Text
    edition: int | None = None
    source_title: Text
    source_address: str | None = None
    is_not: Text
    populations: tuple[Population, ...] = Field(min_length=1)
    assumptions: dict[str, float] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        for population in self.populations:
            read_assumptions(population, self.assumptions)
        if self.source_address is None and self.source_title != "our assumption":
            raise ValueError(f"preset {self.id}: a source needs an address, or is 'our assumption'")
        return self

    def for_population(self, population: Population) -> Assumptions:
        """Give the preset's assumptions for a population.

        Raises:
            ValueError: The preset is not meant for it; the message lists those it is for.
        """
        if population not in self.populations:
            raise ValueError(f"preset {self.name!r} is for {', '.join(self.populations)}, not {population}")
        return read_assumptions(population, self.assumptions)


def read_presets(text: str) -> tuple[Preset, ...]:
    """Read presets from TOML text.

    Raises:
        pydantic.ValidationError: A preset is incomplete or its assumptions are not allowed; the message names it.
        tomllib.TOMLDecodeError: The text is not TOML.
    """
    return tuple(Preset.model_validate(one) for one in tomllib.loads(text)["preset"])


@cache
def presets() -> tuple[Preset, ...]:
    """Give the presets, in the order they are offered."""
    return read_presets(PRESET_FILE.read_text(encoding="utf-8"))
