"""Bodies of every callback: valid ones made from ``callback_map`` with values its page could send, then spoiled."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import dash
from dash import Dash

from tests.page_examples import Saved, addresses

JSON_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 7, 99, 1.5, -0.0, 1e308, 2**53, 2**63, 10**30, "", " ", "0", "-", "tucson", "NaN"),
    *(
        "١٢",
        "\x00",
        "\x0b",
        "\ud800",
        "a" * 5000,
        "=1+1",
        "<b>",
        "/",
        "//",
        "?",
        "?a=b",
        "..",
        "{}",
        '{"a":',
        "2025-13-45",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        [],
        {},
        [[]],
        [None],
        [{}],
        {"": None},
        {"a": {"b": [1, {"c": "d"}]}},
        ["tucson"] * 300,
    ),
    *({"number": True}, {"number": -1, "act": "list"}, [[[[[[[]]]]]]], {"id": {}}, {"query": [], "open": {}}),
)
"""Values that are something else than the one asked for, or hard to hold."""


@dataclass(frozen=True)
class Known:
    """What is there to be named: an agenda, its item, a plan, a walk."""

    agenda: str = "aaaaaaaaaaaa"
    item: str = "bbbbbbbbbbbb"
    plan: str = "0123456789abcdef"
    walk: str = ""
    names: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


def callbacks_of(app: Dash) -> dict[str, Mapping[str, Any]]:
    """Output key to callback, of those the server answers."""
    return {key: each for key, each in app.callback_map.items() if "callback" in each}


def values_of(identity: str, prop: str, known: Known) -> list[Any]:
    """Values a page could send for one input."""
    named = _datas(known).get(identity)
    if named is not None:
        return named
    if prop in {"n_clicks", "n_submit"}:
        return [None, 0, 1, 3]
    if prop == "pathname":
        saved = Saved(known.agenda, known.plan, known.walk)
        return ["/x", *(address.partition("?")[0] for address in addresses(dash.page_registry, saved))]
    if prop == "search":
        return [
            "",
            "?measure=diploma&focus=tucson",
            "?q=a",
            "?slug=x&module=y",
            "?version=1",
            "?places=tucson,mesa",
            "?%ff",
        ]
    if prop == "children":
        return [None, "", {"props": {"children": "a"}, "type": "P", "namespace": "dash_html_components"}]
    return [None, "", "tucson", "12", 12, 1.5, True, ["tucson", "mesa"], "2027-01-15", "09:00"]


def _datas(known: Known) -> dict[str, list[Any]]:
    plan = {"plan": known.plan, "version": 1, "by": "Ana"}
    item = {
        "id": known.item,
        "line": "a",
        "notes": "b",
        "minutes": 2,
        "question": "How many?",
        "row": "-",
        "column": "",
    }
    form = {"agenda": known.agenda, "version": 1, "number": 3, "title": "Convening", "length": 10, "items": [item]}
    acts = (
        "save",
        "order",
        "up",
        "down",
        "duplicate",
        "remove",
        "restore",
        "copy",
        "keep",
        "keep-all",
        "release",
        "release-all",
    )
    agenda = json.dumps({"title": "Brought", "items": [], "length": 3})
    import_acts = ("check", "load", "undo", "district", "codes", "year", "drop-year", "report", "kind", "map")
    fields = {"kind": "visits", "as_of": "2026-05-16", "name": "A", "organizer": "B", "map:student": "key"}
    file = {"name": "a.csv", "content": "YSxiCjEsMgo="}
    release = {"name": "release.json", "content": "e30="}
    desk = {"query": {"place": "tucson", "rate": "3.5"}, "narrow": True, "number": 1, "open": ["waterfall table"]}
    return {
        "keep-asked": [
            {"address": "/losses?place=tucson", "number": 1},
            {"address": "/exhibit/ranking?measure=diploma"},
        ],
        "agenda-asked": [
            {"number": 1, "act": "list"},
            {"number": 1, "act": "add", "address": "/exhibit/coverage", "agenda": known.agenda},
            {"number": 1, "act": "add", "address": "/losses?place=tucson", "agenda": ""},
        ],
        "convene-asked": [{**form, "act": act, "item": known.item, "order": [known.item], "source": 1} for act in acts],
        "convene-choice": [
            {"agenda": known.agenda, "number": 1, "choice": choice, "mine": agenda}
            for choice in ("theirs", "mine", "copy")
        ],
        "convene-check-asked": [{"agenda": known.agenda, "number": 1}],
        "convene-seen": [{"agenda": known.agenda, "number": 1, "seen": {known.item: []}}],
        "convene-brought": [{"name": "a.json", "text": agenda}],
        "plan-which": [plan],
        "plan-then": [{**plan, "then": 1}],
        "desk-asked": [desk],
        "desk-open": [desk],
        "compare-places": [["tucson", "mesa"], []],
        "receive-asked": [release],
        "release-looked-at": ["0" * 64],
        "walk-value-asked": [{"walk": known.walk, "query": {"anyway": "0.3"}}],
        "walk-correct-walk": [known.walk],
        "import-asked": [
            {"act": act, "id": 1, "fresh": True, "number": 1, "fields": fields, "file": file} for act in import_acts
        ],
    }


PATTERN_VALUES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("plan-field", "name"): ("organizer", "day", "members.k1.name", "teams", "start", "costs.k1.amount"),
    ("plan-tick", "name"): ("t1", "t2"),
    ("plan-keep", "name"): ("organizer",),
    ("plan-act", "name"): ("remove", "merge.1", "merge.2"),
    ("plan-due", "row"): ("t1",),
    ("plan-add", "section"): ("members", "languages", "costs"),
    ("convene-begin", "template"): ("", "convening", "room"),
}


def make_body(key: str, callback: Mapping[str, Any], known: Known, random: Random) -> dict[str, Any]:
    """A body that has the form of the callback, with values its page could send."""
    match: dict[str, Any] = {}
    body: dict[str, Any] = {"output": key}
    for part in ("inputs", "state"):
        body[part] = [_argument(each["id"], each["property"], known, random, match) for each in callback[part]]
    declared = callback["output"]
    many = isinstance(declared, list | tuple)
    outputs = [_output(each, random, match) for each in (declared if many else [declared])]
    body["outputs"] = outputs if many else outputs[0]
    changed = [one for one in body["inputs"] if one]
    picked = random.choice(changed) if changed else None
    one = random.choice(picked) if isinstance(picked, list) else picked
    body["changedPropIds"] = [_prop_id(one)] if one else []
    return body


def _prop_id(argument: Mapping[str, Any]) -> str:
    identity = argument["id"]
    text = identity if isinstance(identity, str) else json.dumps(identity, sort_keys=True, separators=(",", ":"))
    return f"{text}.{argument['property']}"


def _argument(identity: str, prop: str, known: Known, random: Random, match: dict[str, Any]) -> Any:
    if not identity.startswith("{"):
        return {
            "id": identity,
            "property": prop,
            "value": copy.deepcopy(random.choice(values_of(identity, prop, known))),
        }
    pattern = json.loads(identity)
    if ["ALL"] not in pattern.values():
        return _of_pattern(pattern, prop, known, random, match)
    return [_of_pattern(pattern, prop, known, random, match) for _ in range(random.randint(0, 3))]


def _of_pattern(
    pattern: Mapping[str, Any], prop: str, known: Known, random: Random, match: dict[str, Any]
) -> dict[str, Any]:
    identity = {name: _part(str(pattern.get("type")), name, part, random, match) for name, part in pattern.items()}
    return {"id": identity, "property": prop, "value": copy.deepcopy(random.choice(values_of("", prop, known)))}


def _part(kind: str, name: str, part: Any, random: Random, match: dict[str, Any]) -> Any:
    if not isinstance(part, list):
        return part
    chosen = random.choice(PATTERN_VALUES.get((kind, name), ("tucson", "k1", 0)))
    return match.setdefault(name, chosen) if part == ["MATCH"] else chosen


def _output(declared: Any, random: Random, match: dict[str, Any]) -> Any:
    identity, prop = declared.component_id, declared.component_property
    if not isinstance(identity, dict):
        return {"id": identity, "property": prop}
    pattern = {name: [part.name] if hasattr(part, "name") else part for name, part in identity.items()}
    made = {name: _part(str(pattern.get("type")), name, part, random, match) for name, part in pattern.items()}
    one = {"id": made, "property": prop}
    return [one] * random.randint(0, 2) if ["ALL"] in pattern.values() else one


def spoil(body: Mapping[str, Any], random: Random) -> dict[str, Any]:
    """A copy with one to three parts exchanged, taken away, doubled or put in again: anywhere, or in its values only."""
    spoiled = copy.deepcopy(dict(body))
    values = [one for part in ("inputs", "state") for one in _flat(spoiled[part]) if "value" in one]
    if values and random.random() < 0.6:
        for _ in range(random.randint(1, 3)):
            one = random.choice(values)
            if isinstance(one.get("value"), dict | list) and one["value"] and random.random() < 0.8:
                _spoil_once(one["value"], random)
            else:
                one["value"] = copy.deepcopy(random.choice(JSON_VALUES))
        return spoiled
    for _ in range(random.randint(1, 3)):
        _spoil_once(spoiled, random)
    return spoiled


def _flat(arguments: list[Any]) -> list[dict[str, Any]]:
    return [one for each in arguments for one in (each if isinstance(each, list) else [each])]


def _spoil_once(spoiled: Any, random: Random) -> None:
    places = list(_places(spoiled))
    if not places:
        return
    holder, name = random.choice(places)
    how = random.randrange(4)
    if how == 0 or name == "output":
        holder[name] = copy.deepcopy(random.choice(JSON_VALUES))
    elif how == 1:
        del holder[name]
    elif how == 2 and isinstance(holder, list):
        holder.insert(name, copy.deepcopy(holder[name]))
    else:
        holder[name] = copy.deepcopy((lambda pair: pair[0][pair[1]])(random.choice(places)))


def _places(value: Any) -> Any:
    """Every (holder, name or number) in a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in list(pairs):
        yield value, name
        yield from _places(part)
