"""ARIA and data attributes, which Dash components take by keyword but Python cannot spell."""

from __future__ import annotations

from typing import Any


def attributes(**named: str) -> Any:
    """``attributes(aria_label="Pages")`` -> ``{"aria-label": "Pages"}``, to be unpacked into a component."""
    return {name.replace("_", "-"): value for name, value in named.items()}
