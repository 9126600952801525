"""What one person's loss is made of: the parts are the total, estimated parts say so."""

from __future__ import annotations

import pytest

from exhibits.model import BadParameterError
from exhibits.shelf import Shelf
from tests.exhibits.conftest import Build
from tests.exhibits.looking import annotations, assert_sound, column

# Belfield 2014, Arizona, per non-completer: the printed items and what they must come to
PRINTED = {"earnings": 271_040, "health": 48_000, "crime": 98_520, "welfare": 1_420, "tax_burden": 8_020}
TOTAL = 421_280


def test_the_parts_are_the_printed_ones(real: Build) -> None:
    found = real("loss_components", place="arizona", edition="2014")
    values = [round(float(cell.value)) for cell in column(found, "amount")]
    assert set(PRINTED.values()) <= set(values)
    assert values[-1] == TOTAL
    said = {cells[0].text: cells[3].text for cells in found.table.rows}
    assert said["spillover on others"] == "inferred", "printed nowhere: what is left of the printed total"
    assert said["crime"] == "published"


@pytest.mark.parametrize(
    ("place", "edition"), [("arizona", "2014"), ("arizona", "2018"), ("tucson", "2014"), ("gilbert", "2014")]
)
def test_the_parts_sum_to_the_total(real: Build, place: str, edition: str) -> None:
    found = real("loss_components", place=place, edition=edition)
    amounts = [float(cell.value) for cell in column(found, "amount")]
    shares = [float(cell.value) for cell in column(found, "share")]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1])
    assert sum(shares[:-1]) == pytest.approx(shares[-1]) == pytest.approx(100)
    assert any(amount < 0 for amount in amounts), "schooling saved lowers the loss"


def test_the_waterfall_ends_at_the_total(real: Build) -> None:
    found = real("loss_components", place="arizona", edition="2014")
    assert found.figure is not None
    said = annotations(found.figure)
    assert said.index("<b>$421K</b>") == len(found.table.rows) - 1
    bars = found.figure["data"][0]
    assert max(base + height for base, height in zip(bars["base"], bars["y"], strict=True)) >= TOTAL


def test_a_borrowed_or_estimated_split_says_so(small: Build) -> None:
    assert "none is published for Mesa" in small("loss_components", place="mesa").subtitle
    split = small("loss_components", place="gilbert")
    assert split.subtitle.endswith("(estimated)")
    assert any("estimated by the state’s shares" in note for note in split.notes)


def test_an_edition_that_is_not_there_is_refused(small: Build) -> None:
    with pytest.raises(BadParameterError) as refused:
        small("loss_components", place="tucson", edition="2016")
    assert refused.value.field_name == "edition"


def test_every_place_has_a_sound_one(real_shelf: Shelf) -> None:
    for slug in real_shelf.reader.place_slugs():
        found = real_shelf.build("loss_components", {"place": slug})
        assert_sound(found)
        assert found.basis
