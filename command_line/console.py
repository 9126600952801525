"""What a command prints: answers to standard output, refusals to standard error, neither cut at 80 columns in a pipe."""

from __future__ import annotations

import sys

from rich.console import Console, RenderableType

WIDTH_IN_A_PIPE = 300


def output() -> Console:
    """The console for answers. Made anew each time: the stream may have been exchanged."""
    return _console(stderr=False)


def errors() -> Console:
    """The console for refusals and for progress."""
    return _console(stderr=True)


def say(text: str) -> None:
    """Print a line of the answer as it is: nothing in it is taken for markup, and it is not wrapped."""
    output().print(text, markup=False, highlight=False, soft_wrap=True)


def show(table: RenderableType) -> None:
    """Print a table."""
    output().print(table)


def complain(text: str) -> None:
    """Print a line about what was refused, as it is."""
    errors().print(text, style="red", markup=False, highlight=False, soft_wrap=True)


def at_a_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_IN_A_PIPE
    return Console(stderr=stderr, width=width)
