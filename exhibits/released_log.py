"""What was released when, by whom, and by which rules? Every release loaded, the newest first."""

from __future__ import annotations

from database.reader import Reader
from database.release_values import ReleaseRecord
from exhibits import formats, parameters
from exhibits.lookup import credit
from exhibits.model import MADE_UP, Cell, Column, Exhibit, Table
from exhibits.released_reading import nothing, sources_of, stored, titled, version_of
from exhibits.walk_record import date_words
from walks.disclosure import Suppressed

NAME = "released_log"
QUESTION = "What did districts release, when, by whom and by which rules?"
SHOWN_DIGITS = 16
COLUMNS = (
    Column("made_on", "Made on"),
    Column("district", "District"),
    Column("data", "Students"),
    Column("walks", "Walks", "walks"),
    Column("tables", "Tables", "tables"),
    Column("hidden", "Counts hidden", "counts"),
    Column("approver", "Approved by"),
    Column("rules", "Rules"),
    Column("sha256", "SHA-256"),
)


class Parameters(parameters.Parameters):
    """Takes none."""


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The log of releases."""
    records = sorted(reader.releases(), key=lambda each: (each.made_on, each.loaded_at), reverse=True)
    written = parameters.written(asked)
    if not records:
        return nothing(NAME, written, Table(COLUMNS, ()), reader)
    made_up = any(record.made_up for record in records)
    sources = sources_of(stored(record.content) for record in records)
    last = records[0]
    count = f"{len(records)} releases are" if len(records) > 1 else "One release is"
    return Exhibit(
        name=NAME,
        parameters=written,
        title=titled(
            f"{count} loaded; the last is of {date_words(last.made_on.isoformat())}, {last.district}", made_up
        ),
        subtitle=f"Districts: {formats.listed(sorted({record.district for record in records}))}",
        sentence="A release is kept byte for byte. A later one is checked against every earlier one before it is shown.",
        summary="A table of releases.",
        table=Table(COLUMNS, tuple(map(_row, records)), titled("Releases, the newest first", made_up)),
        sources=sources,
        credit=credit(sources),
        data_version=version_of(reader),
        notes=("The hash names the content: the same hash, the same release, here and in the district.",),
        made_up=made_up,
    )


def _row(record: ReleaseRecord) -> tuple[Cell, ...]:
    release = stored(record.content)
    hidden = {cell.key for table in release.tables for cell in table.counts() if isinstance(cell.value, Suppressed)}
    who = MADE_UP.lower() if record.made_up else "the district’s own"
    words = (record.made_on.isoformat(), record.district, who)
    numbers = (len(release.walks), len(release.tables), len(hidden))
    rest = (record.approver, f"{release.rule_version} ({release.profile})")
    return (
        Cell(words[0], date_words(words[0])),
        *(Cell(text, text) for text in words[1:]),
        *(Cell(number, formats.grouped(number)) for number in numbers),
        *(Cell(text, text) for text in rest),
        Cell(record.sha256, record.sha256[:SHOWN_DIGITS]),
    )
