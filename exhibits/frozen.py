"""An exhibit as it was presented, and what became of it since: which numbers moved, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from database.frozen import ARIZONA, FrozenView, NotKeptError
from database.reader import Reader
from database.values import LoadRecord
from economics import model_version
from exhibits.basis_words import basis_line
from exhibits.formats import listed
from exhibits.losses_desk import Parameters, desk_of
from exhibits.model import Cell, Exhibit, Table
from exhibits.parameters import read

DATA_DECIDE = ("count", "price_year")
"""Assumptions that are the data's own where nobody set them: written out in a link, and free again as of today."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that reads otherwise than it did; "not there" where one side has none. ``basis``: in words, of dollars."""

    name: str
    then: str
    now: str
    basis: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a frozen view. ``cause`` says in a sentence why, ``moved`` is empty where every number stands."""

    data_changed: bool
    model_changed: bool
    program_changed: bool
    moved: tuple[Moved, ...]
    cause: str

    @property
    def any(self) -> bool:
        """Whether anything at all is other than it was."""
        return bool(self.moved) or self.data_changed or self.model_changed


def freeze(
    exhibit: Exhibit, path: str, reader: Reader, program_version: str, now: datetime | None = None
) -> FrozenView:
    """An exhibit as it stands, to be kept. ``path`` is the page it is on; ``now`` has a zone.

    Raises:
        NotKeptError: It is private: true counts of a district are kept nowhere else.
    """
    if exhibit.private:
        raise NotKeptError("true counts are for the district only")
    return FrozenView(
        path=path,
        parameters={name: value for name, value in exhibit.parameters.items() if value != ""},
        exhibit=exhibit.name,
        title=exhibit.title,
        sentence=exhibit.sentence,
        content={**content(exhibit), "data_decide": list(_data_decide(exhibit, reader))},
        data_version=exhibit.data_version,
        model_version=model_version(),
        program_version=program_version,
        created_at=now or datetime.now(UTC),
    )


def content(exhibit: Exhibit) -> dict[str, Any]:
    """What an exhibit says, as plain values: its numbers as read and as they are, their bases, sources and notes."""
    return {
        "key_number": exhibit.key_number,
        "subtitle": exhibit.subtitle,
        "sentence": exhibit.sentence,
        "empty": exhibit.empty,
        "basis": [basis.as_dict() | {"words": basis_line(basis)} for basis in exhibit.basis],
        "cards": [
            {
                "title": card.title,
                "number": card.number,
                "note": card.note,
                "facts": [[fact.label, fact.text, fact.mark] for fact in card.facts],
            }
            for card in exhibit.cards
        ],
        "table": _table(exhibit.table),
        "sources": [[line.publisher, line.title] for line in exhibit.sources],
        "notes": list(exhibit.notes),
    }


def parameters_today(view: FrozenView) -> dict[str, str]:
    """The parameters to ask today: as frozen, but what the data decided then they decide again."""
    decided = view.content.get("data_decide", ())
    return {name: value for name, value in view.parameters.items() if name not in decided}


def compare(view: FrozenView, today: Exhibit, program_version: str, loads: Sequence[LoadRecord] = ()) -> Change:
    """What moved between a frozen view and the same exhibit today.

    Args:
        view: As presented.
        today: The exhibit of ``parameters_today``.
        program_version: Of the program that made ``today``.
        loads: The history of the data, to name what came in since.
    """
    moved = tuple(_moved(view.content, content(today)))
    data = view.data_version != today.data_version
    model = view.model_version != model_version()
    program = view.program_version != program_version
    return Change(data, model, program, moved, _cause(view, (data, model, program), bool(moved), loads))


def day_words(moment: datetime) -> str:
    """A day as it is said in Arizona: ``3 December 2026``."""
    local = moment.astimezone(ARIZONA)
    return f"{local.day} {local:%B %Y}"


def _data_decide(exhibit: Exhibit, reader: Reader) -> Iterator[str]:
    if not exhibit.name.startswith("losses_"):
        return
    assumptions = desk_of(read(Parameters, exhibit.parameters), reader).assumptions
    for name in DATA_DECIDE:
        if exhibit.parameters.get(name) and getattr(assumptions, name) is None:
            yield name


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [[column.id, column.label, column.unit] for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> list[Any]:
    """Value and text; a text that says the same as its value is written once."""
    return [cell.value] if cell.text == cell.value else [cell.value, cell.text]


def cell_text(cell: Sequence[Any]) -> str:
    """How a kept cell reads."""
    return str(cell[-1])


def main_basis(said: Mapping[str, Any], *texts: str) -> str:
    """The basis in words of an exhibit's main number: the one its texts open with; else all it has.

    Args:
        said: From ``content``.
        texts: Its sentence, which opens with the basis where there is one.
    """
    lines = [str(basis["words"]) for basis in said["basis"]]
    own = (line for line in lines for text in (*texts, said["subtitle"]) if text.startswith(line))
    return next(own, "; ".join(lines))


def _moved(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Moved]:
    if then["key_number"] != now["key_number"]:
        basis = main_basis(now, now["sentence"])
        yield Moved("The number", then["key_number"] or "not there", now["key_number"] or "not there", basis)
    every = "; ".join(str(basis["words"]) for basis in now["basis"])
    before = {name: (text, basis) for name, text, basis in _numbers(then["table"])}
    after = {name: (text, basis) for name, text, basis in _numbers(now["table"])}
    gone = ("not there", "")
    for name in (*before, *(name for name in after if name not in before)):
        (was, basis_then), (is_now, basis_now) = before.get(name, gone), after.get(name, gone)
        if was != is_now:
            yield Moved(name, was, is_now, basis_now or basis_then or every)


def _numbers(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every number of a table by its row and column, and the row's basis. Rows of one head are told apart by place."""
    seen: dict[str, int] = {}
    labels = [label for _, label, _ in table["columns"]]
    at = next((place for place, column in enumerate(table["columns"]) if column[0] == "basis"), None)
    for row in table["rows"]:
        head = cell_text(row[0])
        seen[head] = seen.get(head, 0) + 1
        again = f" ({seen[head]})" if seen[head] > 1 else ""
        for label, cell in zip(labels[1:], row[1:], strict=True):
            if isinstance(cell[0], (int, float)):
                basis = "" if at is None else cell_text(row[at])
                yield f"{head}{again}, {label[:1].lower()}{label[1:]}", cell_text(cell), basis


