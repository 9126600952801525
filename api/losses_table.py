"""The parameter table of the loss model as an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.flat import rows_csv
from api.losses_rows import AssumptionRow, AssumptionsAnswer, ComponentRow, PresetRow, YouthPartRow
from api.parameters import NoParameters
from api.query import read
from api.rows import BasisRow
from api.said_basis import said
from economics import (
    Basis,
    Horizon,
    Parameter,
    ParameterTable,
    Perspective,
    Population,
    Preset,
    Purse,
    Unit,
    model_version,
    parameter_table,
    presets,
)
from exhibits.shelf import Shelf

# what the table's amounts are amounts of, as its records say
EDITION, PRICE_YEAR = 2014, 2013


def assumptions(raw: Mapping[str, str], shelf: Shelf) -> tuple[object, Callable[[], bytes], str]:
    """The whole table; as a file, the assumptions alone. Takes no argument (BadParameterError)."""
    read(NoParameters, raw)
    table = parameter_table()
    rows = tuple(map(_assumption, table.assumption))
    study = table.study
    answer = AssumptionsAnswer(
        data_version=shelf.reader.data_version(),
        model_version=model_version(),
        assumptions=rows,
        presets=tuple(map(_preset, presets())),
        components=_components(table),
        youth_parts=_youth_parts(table),
        halved_share=study.halved_share,
        draws=study.draws,
        seed=study.seed,
        quantiles=study.quantiles,
        not_in_range=study.not_in_range,
    )
    return answer, lambda: rows_csv(AssumptionRow, rows), "/losses"


def _assumption(one: Parameter) -> AssumptionRow:
    return AssumptionRow(
        id=one.id,
        name=one.name,
        help=one.help,
        unit=one.unit,
        group=one.group,
        step=one.step,
        low=one.low,
        central=one.central,
        central_words=one.central_text or f"{one.central:g}",
        high=one.high,
        allowed_min=one.allowed_min,
        allowed_max=one.allowed_max,
        allowed=one.range_in_words,
        distribution=one.distribution,
        populations=tuple(map(str, one.populations)),
        source=one.source_title,
        source_address=one.source_address,
        source_note=one.source_note,
        is_not=one.is_not,
    )


def _preset(one: Preset) -> PresetRow:
    return PresetRow(
        id=one.id,
        name=one.name,
        help=one.help,
        edition=one.edition,
        assumptions=dict(one.assumptions),
        populations=tuple(map(str, one.populations)),
        source=one.source_title,
        source_address=one.source_address,
        is_not=one.is_not,
    )


def _components(table: ParameterTable) -> tuple[ComponentRow, ...]:
    basis = _study_basis(table)
    return tuple(
        ComponentRow(
            id=str(one.id),
            name=one.name,
            at_study=one.published,
            basis=basis,
            status=one.status,
            first_age=one.window.first_age if one.window else None,
            last_age=one.window.last_age if one.window else None,
            timing_note=one.timing_note,
            source=one.source_title,
            source_address=one.source_address,
        )
        for one in table.component
    )


def _study_basis(table: ParameterTable) -> BasisRow:
    rate = table.parameter("discount_rate").central
    if rate is None:
        raise ValueError("the discount rate has no central value; see economics/parameters.toml")
    return said(
        Basis(
            population=Population.NON_COMPLETERS,
            perspective=Perspective.SOCIAL,
            purse=Purse.EVERYONE,
            horizon=Horizon.LIFETIME,
            unit=Unit.PER_PERSON,
            price_year=PRICE_YEAR,
            discount_rate=rate,
            edition=EDITION,
        )
    )


def _youth_parts(table: ParameterTable) -> tuple[YouthPartRow, ...]:
    shares = (table.study.immediate_share, 1 - table.study.immediate_share)
    return tuple(
        YouthPartRow(str(one.id), one.name, share, one.window.first_age, one.window.last_age, one.timing_note)
        for one, share in zip(table.youth_part, shares, strict=True)
    )
