"""What holds of every page as sent: one first heading, no id twice, nothing said that is nothing, charts closed."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.running import all_words, graphs, nodes, stored_figures

NOT_SAID = re.compile(r"\b(None|nan|NaN|undefined|null)\b")


def assert_closed(tree: Any) -> None:
    for graph in graphs(tree):
        config = graph["config"]
        assert config["showSendToCloud"] is False
        assert config["plotlyServerURL"] == ""
        assert config["displayModeBar"] is False
        assert config["showLink"] is False
    for figure in stored_figures(tree):
        assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
        assert "<a " not in json.dumps(figure)


def assert_stands(tree: Any) -> None:
    said = all_words(tree)
    assert not NOT_SAID.search(said), NOT_SAID.findall(said)
    headings = [node for node in nodes(tree) if node["type"] == "H1"]
    assert len(headings) == 1, "one first heading a page"
    assert all_words(headings[0]).strip()
    ids = [json.dumps(node["props"]["id"], sort_keys=True) for node in nodes(tree) if "id" in node["props"]]
    assert len(ids) == len(set(ids)), "an id twice breaks labels and callbacks"
    assert_closed(tree)
