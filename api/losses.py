"""The loss model's answers: arguments in, the desk of them (as on the page), its amounts with their bases out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from api.flat import rows_csv
from api.losses_lines import bar_line, chance_lines, loss_lines
from api.losses_parameters import ChanceAsked, LossesAsked, TornadoAsked
from api.losses_rows import (
    BarEnd,
    BarLine,
    BarRow,
    ChanceAnswer,
    CohortRow,
    FiscalRow,
    LossAnswer,
    LossLine,
    PersonRow,
    PrintedRow,
    QuantileRow,
    RangeRow,
    Setting,
    SureRow,
    TornadoAnswer,
)
from api.query import read
from api.said_basis import said, said_of_printed
from economics import Money, PrintedLoss, TornadoBar, Unit, chance, loss_basis, model_version, tornado
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_sure import desk_sure
from exhibits.model import BadParameterError
from exhibits.printed import FISCAL
from exhibits.shelf import Shelf

Filled = tuple[object, Callable[[], bytes], str]
"""A body, the same as a CSV file, the page that shows it."""


def losses(raw: Mapping[str, str], shelf: Shelf) -> Filled:
    """The loss of one place. Raises BadParameterError for what cannot be asked."""
    desk = desk_of_query(LossesAsked, raw, shelf)
    answer = _loss_answer(desk, shelf.reader.data_version())
    return answer, lambda: rows_csv(LossLine, loss_lines(answer)), page_of(desk)


def chances(raw: Mapping[str, str], shelf: Shelf) -> Filled:
    """The spread of the loss. Raises BadParameterError for what cannot be asked."""
    desk = desk_of_query(ChanceAsked, raw, shelf)
    answer = _chance_answer(desk, _unit(desk, raw.get("unit")), shelf.reader.data_version())
    return answer, lambda: rows_csv(LossLine, chance_lines(answer)), page_of(desk)


def tornadoes(raw: Mapping[str, str], shelf: Shelf) -> Filled:
    """Each assumption alone at its ends. Raises BadParameterError for what cannot be asked."""
    desk = desk_of_query(TornadoAsked, raw, shelf)
    basis = loss_basis(desk.found.anchor, desk.assumptions)
    bars = tornado(desk.found.anchor, desk.assumptions, desk.prices, desk.ranges)
    answer = TornadoAnswer(
        **_asked(desk, shelf.reader.data_version()),
        total=desk.loss.person.total.amount,
        bars=tuple(map(_bar, bars)),
        basis=said(basis),
        statuses=desk.loss.statuses(),
    )
    return answer, lambda: rows_csv(BarLine, [bar_line(answer, bar) for bar in answer.bars]), page_of(desk)


def desk_of_query(model: type[Any], raw: Mapping[str, str], shelf: Shelf) -> Desk:
    """The desk of some arguments. Raises BadParameterError for the first that does not hold."""
    given = read(model, raw).model_dump(exclude_none=True)
    given.pop("unit", None)
    try:
        return desk_of(Parameters.model_validate(given), shelf.reader)
    except BadParameterError as problem:
        raise _plainly(problem) from None


def _plainly(problem: BadParameterError) -> BadParameterError:
    """The refusal of the desk with what is allowed alone: the page says the reason too, here the value stands beside."""
    reason, _, allowed = problem.allowed.rpartition("; allowed: ")
    if problem.field_name.startswith("include"):
        allowed = reason or allowed
    return BadParameterError(problem.field_name, problem.value, allowed, problem.near)


def _unit(desk: Desk, asked: str | None) -> Unit:
    """Per cohort where it is known, unless one person's is asked for."""
    if desk.loss.cohort.total is not None:
        return Unit.PER_PERSON if asked == "per_person" else Unit.PER_COHORT
    if asked == "per_cohort":
        allowed = f"per_person: no count and no total is published for {desk.place.name}"
        raise BadParameterError("unit", asked, allowed, ("per_person",))
    return Unit.PER_PERSON


def page_of(desk: Desk) -> str:
    """The page that shows the same state."""
    return f"/losses?{urlencode(desk.query())}"


