"""The exhibits of a district's own walk, counted by hand on a made-up district of ten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from tests.exhibits.looking import assert_sound, column, row, strings, texts
from tests.operations.district.own_district import DISTRICT_KEYS, EARLIER, WALK, own_district

BASE = ("22% in Utah", "31% in San Bernardino")


@pytest.fixture(scope="module")
def own(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with own_district(tmp_path_factory.mktemp("own"), compared=True) as side, Reader(real_url) as reader:
        yield Shelf(reader, district=side)


def of_walk(own: Shelf, name: str, **more: str) -> Exhibit:
    return own.build(name, {"walk": WALK.slug, **more})


def everything(own: Shelf) -> list[Exhibit]:
    return [own.build(name, {} if name == "own_all" else {"walk": WALK.slug}) for name in own.own]


def test_each_is_sound_private_and_said_to_be_made_up(own: Shelf) -> None:
    found = everything(own)
    assert len(found) == 9
    for exhibit in found:
        assert_sound(exhibit)
        assert (exhibit.private, exhibit.made_up) == (True, True)
        assert exhibit.subtitle.startswith("Made-up")
        assert exhibit.table.caption.startswith("Made-up: ")


def test_no_key_of_the_district_is_in_any(own: Shelf) -> None:
    for exhibit in everything(own):
        said = "\n".join([*texts(exhibit), *strings(exhibit.figure)])
        assert not [key for key in DISTRICT_KEYS if key in said]


def test_stages(own: Shelf) -> None:
    funnel = of_walk(own, "own_funnel")
    reached = [cell.value for cell in column(funnel, "reached")]
    assert reached == [10, 9, 8, 5, 3, 2, 4, 4, 3, 3, 2, None, None, None]
    due = [cell.value for cell in column(funnel, "not_yet_due")]
    assert due == [0] * 10 + [1, 3, 3, 3]
    assert row(funnel, "Re-enrolled of these")["beside"].value == 2, "d, only open, and f, met by nobody"
    assert "1 not contacted" in funnel.summary
    assert funnel.title == "Of 10 listed, 5 were contacted and 4 re-enrolled within 60 days"


def test_rates_have_denominator_window_and_base_rates_beside(own: Shelf) -> None:
    rates = of_walk(own, "own_rates")
    back = row(rates, "Return rate")
    assert (back["counted"].value, back["denominator"].value) == (4, 9)
    assert back["window"].text == "within 60 days of the walk"
    assert back["share"].value == pytest.approx(100 * 4 / 9)
    assert (back["low"].text, back["high"].text) == ("18.9%", "73.3%")
    names = [cell.text for cell in column(rates, "rate")]
    at = names.index("Return rate")
    assert names[at + 1 : at + 3] == ["With no walk, Utah", "With no walk, San Bernardino"]
    quality, same_day, stayed = (
        row(rates, name) for name in ("List quality", "Same-day yield", "Still enrolled after 90 days")
    )
    assert (quality["counted"].value, quality["denominator"].value) == (9, 10)
    assert (same_day["counted"].value, same_day["denominator"].value) == (1, 5)
    assert (stayed["counted"].value, stayed["denominator"].value, stayed["not_yet_due"].value) == (2, 3, 1)
    assert row(rates, "Address validity")["counted"].value == 5
    waiting = row(rates, "Still enrolled at the semester’s end")["share"]
    assert (waiting.value, waiting.state) == (None, "not yet due")


def test_every_return_rate_has_the_base_rates_beside_it(own: Shelf) -> None:
    for name in ("own_funnel", "own_rates", "own_groups", "own_earlier", "own_compared", "own_value"):
        sentence = of_walk(own, name).sentence
        assert all(base in sentence for base in BASE), name
        assert "not a comparison" in sentence


def test_groups(own: Shelf) -> None:
    groups = of_walk(own, "own_groups")
    spanish, english = row(groups, "Spanish"), row(groups, "English")
    assert [spanish[stage].value for stage in ("listed", "verified", "contacted", "re_enrolled")] == [3, 3, 2, 1]
    assert [english[stage].value for stage in ("listed", "verified", "contacted", "re_enrolled")] == [7, 6, 3, 3]
    assert sum(cell.value for cell in column(groups, "listed")) == 20, "each student in one group of either cut"


def test_answers(own: Shelf) -> None:
    answers = of_walk(own, "own_answers")
    counts = {
        code.text: count.value for code, count in zip(column(answers, "code"), column(answers, "students"), strict=True)
    }
    assert counts["COMMIT"] == 2
    assert sum(counts.values()) == 10
    assert answers.title.startswith("4 students of 10"), "e, f, i and j"


def test_stays(own: Shelf) -> None:
    stays = of_walk(own, "own_persistence")
    days = {cell.value: share.value for cell, share in zip(column(stays, "day"), column(stays, "share"), strict=True)}
    assert days == {
        21: pytest.approx(75.0),
        80: pytest.approx(75.0),
        100: pytest.approx(75.0),
        107: pytest.approx(75.0),
    }
    assert [cell.value for cell in column(stays, "at_risk")] == [4, 3, 2, 1]
    assert "4 students came back at any time since the walk: 1 left again, 3 were last seen" in stays.sentence


def test_nobody_back_is_said(own: Shelf, real_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("unknown")
    with own_district(folder, spells=False) as side, Reader(real_url) as reader:
        bare = Shelf(reader, district=side)
        assert bare.build("own_persistence", {"walk": WALK.slug}).empty.startswith("Nobody of this walk has come back")
        assert bare.build("own_value", {"walk": WALK.slug}).title.startswith("Nobody of this walk is back yet")
        back = row(bare.build("own_rates", {"walk": WALK.slug}), "Return rate")
        assert (back["share"].state, back["not_yet_due"].value) == ("not yet due", 9)


def test_before_the_window_is_over_no_share_is_made(real_url: str, tmp_path: Path) -> None:
    """On 12 August two of nine are back: one cannot say 2 of 2."""
    with own_district(tmp_path, compared=True, known_to=date(2024, 8, 13)) as side, Reader(real_url) as reader:
        early = Shelf(reader, district=side)
        found = {name: early.build(name, {"walk": WALK.slug}) for name in ("own_funnel", "own_rates", "own_groups")}
        compared, worth = (early.build(name, {"walk": WALK.slug}) for name in ("own_compared", "own_value"))
    assert found["own_funnel"].title == "Of 10 listed, 5 were contacted and 2 have re-enrolled so far"
    assert (
        "9 students verified, within 60 days of the walk: not yet due, on 4 October 2024"
        in found["own_funnel"].sentence
    )
    back = row(found["own_rates"], "Return rate")
    assert (back["share"].value, back["denominator"].value, back["not_yet_due"].value) == (None, 0, 9)
    assert back["share"].text == "not yet due, on 4 October 2024"
    assert found["own_rates"].title == "Who came back cannot be said yet"
    assert "cannot be said yet" in found["own_groups"].title
    assert "Spanish: 3 not yet due, on 4 October 2024." in found["own_groups"].summary
    assert "100%" not in found["own_groups"].summary
    assert worth.sentence.startswith("2 of 9 students verified re-enrolled within 60 days of the walk so far")
    assert compared.title == "We cannot tell yet: the time in which a return counts is not over"
    assert compared.empty.startswith("A comparison group is loaded")


def test_an_assumed_calendar_is_said(real_url: str, tmp_path_factory: pytest.TempPathFactory, own: Shelf) -> None:
    with own_district(tmp_path_factory.mktemp("assumed"), years=False) as side, Reader(real_url) as reader:
        notes = " ".join(Shelf(reader, district=side).build("own_funnel", {"walk": WALK.slug}).notes)
    assert "calendar is assumed" in notes
    assert "calendar is assumed" not in " ".join(of_walk(own, "own_funnel").notes)


def test_earlier_walks_are_compared_by_the_interval(own: Shelf) -> None:
    earlier = of_walk(own, "own_earlier")
    back = [cells for cells in earlier.table.rows if cells[0].text == "Return rate"]
    assert [(cells[2].value, cells[3].value) for cells in back] == [(1, 4), (4, 9), (5, 12)]
    assert back[1][-1].text == "about the same (−32 to +55 points)"
    assert "each student once" in back[2][1].text
    assert earlier.title == "Return rate about the same as at the walk before, Jan 2024"
    first = own.build("own_earlier", {"walk": EARLIER.slug})
    assert first.title == "There is no earlier walk to stand beside"


def test_all_walks_count_a_student_once(own: Shelf) -> None:
    together = own.build("own_all", {})
    assert row(together, "Listed")["reached"].value == 13, "b is on both lists"
    assert row(together, "Re-enrolled")["reached"].value == 5
    assert row(together, "Graduated")["reached"].value == 1
    assert "13 students were on 2 lists: 14 places on lists, 12 visits" in together.sentence
