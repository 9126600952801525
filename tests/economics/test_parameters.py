"""The parameter file against a golden copy, and the loader's refusals."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from economics import Assumptions, Population, model_version, parameter_table
from economics.parameters import ASSUMPTIONS, PARAMETER_FILE, ParameterTable, read_parameters
from tests.economics import golden

RAW = tomllib.loads(PARAMETER_FILE.read_text(encoding="utf-8"))


def agrees_with_golden(table: ParameterTable) -> bool:
    assumptions = {
        one.id: (one.low, one.central, one.high, one.allowed_min, one.allowed_max, one.step) for one in table.assumption
    }
    components = {
        str(one.id): (
            one.published,
            one.window.first_age if one.window else None,
            one.window.last_age if one.window else None,
        )
        for one in table.component
    }
    parts = {str(one.id): (one.window.first_age, one.window.last_age) for one in table.youth_part}
    study = table.study
    fixed = (study.immediate_share, study.halved_share, study.draws, study.seed, study.quantiles, study.dots)
    return (assumptions, components, parts, fixed) == (
        golden.ASSUMPTIONS,
        golden.COMPONENTS,
        golden.YOUTH_PARTS,
        golden.STUDY,
    )


def numbers(node: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of every number in the file."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        if isinstance(child, (int, float)):
            yield (*path, key)
        yield from numbers(child, (*path, key))


def mutated(path: tuple[Any, ...], change: float) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    node = raw
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] += change
    return raw


def with_assumption(identifier: str, **values: object) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    record = next(one for one in raw["assumption"] if one["id"] == identifier)
    record.update(values)
    for name in [name for name, value in values.items() if value is None]:
        del record[name]
    return raw


def test_the_file_agrees_with_the_golden_copy() -> None:
    assert agrees_with_golden(parameter_table())


def test_there_are_as_many_numbers_as_we_think() -> None:
    assert len(list(numbers(RAW))) > 85


@pytest.mark.parametrize("path", list(numbers(RAW)), ids=str)
@pytest.mark.parametrize("change", [1, -1])
def test_changing_any_one_number_is_noticed(path: tuple[Any, ...], change: int) -> None:
    try:
        table = ParameterTable.model_validate(mutated(path, change))
    except ValidationError:
        return
    assert not agrees_with_golden(table)


@pytest.mark.parametrize("path", [path for path in numbers(RAW) if path[0] == "assumption"], ids=str)
def test_a_small_change_is_noticed_too(path: tuple[Any, ...]) -> None:
    try:
        table = ParameterTable.model_validate(mutated(path, 0.0005))
    except ValidationError:
        return
    assert not agrees_with_golden(table)


@pytest.mark.parametrize(
    ("identifier", "values", "says"),
    [
        ("tax", {"low": 1.2}, "must rise"),
        ("tax", {"central": None}, "all five numbers"),
        ("tax", {"low": None}, "all five numbers"),
        ("tax", {"central_text": "as in the data"}, "all five numbers"),
        ("tax", {"distribution": "fixed"}, "triangular needs low < high"),
        ("relief", {"distribution": "triangular"}, "triangular needs low < high"),
        ("discount_rate", {"source_address": None}, "needs an address"),
        ("discount_rate", {"unit": "dollars"}, "unit"),
        ("discount_rate", {"colour": "blue"}, "Extra inputs"),
        ("discount_rate", {"high": float("nan")}, "finite"),
        ("discount_rate", {"id": "tax"}, "listed twice"),
        ("discount_rate", {"help": ""}, "at least 1 character"),
        ("discount_rate", {"populations": []}, "at least 1 item"),
    ],
)
def test_a_wrong_record_is_refused(identifier: str, values: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        ParameterTable.model_validate(with_assumption(identifier, **values))


def test_components_must_be_complete_and_windowed() -> None:
    short = copy.deepcopy(RAW)
    short["component"].pop()
    with pytest.raises(ValidationError, match="the components must be"):
        ParameterTable.model_validate(short)
    bare = copy.deepcopy(RAW)
    del bare["component"][0]["window"]
    with pytest.raises(ValidationError, match="every component needs a window"):
        ParameterTable.model_validate(bare)
    swapped = copy.deepcopy(RAW)
    swapped["youth_part"].reverse()
    with pytest.raises(ValidationError, match="parts of disconnected youth"):
        ParameterTable.model_validate(swapped)


def test_draws_are_a_power_of_two() -> None:
    raw = copy.deepcopy(RAW)
    raw["study"]["draws"] = 8000
    with pytest.raises(ValidationError, match="power of two"):
        ParameterTable.model_validate(raw)


def test_lookups() -> None:
    table = parameter_table()
    assert table.parameter("discount_rate").numbers() == (0.0, 0.02, 0.035, 0.05, 0.1)
    assert table.parameter("discount_rate").range_in_words == "0 to 0.1 (fraction a year)"
    assert table.parameter("include").range_in_words == "any of the seven components"
    with pytest.raises(ValueError, match="no range of its own: its central value is the data's"):
        table.parameter("count").numbers()
    with pytest.raises(KeyError, match="no assumption 'discount'; there are discount_rate"):
        table.parameter("discount")
    youth = [one.id for one in table.applying_to(Population.DISCONNECTED_YOUTH)]
    assert youth == ["discount_rate", "retire", "price_year", "count", "rate"]
    assert [one.id for one in table.drawn(Population.DISCONNECTED_YOUTH)] == ["discount_rate", "retire"]
    assert len(table.drawn(Population.NON_COMPLETERS)) == 10


def test_the_version_names_the_file() -> None:
    number, digest = model_version().split("+")
    assert number == parameter_table().model_version == RAW["model_version"]
    assert len(digest) == 12
    assert int(digest, 16) >= 0


def test_text_that_is_not_toml_is_refused() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        read_parameters("model_version = ")


def test_every_source_is_an_address_or_ours() -> None:
    for one in (*parameter_table().assumption, *parameter_table().component):
        assert one.source_title
        assert one.source_address is None or one.source_address.startswith(("https://", "http://"))


def test_an_assumption_in_the_file_alone_is_refused_with_what_to_do() -> None:
    text = PARAMETER_FILE.read_text(encoding="utf-8")
    record = text[text.index("[[assumption]]") : text.index("[[assumption]]", text.index("[[assumption]]") + 1)]
    added = text.replace(record, record + record.replace('"discount_rate"', '"luck"'), 1)
    with pytest.raises(ValidationError, match=r"the model does not use luck: .*economics/assumptions.py"):
        read_parameters(added)
    with pytest.raises(ValidationError, match="the record of discount_rate is missing"):
        read_parameters(text.replace(record, "", 1))


def test_the_file_the_model_and_its_fields_have_the_same_names() -> None:
    assert {one.id for one in parameter_table().assumption} == set(ASSUMPTIONS)
    assert Assumptions.model_fields.keys() - {"population"} == set(ASSUMPTIONS)
