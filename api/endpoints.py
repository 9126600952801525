"""The table of all addresses under /api/v1: routes, arguments, answers and their description are made from it.

``/losses`` and what is below it is the loss model; published figures, as printed, are at ``/published-losses``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from inspect import getdoc
from typing import TypeVar

from api import lists, losses, losses_table, rows
from api import losses_parameters as losses_asks
from api import parameters as asks
from api.exhibit_answer import ExhibitAnswer, exhibit_answer
from api.flat import rows_csv
from api.losses_rows import AssumptionsAnswer, ChanceAnswer, LossAnswer, TornadoAnswer
from api.query import read
from api.releases import ReleaseRow, releases
from database.reader import Reader
from exhibits.parameters import Parameters
from exhibits.shelf import KINDS, Kind, Shelf
from exports.csv_file import exhibit_csv, file_name

Asked = TypeVar("Asked", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers: the body as frozen values, the same as a CSV file, its name, the page that shows it."""

    body: object
    csv: Callable[[], bytes]
    file_name: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address under /api/v1, without ``.csv``. ``body`` is the class of its answer.

    ``answer`` takes the arguments as text and raises BadParameterError for those it cannot use.
    """

    path: str
    summary: str
    description: str
    parameters: type[Parameters]
    body: type
    answer: Callable[[Mapping[str, str], Shelf], Answer]


def _listing(
    name: str, summary: str, asked: type[Asked], row: type, fill: Callable[[Asked, Reader], Sequence[object]]
) -> Endpoint:
    """An address that answers ``{data_version, <name>: [row, ...]}``."""
    key = name.replace("-", "_")
    fields = [("data_version", str), (key, tuple[row, ...])]  # type: ignore[valid-type]
    body = make_dataclass(f"{row.__name__}s", fields, frozen=True)

    def answer(raw: Mapping[str, str], shelf: Shelf) -> Answer:
        found = fill(read(asked, raw), shelf.reader)
        version = shelf.reader.data_version()
        return Answer(body(version, tuple(found)), lambda: rows_csv(row, found), file_name(name, raw, version))

    return Endpoint(f"/{name}", summary, getdoc(row) or "", asked, body, answer)


def _exhibit(kind: Kind) -> Endpoint:
    """The address of one kind of exhibit."""

    def answer(raw: Mapping[str, str], shelf: Shelf) -> Answer:
        exhibit = shelf.build(kind.name, raw)
        name = file_name(exhibit.name, exhibit.parameters, exhibit.data_version)
        return Answer(exhibit_answer(exhibit), lambda: exhibit_csv(exhibit), name, exhibit.address)

    path = f"/exhibits/{kind.name}"
    return Endpoint(path, kind.question, getdoc(kind.parameters) or "", kind.parameters, ExhibitAnswer, answer)


def _model(
    name: str,
    summary: str,
    asked: type[Parameters],
    body: type,
    fill: Callable[[Mapping[str, str], Shelf], losses.Filled],
) -> Endpoint:
    """An address of the loss model."""

    def answer(raw: Mapping[str, str], shelf: Shelf) -> Answer:
        filled, csv, page = fill(raw, shelf)
        return Answer(filled, csv, file_name(name.replace("/", "-"), raw, shelf.reader.data_version()), page)

    return Endpoint(f"/{name}", summary, getdoc(body) or "", asked, body, answer)


def _kinds(_asked: asks.NoParameters, _reader: Reader) -> list[rows.KindRow]:
    return [
        rows.KindRow(
            name=kind.name,
            question=kind.question,
            description=getdoc(kind.parameters) or "",
            address=f"/api/v1/exhibits/{kind.name}",
            parameters=kind.parameters.model_json_schema(),
        )
        for kind in KINDS.values()
    ]


ENDPOINTS: tuple[Endpoint, ...] = (
    _listing("places", "Cities and towns, and larger areas", asks.PlacesAsked, rows.PlaceRow, lists.places),
    _listing("measures", "What each number means", asks.MeasuresAsked, rows.MeasureRow, lists.measures),
    _listing("observations", "Figures of places", asks.ObservationsAsked, rows.ObservationRow, lists.observations),
    _listing("districts", "Districts serving places", asks.DistrictsAsked, rows.DistrictRow, lists.districts),
    _listing(
        "district-observations",
        "Figures of districts",
        asks.DistrictObservationsAsked,
        rows.DistrictObservationRow,
        lists.district_observations,
    ),
    _listing(
        "published-losses",
        "Figures of the loss studies as printed",
        asks.PublishedLossesAsked,
        rows.LossRow,
        lists.published_losses,
    ),
    _listing("sources", "Where the numbers come from", asks.NoParameters, rows.SourceRow, lists.sources),
    _listing("loads", "What was loaded, and when", asks.NoParameters, rows.LoadRow, lists.loads),
    _listing("releases", "What districts released of their walks", asks.NoParameters, ReleaseRow, releases),
    _listing("exhibits", "The exhibits there are, and their parameters", asks.NoParameters, rows.KindRow, _kinds),
    _model("losses", "The loss of a place under assumptions", losses_asks.LossesAsked, LossAnswer, losses.losses),
    _model("losses/chance", "The spread of that loss", losses_asks.ChanceAsked, ChanceAnswer, losses.chances),
    _model(
        "losses/tornado", "Which assumption matters most", losses_asks.TornadoAsked, TornadoAnswer, losses.tornadoes
    ),
    _model(
        "assumptions",
        "The table of the loss model: assumptions and presets",
        asks.NoParameters,
        AssumptionsAnswer,
        losses_table.assumptions,
    ),
    *(_exhibit(kind) for kind in KINDS.values()),
)
