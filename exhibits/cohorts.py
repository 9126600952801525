"""Whom a count counts: the definitions that never share an axis, a list or a trend, and their words."""

from __future__ import annotations

from enum import StrEnum


class Cohort(StrEnum):
    """A definition of the people counted.

    ``WITHOUT_DIPLOMA``: the 2014 study's 18-year-olds without a diploma, who are no school class. ``FOUR_YEAR``: those
    of one class who did not graduate in four years, whoever finished in five or later included. ``DISCONNECTED``:
    everyone aged 16 to 24 in one year.
    """

    WITHOUT_DIPLOMA = "18-year-olds without a diploma"
    FOUR_YEAR = "class, not graduated in four years"
    DISCONNECTED = "aged 16 to 24, neither in school nor at work"


DEFINITIONS = {
    Cohort.WITHOUT_DIPLOMA: "18-year-olds who live in the place and have no diploma, in one year; not a school class",
    Cohort.FOUR_YEAR: "students of one class who did not graduate within four years; those who finish in a fifth year "
    "or later are counted",
    Cohort.DISCONNECTED: "everyone aged 16 to 24 in one year, not one class",
}
KINDS = {
    Cohort.WITHOUT_DIPLOMA: "18-year-olds of one year · each year adds its own · some finish later, not taken off",
    Cohort.FOUR_YEAR: "one class, each year adds its own · students who finish later are still counted",
    Cohort.DISCONNECTED: "everyone aged 16 to 24 that year, not one class",
}
# Years of the people counted where a row leaves it out: those of the edition's other figures.
USUAL_YEAR = {2014: 2012, 2018: 2015}


def study_cohort(edition: int) -> Cohort:
    """Whom an edition counts as non-completers."""
    return Cohort.WITHOUT_DIPLOMA if edition < 2018 else Cohort.FOUR_YEAR
