"""The command line, run in this process: what it printed and its exit code."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from command_line.program import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Both streams on one line."""
        return " ".join((self.out + self.err).split())


class Runner:
    """Runs commands of one group, or of the program where the group is ""."""

    def __init__(self, capsys: pytest.CaptureFixture[str], group: str = "") -> None:
        self._capsys = capsys
        self._group = (group,) if group else ()

    def __call__(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*self._group, *map(str, arguments)])
        said = self._capsys.readouterr()
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, said.out, said.err)
