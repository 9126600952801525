"""Choosing cities by typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from components.place_picker import MOST, chips, with_added
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


def test_a_chip_names_what_it_drops() -> None:
    drawn = [plain(chip)["props"] for chip in chips("compare", ("tucson", "atlantis"))]
    assert [chip["aria-label"] for chip in drawn] == ["Drop Tucson"], "an unknown city has no chip"
