"""Which cells of a file are its table: the sheets that are read, the row that names the columns. The rest is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intake.brought import Brought, Grid, as_table, read_grids
from intake.findings import Finding as FileFinding
from intake.findings import Refused as Unreadable
from walks.importing import FIELDS, FileKind, Sheet, guess_mapping
from walks.importing.fields import columns_of, plain_header
from walks.importing.identity import identity_in
from walks.importing.sheet import Value, text_of

NAME = "the file"
ROWS_LOOKED_AT = 30
HIDDEN_SHEET = "(a sheet whose name looks like data)"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table stands, as somebody chose it; what is left out is found by the program.

    Attributes:
        sheets: Sheets to read as one table, in this order; none for the program's choice.
        header_row: The row that names the columns, counted from 1; None for the program's choice.
    """

    sheets: tuple[str, ...] = ()
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Where the table of a file stands, and what else the file holds. No cell of it is here.

    Attributes:
        form: What the file was taken to be, in words.
        header_row: Row that names the columns, in the first sheet read.
        sheets: Every sheet that holds something, by name; none for a text file.
        sheets_read: Those read; of several, rows are counted on from one to the next.
        starts: Row number at which each sheet read begins, where there are several.
    """

    form: str
    header_row: int
    sheets: tuple[str, ...]
    sheets_read: tuple[str, ...]
    starts: tuple[int, ...] = ()


def find_table(kind: FileKind, content: bytes, layout: Layout, kept: Mapping[str, str]) -> tuple[Sheet, FoundTable]:
    """Read the table of a file, and say where it stands.

    Args:
        kind: Which of the three files it is.
        content: Its bytes.
        layout: What somebody chose.
        kept: The district's mapping of its last file of the kind.

    Raises:
        Unreadable: The file cannot be read, a sheet is not there, or the sheets to be joined have other columns.
    """
    grids = read_grids(NAME, content)
    chosen = _chosen(kind, grids, layout, kept)
    rows = [layout.header_row or header_row_of(kind, grid, kept) for grid in chosen]
    tables = [as_table(NAME, grid, row) for grid, row in zip(chosen, rows, strict=True)]
    first = tables[0]
    joined = list(first.rows)
    starts = [first.first_row]
    for grid, table in zip(chosen[1:], tables[1:], strict=True):
        starts.append(first.first_row + len(joined))
        joined += _in_order(first, table, grid.sheet)
    sheet = Sheet(first.header, tuple(joined), first.first_row, chosen[0].semicolons)
    names = tuple(shown_sheet(grid.sheet) for grid in grids if grid.sheet)
    read = tuple(shown_sheet(grid.sheet) for grid in chosen if grid.sheet)
    return sheet, FoundTable(first.form, rows[0], names, read, tuple(starts) if len(chosen) > 1 else ())


def header_row_of(kind: FileKind, grid: Grid, kept: Mapping[str, str]) -> int:
    """The first row that names every column a file of the kind must have; else the one that names most of them.

    A first row that is blank stays the first: then somebody has to choose.
    """
    if grid.rows and not any(text_of(cell) for cell in grid.rows[0]):
        return 1 + grid.skipped
    found = [_fields_named(kind, row, kept) for row in grid.rows[:ROWS_LOOKED_AT]]
    needed = sum(field.needed for field in FIELDS[kind])
    complete = next((place for place, (must, _) in enumerate(found) if must == needed), None)
    if complete is None:
        most = max(found, default=(0, 0))
        # one known word may stand in a title: two name columns
        complete = found.index(most) if sum(most) >= 2 else 0
    return complete + 1 + grid.skipped


def shown_sheet(name: str) -> str:
    """A sheet's name as it may be shown."""
    return HIDDEN_SHEET if identity_in(name) else name


def _fields_named(kind: FileKind, row: Sequence[Value], kept: Mapping[str, str]) -> tuple[int, int]:
    """How many needed fields and how many fields in all a row names, by known headers or by the district's own."""
    header = ["" if cell is None else str(cell).strip() for cell in row]
    named = set(guess_mapping(kind, header))
    named |= {field for field, own in columns_of(kept).items() if own in header}
    return sum(field.needed and field.name in named for field in FIELDS[kind]), len(named)


def _chosen(kind: FileKind, grids: Sequence[Grid], layout: Layout, kept: Mapping[str, str]) -> list[Grid]:
    by_name = {shown_sheet(grid.sheet): grid for grid in grids}
    if layout.sheets:
        missing = [name for name in layout.sheets if name not in by_name]
        if missing:
            listing = ", ".join(shown_sheet(grid.sheet) for grid in grids)
            raise _unreadable(f"has no sheet {shown_sheet(missing[0])!r}", f"Its sheets are: {listing}")
        return [by_name[name] for name in layout.sheets]
    if kind.value in by_name:
        return [by_name[kind.value]]
    return [max(grids, key=lambda grid: _best(kind, grid, kept))]


def _best(kind: FileKind, grid: Grid, kept: Mapping[str, str]) -> tuple[int, int]:
    return max((_fields_named(kind, row, kept) for row in grid.rows[:ROWS_LOOKED_AT]), default=(0, 0))


def _in_order(first: Brought, table: Brought, name: str) -> Iterable[tuple[Value, ...]]:
    """The rows of another sheet, their cells in the order of the first one's columns."""
    places = {plain_header(header): place for place, header in enumerate(table.header)}
    wanted = [plain_header(header) for header in first.header]
    if sorted(places) != sorted(wanted) or len(places) != len(table.header):
        rule = f"sheet {shown_sheet(name)!r} has other columns than the first one read"
        raise _unreadable(rule, "Read one of them at a time, or give both the same header")
    order = [places[header] for header in wanted]
    for row in table.rows:
        cells = [row[place] if place < len(row) else None for place in order]
        yield (*cells, *row[len(table.header) :])


def _unreadable(rule: str, repair: str) -> Unreadable:
    return Unreadable([FileFinding(NAME, None, None, None, rule, repair)])
