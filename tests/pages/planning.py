"""The planner's pages asked as a browser asks: boxes as they stand on the page, changed, sent to a callback."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.running import body, nodes, open_page, told

ADDRESS = "/_dash-update-component"
ELSEWHERE = {"X-Forwarded-For": "192.0.2.7"}


@dataclass
class Planner:
    """An app whose plans may be changed, and its client."""

    app: Dash
    client: FlaskClient

    def opened(self, path: str, search: str = "") -> Any:
        """A page as sent to the browser."""
        return open_page(self.client, path, search)

    def ask(
        self,
        part: str,
        inputs: list[Any],
        state: list[Any],
        changed: str,
        headers: dict[str, str] | None = None,
        rows: dict[str, list[Any]] | None = None,
    ) -> TestResponse:
        """Call the callback one of whose outputs reads ``part``; ``rows``: its pattern outputs by type, else they are empty."""
        key = next(key for key in self.app.callback_map if part in key)
        outputs: list[Any] = [_output(each, rows or {}) for each in key.strip(".").split("...")]
        sent = body(key, outputs, inputs, state, changed)
        return self.client.post(ADDRESS, json=sent, headers=headers or {})

    def begin(self, headers: dict[str, str] | None = None, **changed: str | None) -> TestResponse:
        """Press the button that begins a plan."""
        values = {"day": "2027-01-15", "organizer": "Tucson Unified", "start": "09:00", "by": "Ana Ruiz", "after": "-"}
        values |= changed  # type: ignore[arg-type]
        state = [
            told(f"plan-new-{name}", "value", values[name]) for name in ("day", "organizer", "start", "by", "after")
        ]
        state.append(told("plan-new-key", "data", changed.get("key") or secrets.token_hex(16)))
        return self.ask("plan-new-go.href", [told("plan-new", "n_clicks", 1)], state, "plan-new.n_clicks", headers)

    def new(self) -> str:
        """The address of a plan that was just begun."""
        return str(answer(self.begin())["plan-new-go"]["href"])

    def save(
        self, tree: Any, by: str, changed: dict[str, Any], which: Any = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Save a page's form with some boxes changed."""
        state: list[Any] = [boxes(tree, "plan-field", changed), boxes(tree, "plan-tick", changed)]
        state += [told("plan-which", "data", which or self.which(tree)), told("plan-by", "value", by)]
        return self.ask("plan-said.children", [told("plan-save", "n_clicks", 1)], state, "plan-save.n_clicks", headers)

    def fill(self, tree: Any, changed: dict[str, Any], shown: dict[str, str] | None = None) -> TestResponse:
        """Fill boxes in; ``shown``: what rows of tasks read by now."""
        rows = {kind: ids(tree, kind) for kind in ("plan-due", "plan-clock")}
        inputs: list[Any] = [boxes(tree, "plan-field", changed), boxes(tree, "plan-tick", changed)]
        inputs.append(told("plan-which", "data", self.which(tree)))
        stands = [[told(each, "children", (shown or {}).get(each["row"])) for each in rows[kind]] for kind in rows]
        state = [told("plan-by", "value", "Ana Ruiz"), *stands]
        return self.ask("plan-figures.children", inputs, state, "plan-which.data", rows=rows)

    def act(self, tree: Any, name: str, by: str, changed: dict[str, Any], keep: dict[str, str]) -> TestResponse:
        """Press a button that joins two versions or removes the plan."""
        identity = {"type": "plan-act", "name": name}
        kept = [told({"type": "plan-keep", "name": path}, "value", side) for path, side in keep.items()]
        state: list[Any] = [boxes(tree, "plan-field", changed), boxes(tree, "plan-tick", changed), kept]
        state += [told("plan-which", "data", self.which(tree)), told("plan-by", "value", by)]
        pressed = f"{json.dumps(identity, sort_keys=True, separators=(',', ':'))}.n_clicks"
        return self.ask("plan-page.children", [[told(identity, "n_clicks", 1)]], state, pressed)

    @staticmethod
    def which(tree: Any) -> Any:
        """Which version of which plan a page's form was made from."""
        return next(node["props"]["data"] for node in nodes(tree) if node["props"].get("id") == "plan-which")


def _output(text: str, rows: dict[str, list[Any]]) -> Any:
    identity, _, prop = text.rpartition(".")
    if identity.startswith("{"):
        return [{"id": each, "property": prop} for each in rows.get(json.loads(identity)["type"], [])]
    return {"id": identity, "property": prop}


def ids(tree: Any, kind: str) -> list[Any]:
    """The ids of a pattern on a page."""
    found = [node["props"].get("id") for node in nodes(tree)]
    return [each for each in found if isinstance(each, dict) and each.get("type") == kind]


def boxes(tree: Any, kind: str, changed: dict[str, Any] | None = None) -> list[Any]:
    """The boxes of a kind as callbacks get them; ``changed`` values by name."""
    found = {}
    for node in nodes(tree):
        identity = node["props"].get("id")
        if isinstance(identity, dict) and identity.get("type") == kind:
            found[identity["name"]] = node["props"].get("value")
    mine = {
        name: value for name, value in (changed or {}).items() if ("." in name or name in found) and _is(kind, name)
    }
    return [told({"type": kind, "name": name}, "value", value) for name, value in (found | mine).items()]


def _is(kind: str, name: str) -> bool:
    return (kind == "plan-tick") == ("-" in name.partition(".")[0])


def answer(response: TestResponse) -> Any:
    """What a callback answered, by output."""
    assert response.status_code == 200, response.text
    return json.loads(response.data)["response"]
