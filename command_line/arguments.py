"""Arguments and options that several commands share, read so that a wrong one is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

DAY = "YYYY-MM-DD"


class WrongCommand(typer.BadParameter):
    """The options as typed do not go together; the text says what to type."""

    def format_message(self) -> str:
        """Give the text as it is."""
        return self.message


def day(text: str | date) -> date:
    """Read a day written YYYY-MM-DD; a default comes as a day.

    Raises:
        typer.BadParameter: It is none.
    """
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day. Write it as {DAY}, such as 2026-01-16") from None


def whole(least: int, most: int) -> Callable[[str | int], int]:
    """A reader of whole numbers from ``least`` to ``most``."""

    def read(text: str | int) -> int:
        try:
            number = int(str(text).strip().replace(",", ""))
        except ValueError:
            raise typer.BadParameter(f"“{text}” is not a whole number") from None
        if not least <= number <= most:
            raise typer.BadParameter(f"{number:,} is not from {least:,} to {most:,}")
        return number

    return read


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """Read ``name=value`` pairs of a repeated option.

    Raises:
        WrongCommand: One has no "=", or a name comes twice.
    """
    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not name or not value:
            raise WrongCommand(f"{option} takes two words joined by =, not “{pair}”")
        if name in found:
            raise WrongCommand(f"{option} gives {name} twice")
        found[name] = value
    return found


LoadNumber = Annotated[
    int, typer.Argument(metavar="LOAD", parser=whole(1, 10**9), help="Number of the load, as the list of loads has it")
]
Database = Annotated[
    str | None, typer.Option("--database", metavar="URL", help="sqlite:///path of the file; else DATABASE_URL")
]
BuildFolder = Annotated[
    Path | None, typer.Option("--build-dir", metavar="FOLDER", help="Folder with outlines.json; else BUILD_DIR")
]
