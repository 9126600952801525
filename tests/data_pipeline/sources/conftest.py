from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Workbook = Callable[[str, dict[str, list[list[Any]]]], Path]
Text = Callable[[str, str], Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Writes a workbook of sheets of rows; an empty sheet is what a drawing leaves behind."""

    def write(name: str, sheets: dict[str, list[list[Any]]]) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def text(tmp_path: Path) -> Text:
    """Writes a text file with exactly these characters."""

    def write(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode())
        return path

    return write
