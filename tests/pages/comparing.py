"""Moving a control of the comparison as the browser does: the callback's body, read back as outputs by name."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient

from components.compare_controls import FIELDS
from tests.running import told

CONTROLS = {
    "compare-measure": ("value", "share_25_54_employed"),
    "compare-period": ("value", "2023"),
    "compare-view": ("value", "ranked"),
    "compare-against": ("value", "acs5_median_household_income"),
    "compare-first": ("value", None),
    "compare-others": ("value", True),
    "compare-add-button": ("n_clicks", None),
    "compare-add": ("n_submit", None),
}


def move(
    client: FlaskClient,
    changed: str,
    places: tuple[str, ...] = (),
    typed: str = "",
    dropped: str = "",
    **controls: Any,
) -> dict[str, Any]:
    """The callback's answer after ``changed`` moved. ``controls``: values by short name (``measure="..."``)."""
    callback = next(
        each for each in client.get("/_dash-dependencies").json or [] if each["output"].startswith("..compare-body")
    )
    values = {key: value for key, (_, value) in CONTROLS.items()} | {
        f"compare-{key}": value for key, value in controls.items()
    }
    inputs: list[Any] = [told(key, prop, values[key]) for key, (prop, _) in CONTROLS.items()]
    chips = [{"type": "compare-drop", "slug": slug} for slug in places]
    inputs.append([told(chip, "n_clicks", 1 if chip["slug"] == dropped else None) for chip in chips])
    if dropped:
        changed = json.dumps({"slug": dropped, "type": "compare-drop"}, separators=(",", ":")) + ".n_clicks"
    sent = {
        "output": callback["output"],
        "outputs": _outputs(callback["output"]),
        "inputs": inputs,
        "state": [told("compare-add", "value", typed), told("compare-places", "data", list(places))],
        "changedPropIds": [changed],
    }
    answer = client.post("/_dash-update-component", json=sent)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = json.loads(answer.data)["response"]
    return found


def _outputs(named: str) -> list[Any]:
    found: list[Any] = []
    for part in named.strip(".").split("..."):
        identity, _, prop = part.rpartition(".")
        if identity.startswith("{"):
            found.append([{"id": {"type": "compare-field", "name": name}, "property": prop} for name in FIELDS])
        else:
            found.append({"id": identity, "property": prop})
    return found
