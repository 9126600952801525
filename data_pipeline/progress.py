"""What is going on, for whom it concerns: a bar where a person looks on, silence where the output goes to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Advance = Callable[[str, int], None]
"""Told of what, and how many more rows of it, are done."""


def silent(what: str, count: int) -> None:
    """Tell nobody."""
    del what, count


@contextmanager
def bar(console: Console, title: str, total: int | None = None) -> Iterator[Advance]:
    """A progress bar that disappears when done; moves only on a terminal.

    Args:
        console: where to draw.
        title: what is being done.
        total: rows in all, or None if nobody knows.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=total)

        def advance(what: str, count: int) -> None:
            progress.update(task, advance=count, description=f"{title}: {what}")

        yield advance
