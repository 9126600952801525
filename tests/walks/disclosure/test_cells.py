"""A bare count cannot be published; hidden is one thing; order tells nothing."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from tests.walks.disclosure.made import SECRET, stages, table
from walks.disclosure import (
    HIDDEN,
    Cell,
    Count,
    Missing,
    PublishedCell,
    Released,
    breaches,
    funnel,
    in_order,
    one_way,
    publish,
    published,
)
from walks.disclosure.cells import FOOTNOTE
from walks.disclosure.seal import SEAL, Seal
from walks.disclosure.tables import hierarchy, known


def test_nobody_releases_a_count_by_hand() -> None:
    seals: list[Any] = [object(), None, Seal()]
    for seal in seals:
        with pytest.raises(TypeError, match="not by hand"):
            Released(46, seal)


@pytest.mark.parametrize("value", [46, "46", 46.0, None, True])
def test_a_published_cell_refuses_a_bare_value(value: Any) -> None:
    with pytest.raises(TypeError, match="Released, Suppressed or Missing"):
        PublishedCell("key", "contacted", value)


def test_a_released_count_is_whole_and_stays_as_it_is() -> None:
    released = Released(46, SEAL)
    assert (released.count, str(released), repr(released)) == (46, "46", "Released(46)")
    assert released == Released(46, SEAL)
    assert released != 46
    assert len({released, Released(46, SEAL)}) == 1
    with pytest.raises(AttributeError, match="does not change"):
        released.count = 5  # type: ignore[misc]
    assert copy.copy(released) is copy.deepcopy(released) is released
    with pytest.raises(TypeError, match="not in a pickle"):
        pickle.dumps(released)
    for wrong, error in ((-1, ValueError), (True, TypeError), (4.5, TypeError)):
        with pytest.raises(error):
            Released(wrong, SEAL)  # type: ignore[arg-type]


def test_symbols() -> None:
    assert [str(one) for one in (HIDDEN, *Missing)] == ["*", "-", "n/a", "not yet due"]
    assert "*" in FOOTNOTE


def test_hidden_cells_are_sorted_by_name_after_the_others() -> None:
    values: dict[str, Cell] = {
        "b": Released(20, SEAL),
        "z": HIDDEN,
        "a": HIDDEN,
        "c": Released(400, SEAL),
        "m": Missing.NOT_COLLECTED,
    }
    cells = [PublishedCell(name, name, value) for name, value in values.items()]
    assert [cell.label for cell in in_order(cells)] == ["c", "b", "a", "m", "z"]


@pytest.mark.parametrize(("count", "error"), [(-1, ValueError), (1.0, TypeError), (True, TypeError)])
def test_a_true_count_is_whole(count: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Count("key", "label", count)


def test_a_count_needs_a_key() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Count("", "label", 1)


def test_tables_are_checked_when_made() -> None:
    with pytest.raises(ValueError, match="add up to 3, the total says 4"):
        table(1, 2, total=Count("t/total", "all", 4))
    with pytest.raises(ValueError, match="a key of their own"):
        table(1, total=Count("t/0", "all", 1))
    with pytest.raises(ValueError, match="needs its total"):
        table(1, total=Count("t/total", "all", Missing.NOT_COLLECTED))
    with pytest.raises(ValueError, match="larger than"):
        stages(5, 6)
    with pytest.raises(ValueError, match="another count"):
        publish([table(30, 40), table(30, 41)], SECRET)
    with pytest.raises(TypeError, match="no count"):
        known(Count("key", "label", Missing.NOT_COLLECTED))


def test_a_stage_needs_a_key_of_its_own() -> None:
    cells = [Count("same", "one", 5), Count("same", "two", 4)]
    with pytest.raises(ValueError, match="key of its own"):
        funnel("f", "f", cells)


def test_a_missing_cell_stays_what_it_is_and_counts_nowhere() -> None:
    cells = [Count("a", "a", 30), Count("b", "b", Missing.NOT_COLLECTED), Count("c", "c", 5), Count("d", "d", 40)]
    shown = publish([one_way("t", "t", cells, Count("total", "all", 75))], SECRET)[0]
    assert shown.cells[1].value is Missing.NOT_COLLECTED
    assert shown.cells[2].value is HIDDEN
    waiting = [Count("x", "x", 30), Count("y", "y", Missing.NOT_YET_DUE), Count("z", "z", 5)]
    assert [str(cell.value) for cell in publish([funnel("f", "f", waiting)], SECRET)[0].cells] == [
        "30",
        "not yet due",
        "*",
    ]


def test_a_city_with_one_district_hides_what_the_district_hides() -> None:
    district = table(2, 25, 40, 60, table_id="district")
    city = table(2, 25, 40, 60, table_id="city")
    shown = publish([district, city, *hierarchy(city, [district])], SECRET)
    assert [str(cell.value) for cell in shown[0].counts()] == [str(cell.value) for cell in shown[1].counts()]


def test_schools_add_up_to_their_district_and_tell_nothing_together() -> None:
    schools = [table(2, 25, 40, table_id="s1"), table(30, 12, 3, table_id="s2"), table(15, 20, 50, table_id="s3")]
    district = table(47, 57, 93, table_id="district")
    shown = publish([district, *schools, *hierarchy(district, schools)], SECRET)
    assert breaches(published(shown)) == []
    with pytest.raises(ValueError, match="in that order"):
        hierarchy(district, [table(1, 2, table_id="s4")])
