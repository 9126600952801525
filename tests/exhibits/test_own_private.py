"""True counts are for the district's copy only: nowhere else, never kept, and every copy says what it is not for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from database.frozen import DISTRICT_ONLY, FrozenView, FrozenViews, NotKeptError
from database.reader import Reader
from exhibits.frozen import freeze
from exhibits.model import PRIVATE, PRIVATE_NAME, UnknownExhibitError
from exhibits.shelf import KINDS, OWN, Shelf
from exports.csv_file import exhibit_csv
from tests.operations.district.own_district import WALK, own_district

ASKED = {"walk": WALK.slug}


@pytest.fixture(scope="module")
def own(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with own_district(tmp_path_factory.mktemp("own")) as side, Reader(real_url) as reader:
        yield Shelf(reader, district=side)


def test_the_roundtable_has_none_of_them(real_shelf: Shelf) -> None:
    assert not real_shelf.own
    assert {kind.name for kind in real_shelf.kinds()} == set(KINDS)
    for module in OWN:
        assert module.NAME not in KINDS
        with pytest.raises(UnknownExhibitError):
            real_shelf.build(module.NAME, ASKED)


def test_their_names_say_so() -> None:
    assert all(module.NAME.startswith(PRIVATE_NAME) for module in OWN)
    assert PRIVATE_NAME == DISTRICT_ONLY, "what the file of kept links refuses"
    assert not any(name.startswith(PRIVATE_NAME) for name in KINDS)


def test_none_is_ever_kept(own: Shelf, tmp_path: Path) -> None:
    for name in own.own:
        exhibit = own.build(name, {} if name == "own_all" else ASKED)
        with pytest.raises(NotKeptError):
            freeze(exhibit, exhibit.address, own.reader, "1")
    parts = ("/exhibit/own_rates", ASKED, "own_rates", "title", "sentence", {"key_number": "44%"}, "data", "model", "1")
    with pytest.raises(NotKeptError, match="district"):
        FrozenViews(f"sqlite:///{tmp_path / 'never.sqlite'}").save(FrozenView(*parts, datetime.now(UTC)))
    assert not (tmp_path / "never.sqlite").exists()


def test_a_file_says_on_its_first_line_what_it_is_not_for(own: Shelf) -> None:
    for name in own.own:
        exhibit = own.build(name, {} if name == "own_all" else ASKED)
        lines = list(csv.reader(io.StringIO(exhibit_csv(exhibit).decode("utf-8-sig"))))
        assert "Not for publication" in lines[0]
        at = lines[0].index("Not for publication")
        assert all(line[at] == f"Made-up. {PRIVATE}" for line in lines[1:]), name
