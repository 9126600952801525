"""Answers of the loss model as lines of a file: each amount with its basis and the assumptions it was made under."""

from __future__ import annotations

from collections.abc import Mapping

from api.losses_rows import BarLine, BarRow, ChanceAnswer, LossAnswer, LossLine, Setting, TornadoAnswer
from api.rows import BasisRow


def loss_lines(answer: LossAnswer) -> list[LossLine]:
    """One person's loss and its parts, the people, everyone's loss, and what budgets bear."""
    person, cohort, fiscal, of = answer.per_person, answer.cohort, answer.state_and_local, answer.statuses
    # a half is computed even where the whole is printed: what a source prints as a half may be another amount
    half = "half of the published total" if of["total"] == "published" else of["total"]
    figures: list[tuple[str, float | None, str, str, BasisRow | None]] = [
        ("per person", person.total, "USD", of["per_person"], person.basis),
        *(
            (f"per person: {name}", amount, "USD", person.component_statuses[name], person.basis)
            for name, amount in person.components.items()
        ),
        ("count", cohort.count, "people", of["count"], None),
        ("total", cohort.total, "USD", of["total"], cohort.basis),
        ("if halved", cohort.if_halved, "USD", half, cohort.basis),
        ("state and local, as printed", fiscal.total, "USD", of["fiscal"], fiscal.basis),
    ]
    return [_line(answer, *figure) for figure in figures]


def chance_lines(answer: ChanceAnswer) -> list[LossLine]:
    """The loss as set, the quantiles, and the sum asked about."""
    said_of = f"{answer.draws} draws of the ranges"
    lines = [_line(answer, "as set", answer.as_set, "USD", "the setting itself", answer.basis)]
    lines += [
        _line(answer, f"{each.share:g} of the draws at or below", each.loss, "USD", said_of, answer.basis)
        for each in answer.quantiles
    ]
    if answer.threshold is not None:
        lines.append(_line(answer, "sum asked about", answer.threshold, "USD", "as asked", answer.basis))
        lines.append(_line(answer, "draws above that sum", answer.share_beyond, "fraction", said_of, None))
    return lines


def _line(
    answer: LossAnswer | ChanceAnswer, figure: str, value: float | None, unit: str, status: str, basis: BasisRow | None
) -> LossLine:
    return LossLine(
        place=answer.place,
        population=answer.population,
        edition=answer.edition,
        figure=figure,
        value=value,
        unit=unit,
        status=status,
        basis=basis,
        assumptions=_words(answer.assumptions),
        model_version=answer.model_version,
    )


def bar_line(answer: TornadoAnswer, bar: BarRow) -> BarLine:
    """One assumption's bar."""
    return BarLine(
        place=answer.place,
        population=answer.population,
        edition=answer.edition,
        assumption=bar.assumption,
        name=bar.name,
        unit=bar.unit,
        low=bar.low.value,
        central=bar.central,
        high=bar.high.value,
        loss_at_low=bar.low.loss,
        loss_at_high=bar.high.loss,
        swing=bar.swing,
        basis_at_low=bar.low.basis,
        basis_at_high=bar.high.basis,
        basis_of_swing=bar.basis,
        assumptions=_words(answer.assumptions),
        model_version=answer.model_version,
    )


def _words(assumptions: Mapping[str, Setting]) -> str:
    return "; ".join(f"{name} {value}" for name, value in assumptions.items() if value is not None)