def settings(desk: Desk) -> dict[str, Setting]:
    """Every assumption that applies, written out; what nobody has set as the data have it."""
    set_now: dict[str, Setting] = dict(desk.assumptions.applying())
    set_now["price_year"] = desk.loss.basis.price_year
    if desk.assumptions.rate is None:
        set_now["count"] = desk.loss.cohort.count
    return set_now


def _asked(desk: Desk, data_version: str) -> dict[str, Any]:
    return {
        "data_version": data_version,
        "model_version": model_version(),
        "place": desk.place.slug,
        "population": str(desk.population),
        "edition": desk.found.anchor.edition,
        "counted": desk.counted,
        "definition": str(desk.found.cohort),
        "year": desk.found.year,
        "assumptions": settings(desk),
    }


def _loss_answer(desk: Desk, data_version: str) -> LossAnswer:
    loss = desk.loss
    counted = [part for part in loss.person.parts if part.counted]
    return LossAnswer(
        **_asked(desk, data_version),
        per_person=PersonRow(
            total=loss.person.total.amount,
            components={str(part.id): part.amount.amount for part in counted},
            component_statuses={str(part.id): part.status for part in counted},
            basis=said(loss.basis),
        ),
        cohort=CohortRow(
            count=loss.cohort.count,
            count_note=loss.cohort.count_note,
            total=_amount(loss.cohort.total),
            if_halved=_amount(loss.cohort.if_halved),
            basis=said(loss.basis.changed(unit=Unit.PER_COHORT)),
        ),
        state_and_local=_fiscal(desk),
        printed=tuple(_printed(*each) for each in desk.found.printed.items()),
        linked=_sure(desk, other=desk.causes != "linked"),
        independent=_sure(desk, other=desk.causes == "linked"),
        basis=said(loss.basis),
        statuses=loss.statuses(),
    )


def _fiscal(desk: Desk) -> FiscalRow:
    printed = desk.found.printed.get(FISCAL)
    return FiscalRow(printed.value, said_of_printed(printed.basis)) if printed else FiscalRow(None, None)


def _printed(measure: str, printed: PrintedLoss) -> PrintedRow:
    return PrintedRow(
        measure=measure,
        value=printed.value,
        hedge=printed.hedge,
        edition=printed.edition,
        data_year=printed.data_year,
        source=printed.source,
        location=printed.location,
        basis=said_of_printed(printed.basis),
    )


def _sure(desk: Desk, *, other: bool) -> SureRow:
    found = desk_sure(desk, other=other)
    figure = "published" if found.of_printed else "estimated"
    return SureRow(found.median.amount, found.low.amount, found.high.amount, found.reached, figure)


def _amount(money: Money | None) -> float | None:
    return None if money is None else money.amount


def _chance_answer(desk: Desk, unit: Unit, data_version: str) -> ChanceAnswer:
    ranges = dict(desk.ranges) or None
    found = chance(
        desk.found.anchor,
        desk.assumptions,
        desk.prices,
        unit=unit,
        threshold=desk.threshold,
        ranges=ranges,
        linked=desk.causes == "linked",
    )
    quantiles = zip(found.quantile_shares, found.quantiles.amounts, strict=True)
    return ChanceAnswer(
        **_asked(desk, data_version),
        as_set=found.central.amount,
        quantiles=tuple(QuantileRow(share, loss) for share, loss in quantiles),
        threshold=_amount(found.threshold),
        share_beyond=found.share_beyond,
        dots=found.dots.amounts,
        drawn={name: RangeRow(one.low, one.central, one.high) for name, one in found.drawn.items()},
        held=found.held,
        causes=desk.causes,
        draws=found.draws,
        not_in_range=found.not_in_range,
        basis=said(found.central.basis),
        statuses=desk.loss.statuses(),
    )


def _bar(bar: TornadoBar) -> BarRow:
    return BarRow(
        assumption=bar.id,
        name=bar.name,
        unit=bar.unit,
        central=bar.range.central,
        low=BarEnd(bar.range.low, bar.at_low.amount, said(bar.at_low.basis)),
        high=BarEnd(bar.range.high, bar.at_high.amount, said(bar.at_high.basis)),
        swing=bar.swing.amount,
        basis=said(bar.swing.basis),
    )