def _cause(view: FrozenView, changed: tuple[bool, bool, bool], moved: bool, loads: Sequence[LoadRecord]) -> str:
    data, model, program = changed
    reasons = []
    if data:
        reasons.append(f"the data changed{_since(view, loads)}")
    if model:
        reasons.append(
            f"the loss model’s parameters changed (version {view.model_version} then, {model_version()} now)"
        )
    if not moved:
        return f"{_sentence(reasons)}; no number here moved." if reasons else "Nothing has changed since."
    if not reasons and program:
        reasons.append("the program changed; the data and the loss model’s parameters did not")
    if not reasons:
        reasons.append("data, parameters and program are those of then, so this should not be: please report it")
    return f"{_sentence(reasons)}."


def _sentence(reasons: Sequence[str]) -> str:
    said = ", and ".join(reasons)
    return f"{said[:1].upper()}{said[1:]}"


def _since(view: FrozenView, loads: Sequence[LoadRecord]) -> str:
    """What came in since, by name: `` (losses.csv on 3 December 2026)``."""
    later = [load for load in loads if load.finished_at > view.created_at]
    names = [_load_words(load) for load in sorted(later, key=lambda load: load.id)]
    return f" ({listed(names, 3)})" if names else ""


def _load_words(load: LoadRecord) -> str:
    what = f"{load.file_name} taken back" if load.kind == "unload" else load.file_name
    return f"{what} on {day_words(load.finished_at)}"
