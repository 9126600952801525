"""Choosing cities by typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from components.place_picker import MOST, asked_places, chips, places_said, with_added
from data_pipeline.build import build
from database.reader import Reader
from exhibits.shelf import Shelf
from tests.components.test_frame import plain
from tests.exhibits.small_catalog import write_catalog


@pytest.fixture(autouse=True)
def in_the_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("picker")
    url = f"sqlite:///{folder / 'small.sqlite'}"
    build(url, *write_catalog(folder))
    server = Flask("picker", static_folder=None)
    with Reader(url) as reader:
        server.extensions["shelf"] = Shelf(reader)
        with server.app_context():
            yield


def test_a_name_in_any_case_is_added() -> None:
    assert with_added(("tucson",), "  mesa ") == (("tucson", "mesa"), "")
    assert with_added((), "no man’s  LAND") == (("no-mans-land",), "")


def test_what_cannot_be_added_is_said() -> None:
    assert with_added(("mesa",), "Mesa") == (("mesa",), "Mesa is already there.")
    chosen, said = with_added((), "Tuscon")
    assert chosen == ()
    assert said.startswith("No city is called “Tuscon”. Did you mean Tucson")
    assert with_added((), "   ") == ((), "")
    full = tuple(f"p{index}" for index in range(MOST))
    assert with_added(full, "Mesa")[0] == full


def test_an_address_keeps_the_known_and_answers_the_unknown() -> None:
    asked = asked_places("tuscon, Mesa ,mesa,,no man’s-land")
    assert asked.kept == ("mesa",)
    assert asked.unknown == ("tuscon", "no man’s-land")
    said = places_said(asked, ",".join)
    assert said[0][0] == "No city is called “tuscon”; it was left out. Did you mean "
    assert plain(said[0][1])["props"] == {"children": "Tucson", "href": "mesa,tucson"}


@pytest.mark.parametrize("nothing", ["", None, [], ["", None], ","])
def test_no_cities_are_asked(nothing: object) -> None:
    asked = asked_places(nothing)
    assert (asked.kept, asked.unknown, asked.over) == ((), (), 0)
    assert places_said(asked, ",".join) == []


def test_only_the_first_unknown_are_answered_one_by_one() -> None:
    said = places_said(asked_places(["x1", "x2", "x3,x4", "x5"]), ",".join)
    assert said[-1] == "2 more of the names are no city’s; they were left out."
    assert len(said) == 4


def test_a_chip_names_what_it_drops() -> None:
    drawn = [plain(chip)["props"] for chip in chips("compare", ("tucson", "atlantis"))]
    assert [chip["aria-label"] for chip in drawn] == ["Drop Tucson"], "an unknown city has no chip"
