"""One release, and releases side by side."""

from __future__ import annotations

from tests.walks.disclosure.made import SECRET, stages, table
from walks.disclosure import Overlap, against_earlier, breaches, publish, published
from walks.disclosure.audit import Breach, differences, told_by_another
from walks.disclosure.frame import Published, frame_of
from walks.disclosure.tables import TrueTable


def seen(made: TrueTable, *hidden: int) -> Published:
    """A table as somebody published it, with the cells of these places hidden (-1 is the total)."""
    keys = [cell.key for cell in made.counts()]
    gone = {keys[place] for place in hidden}
    shown = {cell.key: cell.count for cell in made.counts() if isinstance(cell.count, int) and cell.key not in gone}
    return Published(frame_of([made]), shown)


def where(found: list[Breach]) -> list[str]:
    return [one.where for one in found]


def test_a_small_count_that_is_shown() -> None:
    assert where(breaches(seen(table(5, 40)))) == ["t/0"]


def test_a_hidden_count_that_can_be_worked_out() -> None:
    assert where(breaches(seen(table(5, 40, 60), 0))) == ["t/0"]
    assert where(breaches(seen(table(1, 1, 40), 0, 1))) == ["t/0", "t/1"]


def test_a_small_difference_of_two_stages() -> None:
    assert where(breaches(seen(stages(76, 70, 20)))) == ["f/1 < f/0"]


def test_tables_that_do_not_add_up_are_a_finding() -> None:
    wrong = Published(frame_of([table(20, 20)]), {"t/0": 20, "t/1": 20, "t/total": 50})
    assert where(breaches(wrong)) == ["tables"]


def test_a_publisher_who_hides_zeros_is_attacked_all_the_same() -> None:
    assert breaches(seen(table(0, 30, 40), 0)) == []
    assert where(breaches(seen(table(0, 3, 40), 0, 1))) == ["t/0", "t/1"]


def test_findings_never_hold_a_count() -> None:
    text = " ".join(map(str, breaches(seen(table(7, 40, 60), 0))))
    assert "7" not in text


def test_a_change_smaller_than_the_threshold_is_a_breach() -> None:
    before = published(publish([stages(76, 46, 20)], SECRET))
    assert where(differences(before, published(publish([stages(76, 49, 20)], SECRET)))) == ["f/1"]
    assert differences(before, published(publish([stages(76, 46, 20)], SECRET))) == []
    assert differences(before, published(publish([stages(87, 57, 31)], SECRET))) == []


def test_the_hidden_cells_together_must_not_change_a_little() -> None:
    before, after = seen(table(5, 30, 40, 60), 0, 1), seen(table(9, 30, 51, 60), 0, 1)
    assert where(differences(before, after)) == ["t, hidden cells together"]


def test_a_partner_shown_later_tells_the_secret_of_before() -> None:
    before, after = seen(table(5, 30, 40), 0, 1), seen(table(16, 30, 40))
    assert told_by_another(before, after) == ["t/0"]
    assert [one.where for one in against_earlier(after, [before])] == ["t/0"]


def test_a_partner_that_changed_tells_nothing() -> None:
    before, after = seen(table(5, 30, 40), 0, 1), seen(table(16, 41, 40))
    assert told_by_another(before, after) == []
    assert against_earlier(after, [before]) == []


def test_a_stage_hidden_before_and_shown_beside_a_neighbour() -> None:
    before, after = seen(stages(76, 70, 20), 1), seen(stages(90, 70, 20))
    assert where(differences(before, after)) == ["f/1"]
    assert differences(seen(stages(76, 46, 5), 2), seen(stages(76, 46, 20))) == []


def test_two_releases_together_tell_what_neither_does() -> None:
    """Walks one and two in one release, the students they make in another: 5 were in both."""
    one = Published(
        frame_of([table(30, 60, table_id="w1"), table(40, 40, table_id="w2")]), {"w1/total": 90, "w2/total": 80}
    )
    frame = frame_of([], [Overlap("unique", ("w1/total", "w2/total"))])
    two = Published(frame, {"unique": 165})
    assert "repeats of unique" in [breach.where for breach in against_earlier(two, [one])]


def test_releases_that_share_nothing_tell_nothing_of_each_other() -> None:
    one, two = seen(table(5, 30, 40), 0, 1), seen(table(5, 30, 40, table_id="u"), 0, 1)
    assert against_earlier(two, [one]) == []
    assert against_earlier(two, []) == []


def test_tables_of_two_releases_that_do_not_fit_tell_nothing_together() -> None:
    one = Published(frame_of([table(30, 60, table_id="w1")]), {"w1/0": 30, "w1/total": 90})
    two = Published(frame_of([stages(90, 20)]), {"w1/total": 20, "f/0": 90, "f/1": 20})
    assert against_earlier(two, [one]) == []


def test_few_students_in_two_walks_hide_the_students_of_both() -> None:
    walks = [table(20, 20, table_id="w1"), table(20, 30, table_id="w2")]
    tie = Overlap("all/total", ("w1/total", "w2/total"))
    for unique, expected in ((85, "*"), (90, "90"), (79, "79")):
        shown = publish([*walks, table(unique, table_id="all")], SECRET, [tie])
        assert str(shown[2].cells[0].value) == expected
        assert breaches(published(shown, [tie])) == []
