"""A copy of every number of the parameter and preset files, typed from the specification, not read from them."""

from __future__ import annotations

# id: low, central, high, allowed_min, allowed_max, step
ASSUMPTIONS = {
    "discount_rate": (0.02, 0.035, 0.05, 0.0, 0.10, 0.001),
    "earnings_growth": (0.0, 0.0, 0.015, 0.0, 0.03, 0.001),
    "retire": (62, 65, 67, 60, 70, 1),
    "price_year": (None, None, None, None, None, 1),
    "keep_earnings": (0.6, 1.0, 1.0, 0.0, 1.5, 0.01),
    "keep_health": (0.6, 1.0, 1.0, 0.0, 1.5, 0.01),
    "keep_crime": (0.6, 1.0, 1.0, 0.0, 1.5, 0.01),
    "keep_welfare": (0.6, 1.0, 1.0, 0.0, 1.5, 0.01),
    "spill": (0.0, 0.06, 0.10, 0.0, 0.37, 0.005),
    "tax": (0.0, 1.0, 1.5, 0.0, 2.0, 0.05),
    "finish_later": (0.0, 0.0, 0.5, 0.0, 1.0, 0.05),
    "relief": (0.5, 0.5, 0.5, 0.0, 1.0, 0.05),
    "count": (None, None, None, None, None, 10),
    "rate": (None, None, None, 0.0, 1.0, 0.001),
    "include": (None, None, None, None, None, None),
}
# id: published US dollars, first age, last age
COMPONENTS = {
    "earnings": (271_040, 18, "retire"),
    "productivity": (16_260, None, None),
    "health": (48_000, 18, 64),
    "crime": (98_520, 18, 34),
    "welfare": (1_420, 18, 64),
    "tax_burden": (8_020, None, None),
    "education": (-21_980, 18, 21),
}
YOUTH_PARTS = {"immediate": (20, 24), "future": (25, "retire")}
STUDY = (0.24858, 0.5, 8192, 20140625, (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95), 100)
PRESETS = {
    "belfield-2014": (2014, {}),
    "edition-2018": (2018, {}),
    "cautious": (
        None,
        {"discount_rate": 0.05, "keep_earnings": 0.6, "keep_health": 0.6, "keep_crime": 0.6, "keep_welfare": 0.6},
    ),
    "federal-discounting": (None, {"discount_rate": 0.03}),
}
