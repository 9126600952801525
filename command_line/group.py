"""A group of commands with plain help, and the one place where every failure becomes a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, ClassVar, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from command_line.console import complain
from command_line.refusals import refusal

REFUSED = 1
WIDEST_HELP = 110

Function = TypeVar("Function", bound=Callable[..., Any])


class PlainCommand(TyperCommand):
    """A command whose help shows arguments by name alone: FILE, not {FILE} or FILE <path>."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Arguments as ``TyperCommand``."""
        super().__init__(*arguments, **options)
        for parameter in self.params:
            if parameter.param_type_name == "argument":
                vars(parameter)["display_type_rich"] = _no_type

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Give the pieces of the usage line after the command's name."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]


def _no_type(ctx: Any) -> str:
    del ctx
    return ""


class PlainErrors(TyperGroup):
    """The program as a whole: whatever a command raises is said in lines a person can act on, with exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except Exception as problem:
            lines = refusal(problem)
            if lines is None:
                raise
            for line in lines:
                complain(line)
            raise typer.Exit(REFUSED) from None


class LazyGroup(TyperGroup):
    """A group whose module is imported when one of its commands is asked for: the rooms behind all take seconds."""

    module: ClassVar[str]

    @property
    def commands(self) -> dict[str, Any]:
        """The commands of the module's ``app``, by name."""
        group: Any = typer.main.get_command(import_module(self.module).app)
        commands: dict[str, Any] = group.commands
        return commands

    @commands.setter
    def commands(self, none_yet: object) -> None:
        """Ignore what typer knows of the group before its module is imported: nothing."""


class Commands(typer.Typer):
    """A Typer with our settings: plain text help, no traces, ``PlainCommand`` for each command."""

    def __init__(self, *, help: str = "", epilog: str | None = None, cls: type[TyperGroup] | None = None) -> None:
        """``cls``: ``PlainErrors`` for the program itself, a ``LazyGroup`` for a group in a module of its own."""
        super().__init__(
            help=help,
            epilog=epilog,
            cls=cls,
            no_args_is_help=True,
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            context_settings={"max_content_width": WIDEST_HELP},
        )

    def command(self, name: str | None = None, **options: Any) -> Callable[[Function], Function]:
        """Register a function as a command, its first line whole in lists; options as ``typer.Typer.command``."""

        def register(function: Function) -> Function:
            first_line = (function.__doc__ or "").strip().partition("\n")[0]
            return register_as(**{"cls": PlainCommand, "short_help": first_line, **options})(function)

        register_as = partial(super().command, name)
        return register
