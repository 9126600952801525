"""What can be changed on a slide while it is shown: the assumptions of the losses, else place, measure and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from database.reader import Reader
from economics import Parameter, parameter_table
from exhibits.basis_words import POPULATIONS
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_words import short_name, value_words
from exhibits.model import BadParameterError
from exhibits.parameters import read
from exhibits.shelf import KINDS

LOSSES = "losses_"
LABELS = {
    "place": "Place",
    "places": "City in focus",
    "measure": "Measure",
    "x": "Measure across",
    "y": "Measure up",
    "period": "Period ending",
    "first": "From",
    "last": "To",
    "x_period": "Period across",
    "y_period": "Period up",
    "edition": "Edition of the study",
    "population": "Who is counted",
    "counted": "Count of people",
    "causes": "Shares due to the diploma",
    "purse": "Whose gain",
    "among": "Cities shown",
    "by": "Groups by",
}
WORDS = {
    "class": "Latest class",
    "published": "The study’s own count",
    "linked": "Linked",
    "independent": "Each on its own",
    "social": "Everyone’s",
    "fiscal": "Public budgets’",
    "auto": "As many as fit",
    "all": "All",
    "selected": "The chosen ones",
    "target_group": "Target group",
    "language": "Home language",
}
MEASURE_OF = {"period": "measure", "first": "measure", "last": "measure", "x_period": "x", "y_period": "y"}
LISTS = {
    "place": "places",
    "places": "places",
    "measure": "measures",
    "x": "measures",
    "y": "measures",
}
OF_DATA = ("count", "rate", "price_year")
DROPS = {"measure": ("period", "first", "last"), "x": ("x_period",), "y": ("y_period",)}
Option = tuple[str, str]
"""Value and label."""


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to change. Numbers are in the parameter's own unit; read, they are multiplied by ``scale``.

    Attributes:
        name: The exhibit's parameter.
        label: In words.
        kind: ``range`` for an assumption, ``choice`` for one of a list.
        value: As it stands; "" where the exhibit decides.
        options: Of a choice: value and label of each.
        shared: Of a choice whose options are those of the deck: ``places`` or ``measures``; else "".
        rest: Of a list of places: those behind the first, which is the one that is changed.
        least, most, step, central: Of a range.
        scale: 100 for fractions, which are read as percent.
        unit: ``fraction``, ``age``, ``people`` and so on.
        said: Where the range comes from.
        drops: Parameters that belong to the old value and are left to the exhibit when this one changes.
        common: Whether it is an assumption of the model, which holds for every slide that uses it.
    """

    name: str
    label: str
    kind: Literal["range", "choice"]
    value: str
    options: tuple[Option, ...] = ()
    shared: str = ""
    rest: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0
    step: float = 0.0
    central: float = 0.0
    scale: float = 1.0
    unit: str = ""
    said: str = ""
    drops: tuple[str, ...] = ()
    common: bool = False


def controls(name: str, parameters: Mapping[str, str], reader: Reader) -> tuple[Control, ...]:
    """The controls of an exhibit in a state; none where it takes nothing a presenter would change."""
    kind = KINDS.get(name)
    if kind is None:
        return ()
    fields = kind.parameters.model_fields
    chosen = [_choice(field, each.annotation, parameters, reader) for field, each in fields.items() if field in LABELS]
    found = tuple(replace(each, drops=_drops(each.name, tuple(fields), name)) for each in chosen if each is not None)
    return (*found, *_assumptions(parameters, reader)) if name.startswith(LOSSES) else found


def _choice(name: str, annotation: Any, parameters: Mapping[str, str], reader: Reader) -> Control | None:
    value = parameters.get(name, "")
    if name in LISTS:
        first, *rest = value.split(",") if value else [""]
        return Control(name, LABELS[name], "choice", first, shared=LISTS[name], rest=tuple(rest))
    options = _periods(name, parameters, reader) if name in MEASURE_OF else _literals(annotation)
    return Control(name, LABELS[name], "choice", value, options) if len(options) > 1 else None


def _drops(control: str, fields: tuple[str, ...], exhibit: str) -> tuple[str, ...]:
    """What was written out for the old choice: the periods of a measure, the people of a place, a population's assumptions."""
    if not exhibit.startswith(LOSSES):
        return tuple(name for name in DROPS.get(control, ()) if name in fields)
    if control == "population":
        return tuple(name for name in fields if name not in LABELS)
    return OF_DATA if control not in ("purse", "causes") else ()


def _literals(annotation: Any) -> tuple[Option, ...]:
    values = [
        value for each in (annotation, *get_args(annotation)) for value in get_args(each) if type(value) in (str, int)
    ]
    return tuple((text, _word(text)) for text in dict.fromkeys(map(str, values)))


def _word(text: str) -> str:
    population = next((words for key, words in POPULATIONS.items() if str(key) == text), "")
    said = population or WORDS.get(text, text)
    return said[:1].upper() + said[1:]


def _periods(name: str, parameters: Mapping[str, str], reader: Reader) -> tuple[Option, ...]:
    measure = parameters.get(MEASURE_OF[name], "")
    return tuple((str(year), str(year)) for year in reader.periods(measure)) if measure else ()


def _assumptions(parameters: Mapping[str, str], reader: Reader) -> tuple[Control, ...]:
    try:
        desk = desk_of(read(Parameters, parameters), reader)
    except BadParameterError:
        return ()
    ranges = [_range(one, desk) for one in parameter_table().applying_to(desk.population)]
    return tuple(each for each in ranges if each is not None)


def _range(one: Parameter, desk: Desk) -> Control | None:
    span = _of_data(desk) if one.id == "count" else _of_table(one)
    if span is None:
        return None
    least, central, most, step, said = span
    now = desk.loss.cohort.count if one.id == "count" else getattr(desk.assumptions, one.id)
    return Control(
        name=one.id,
        label=short_name(one.id),
        kind="range",
        value=f"{central if now is None else float(now):.10g}",
        least=least,
        most=most,
        step=step,
        central=central,
        scale=100.0 if one.unit.startswith("fraction") else 1.0,
        unit=one.unit.split(" ")[0],
        said=said,
        common=one.id not in OF_DATA,
    )


def _of_table(one: Parameter) -> tuple[float, float, float, float, str] | None:
    if one.central is None or one.unit == "components":
        return None
    least, low, central, high, most = one.numbers()
    words = f"{value_words(one.unit, low)} to {value_words(one.unit, high)}" if low < high else "no range"
    return least, central, most, one.step or 1.0, f"baseline {value_words(one.unit, central)}; {words}"


def _of_data(desk: Desk) -> tuple[float, float, float, float, str] | None:
    """How many people: of the place's own figures, so that the loss can be halved before a room."""
    count = desk.found.anchor.count
    if not count:
        return None
    most = desk.found.anchor.cohort or 2 * count
    return 0.0, float(count), float(most), 1.0, f"counted {value_words('people', count)}"
