"""What the loss model answers with: frozen values. US dollars are unrounded, and stand beside their basis."""

from __future__ import annotations

from dataclasses import dataclass

from api.rows import BasisRow

Setting = float | int | str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's social loss in US dollars: ``total`` is the sum of ``components``, those counted (``include``).

    ``component_statuses`` says of each whether it is published, inferred or estimated.
    """

    total: float
    components: dict[str, float]
    component_statuses: dict[str, str]
    basis: BasisRow


@dataclass(frozen=True, slots=True)
class CohortRow:
    """Everyone counted: people, and US dollars; null is not published, ``count_note`` says where the count is from.

    ``if_halved``: what half as many people would save; no change of behaviour is added.
    """

    count: float | None
    count_note: str
    total: float | None
    if_halved: float | None
    basis: BasisRow


@dataclass(frozen=True, slots=True)
class FiscalRow:
    """What of the whole group's loss falls on state and local budgets, as printed: never scaled, by nothing."""

    total: float | None
    basis: BasisRow | None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A dollar figure as a source prints it: ``value`` with the ``hedge`` that stands before it, and where it is printed."""

    measure: str
    value: float
    hedge: str
    edition: int
    data_year: int | None
    source: str
    location: str
    basis: BasisRow


@dataclass(frozen=True, slots=True)
class SureRow:
    """The spread of the total over our ranges, US dollars, with the causal shares drawn ``linked`` and ``independent``.

    ``reached``: share of the runs above ``figure``: the printed total of these people at the study's assumptions, else
    the estimate itself (``figure_is`` says which).
    """

    median: float
    low: float
    high: float
    reached: float
    figure_is: str


@dataclass(frozen=True)
class Asked:
    """Whose loss, and under which assumptions: all are written out, by their names in ``/api/v1/assumptions``.

    ``price_year`` is null where the edition does not publish its dollar year, ``count`` where no count is published.
    ``definition``: of the people counted, ``year``: theirs; losses of two definitions are not comparable.
    """

    data_version: str
    model_version: str
    place: str
    population: str
    edition: int
    counted: str
    definition: str
    year: int
    assumptions: dict[str, Setting]


@dataclass(frozen=True)
class LossAnswer(Asked):
    """The loss of one place. The two populations overlap: an answer is about one of them, and they are never added.

    ``basis`` is that of one person's loss; the group's and the budgets' stand beside their amounts. ``statuses`` says
    where each part comes from: ``published`` only where the amount is the printed one. ``printed``: what this edition
    prints about the place, of the people it counted, whoever is counted here.
    """

    per_person: PersonRow
    cohort: CohortRow
    state_and_local: FiscalRow
    printed: tuple[PrintedRow, ...]
    linked: SureRow
    independent: SureRow
    basis: BasisRow
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class QuantileRow:
    """``share`` of the draws (0 to 1) stays at or below ``loss``, US dollars."""

    share: float
    loss: float


@dataclass(frozen=True, slots=True)
class RangeRow:
    """The range of one assumption in its unit; ``central`` is the setting."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class ChanceAnswer(Asked):
    """The loss when every assumption is a range: always the same draws. All amounts are US dollars on ``basis``.

    ``as_set``: the loss at the settings; the discount rate in ``basis`` is the setting, the draws vary around it.
    ``share_beyond``: of the draws, those above ``threshold``. ``dots``: 100 equally likely losses, rising.
    ``held``: assumptions set away from their central value. ``causes``: whether the causal shares are drawn linked.
    """

    as_set: float
    quantiles: tuple[QuantileRow, ...]
    threshold: float | None
    share_beyond: float | None
    dots: tuple[float, ...]
    drawn: dict[str, RangeRow]
    held: tuple[str, ...]
    causes: str
    draws: int
    not_in_range: tuple[str, ...]
    basis: BasisRow
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class BarEnd:
    """One assumption at one end of its range: its ``value`` in its unit, the loss per person then in US dollars."""

    value: float
    loss: float
    basis: BasisRow


@dataclass(frozen=True, slots=True)
class BarRow:
    """One assumption alone from its low to its high. ``swing``: the distance of the two losses, US dollars."""

    assumption: str
    name: str
    unit: str
    central: float
    low: BarEnd
    high: BarEnd
    swing: float
    basis: BasisRow


@dataclass(frozen=True)
class TornadoAnswer(Asked):
    """Which assumption matters most, the widest swing first; ``total`` is one person's loss as set, US dollars."""

    total: float
    bars: tuple[BarRow, ...]
    basis: BasisRow
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption. Numbers are in ``unit``; null where the place's own data decide (``central_words`` says so).

    ``distribution``: triangular over low, central, high, or fixed. ``is_not``: what it must not be taken for.
    """

    id: str
    name: str
    help: str
    unit: str
    group: str
    step: float | None
    low: float | None
    central: float | None
    central_words: str
    high: float | None
    allowed_min: float | None
    allowed_max: float | None
    allowed: str
    distribution: str
    populations: tuple[str, ...]
    source: str
    source_address: str | None
    source_note: str
    is_not: str


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A named set: ``assumptions`` holds what differs from the study; ``edition`` null leaves it as it is."""

    id: str
    name: str
    help: str
    edition: int | None
    assumptions: dict[str, float]
    populations: tuple[str, ...]
    source: str
    source_address: str | None
    is_not: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A part of one person's loss in the study of Arizona, US dollars; ``status``: whether it is printed or inferred.

    ``first_age`` and ``last_age`` (a number, or "retire": the year before earnings stop) are null where it follows others.
    """

    id: str
    name: str
    at_study: float
    basis: BasisRow
    status: str
    first_age: int | None
    last_age: int | str | None
    timing_note: str
    source: str
    source_address: str


@dataclass(frozen=True, slots=True)
class YouthPartRow:
    """A part of a disconnected young person's loss: its share of the study's total, and the ages it is paid in."""

    id: str
    name: str
    share: float
    first_age: int
    last_age: int | str
    timing_note: str


@dataclass(frozen=True, slots=True)
class AssumptionsAnswer:
    """The whole table of the loss model: what can be changed, named sets of changes, and what nobody tunes.

    ``draws``, ``seed`` and ``quantiles`` are those of the chance; ``halved_share`` is what "if halved" means.
    """

    data_version: str
    model_version: str
    assumptions: tuple[AssumptionRow, ...]
    presets: tuple[PresetRow, ...]
    components: tuple[ComponentRow, ...]
    youth_parts: tuple[YouthPartRow, ...]
    halved_share: float
    draws: int
    seed: int
    quantiles: tuple[float, ...]
    not_in_range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossLine:
    """A line of the loss as a file: an amount in US dollars with its basis, or a number of people."""

    place: str
    population: str
    edition: int
    figure: str
    value: float | None
    unit: str
    status: str
    basis: BasisRow | None
    assumptions: str
    model_version: str


@dataclass(frozen=True, slots=True)
class BarLine:
    """A line of the tornado as a file: an assumption's range, the losses at its ends in US dollars, their bases."""

    place: str
    population: str
    edition: int
    assumption: str
    name: str
    unit: str
    low: float
    central: float
    high: float
    loss_at_low: float
    loss_at_high: float
    swing: float
    basis_at_low: BasisRow
    basis_at_high: BasisRow
    basis_of_swing: BasisRow
    assumptions: str
    model_version: str
