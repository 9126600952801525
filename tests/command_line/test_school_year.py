"""``dashboards walks school-year``: a year is given, takes the place of what it overlaps, or is refused in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from command_line.program import main
from tests.command_line.test_import import district, store

__all__ = ["district"]


def give(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["walks", "school-year", *arguments])
    said = capsys.readouterr()
    return stopped.value.code or 0, " ".join((said.out + said.err).split())


def test_given_and_put_in_place(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = ("2025-08-04", "2025-12-19", "2026-05-22")
    code, said = give(capsys, *days, "--closed", "2025-11-27, 2025-12-22 to 2026-01-02")
    assert code == 0
    assert "added, 11 closed weekdays" in said
    (year,) = store(district).school_years()
    assert (year.first_day, year.last_day) == (date(2025, 8, 4), date(2026, 5, 22))
    assert "in place" in give(capsys, "2025-08-05", *days[1:])[1]
    (year,) = store(district).school_years()
    assert (year.first_day, year.closed) == (date(2025, 8, 5), ())


@pytest.mark.parametrize(
    ("days", "exit_code", "said"),
    [
        (("2025-08-04", "2025-12-19", "soon"), 2, "LAST-DAY: “soon” is not a day"),
        (("2025-08-04", "2025-07-19", "2026-05-22"), 1, "have to follow each other"),
    ],
)
def test_what_is_no_school_year_is_refused(
    district: Path, capsys: pytest.CaptureFixture[str], days: tuple[str, ...], exit_code: int, said: str
) -> None:
    code, words = give(capsys, *days)
    assert code == exit_code
    assert said in words
    assert not (district / "data").exists()
