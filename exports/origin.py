"""Where and when a file was made: stands on every file, so that who finds it can come back to the live view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from database.frozen import ARIZONA
from exhibits.model import MADE_UP, PRIVATE, Exhibit

VERSION_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Origin:
    """The site a file comes from and the day.

    Attributes:
        site: ``https://dashboards.example``, without a slash at the end; "" where it is not known.
        made: the day in Arizona.
    """

    site: str
    made: date

    def link(self, exhibit: Exhibit) -> str:
        """The absolute address that restores the view."""
        return f"{self.site}{exhibit.address}"

    @property
    def day(self) -> str:
        """The day as it is said: ``3 December 2026``."""
        return f"{self.made.day} {self.made:%B %Y}"


def origin_of(address: str) -> Origin:
    """The origin of a file made today.

    Args:
        address: of the site, as it was asked for: ``https://dashboards.example/``.
    """
    return Origin(address.rstrip("/"), datetime.now(ARIZONA).date())


def version_words(data_version: str) -> str:
    """The version of the data, short, as pages show it."""
    return data_version[:VERSION_SHOWN]


def marks_of(exhibit: Exhibit) -> str:
    """What a file of a private exhibit says first; "" for all others."""
    if not exhibit.private:
        return MADE_UP if exhibit.made_up else ""
    return f"{MADE_UP}. {PRIVATE}" if exhibit.made_up else PRIVATE
