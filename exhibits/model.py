"""The types every exhibit is made of: frozen values, no frames, no figure library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from database.frozen import DISTRICT_ONLY
from economics.basis import Basis

Figure = dict[str, Any]
"""A Plotly figure as a plain structure: ``{"data": [...], "layout": {...}}`` with lists and strings only."""

CHANGED = "Changed: "
"""How a note begins that says which assumption was changed, from what to what: it goes onto every export."""

PRIVATE_NAME = DISTRICT_ONLY
"""How the name of every private exhibit begins."""

PRIVATE = "True counts: for the district only, not for publication"
MADE_UP = "Made-up"

State = Literal["", "not published", "hidden for privacy", "not collected", "not yet due", "too uncertain"]


class BadParameterError(ValueError):
    """An exhibit was asked with a parameter it cannot use: names the field, the value and what is allowed."""

    def __init__(self, field_name: str, value: object, allowed: str, near: tuple[str, ...] = ()) -> None:
        self.field_name = field_name
        self.value = str(value)[:80]
        self.allowed = allowed
        self.near = near
        super().__init__(f"{field_name}: {self.value!r} is not known; allowed: {allowed}")


class UnknownExhibitError(KeyError):
    """No exhibit has this name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: ``unit`` in words (percent, people, USD, '' for text); numbers align right."""

    id: str
    label: str
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.unit != ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table value and how it reads; a missing value carries the word for why it is missing.

    ``no_loss``: what its dollars are, where they are none of a loss (a program's cost, another study's figure).
    """

    value: float | int | str | None
    text: str
    state: State = ""
    no_loss: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Exactly the numbers drawn. ``key`` is the column that heads each row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows}
        if widths - {len(self.columns)}:
            message = f"table '{self.caption}': rows of {sorted(widths)} cells under {len(self.columns)} columns"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as shown under an exhibit. ``used_for`` says which of its numbers come from here."""

    id: str
    publisher: str
    title: str
    address: str | None
    vintage: str | None
    used_for: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A small labelled figure on a card: ``mark`` qualifies it in a word or two ('state', 'estimated')."""

    label: str
    text: str
    mark: str = ""
    state: State = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One population of one place: a big number or an honest empty state, and three facts."""

    title: str
    kind: str
    number: str
    number_note: str
    empty: str
    facts: tuple[Fact, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing worth showing. ``summary`` is the figure in words for those who do not see it.

    ``basis``: of its losses. ``incomes``: what its other dollars are, which have no basis (``lookup.incomes``).
    ``title_dollars``: what the dollars in its title are, where they are no loss (a program's cost).
    ``private``: true counts of a district; no link to it is kept, and its file says so. ``made_up``: of made-up students.
    """

    name: str
    parameters: Mapping[str, str]
    title: str
    subtitle: str
    sentence: str
    summary: str
    table: Table
    sources: tuple[SourceLine, ...]
    credit: str
    data_version: str
    figure: Figure | None = None
    narrow_figure: Figure | None = None
    basis: tuple[Basis, ...] = ()
    cards: tuple[Card, ...] = ()
    notes: tuple[str, ...] = ()
    key_number: str = ""
    empty: str = ""
    height: int = 320
    narrow_height: int | None = None
    places: tuple[str, ...] = field(default=())
    incomes: str = ""
    title_dollars: str = ""
    private: bool = False
    made_up: bool = False

    @property
    def query(self) -> str:
        """Its parameters as a query string, defaults written out, in a fixed order."""
        return urlencode(sorted((key, value) for key, value in self.parameters.items() if value != ""))

    @property
    def address(self) -> str:
        """The address that shows this exhibit alone, and rebuilds it."""
        return f"/exhibit/{self.name}?{self.query}" if self.query else f"/exhibit/{self.name}"

    @property
    def id(self) -> str:
        """A short id, unique on a page: equal parameters, equal id."""
        return f"{self.name}?{self.query}"
