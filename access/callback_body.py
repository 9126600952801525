"""The shape of a callback's body, checked against the callback it names, before Dash touches it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import Output
from dash._validate import validate_output_spec
from dash.exceptions import CallbackException


class UnknownCallbackError(LookupError):
    """The body names an output that no callback of this build has: most often a tab from before a deploy."""


def check_body(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that a body has the parts of the callback it names. Values stay unchecked: each callback checks its own.

    Args:
        body: what the JSON of the request says.
        callbacks: ``Dash.callback_map``: output key to the callback's inputs, state and outputs.

    Raises:
        UnknownCallbackError: no callback has this output.
        ValueError: a part is missing or of another shape; the message names it.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise ValueError("it is not an object with an output")
    callback = callbacks.get(body["output"])
    # Callbacks that run in the browser are listed too, but have nothing to call here.
    if callback is None or "callback" not in callback:
        raise UnknownCallbackError(body["output"])
    _check_arguments("inputs", body.get("inputs", []), callback["inputs"])
    _check_arguments("state", body.get("state", []), callback["state"])
    _check_outputs(body.get("outputs"), callback)
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        raise ValueError("changedPropIds is not a list of texts")


def _check_arguments(name: str, sent: object, wanted: Sequence[Mapping[str, Any]]) -> None:
    if not isinstance(sent, list) or len(sent) != len(wanted):
        raise ValueError(f"{name} is not a list of {len(wanted)}")
    for argument, specification in zip(sent, wanted, strict=True):
        is_pattern = specification["id"].startswith("{")
        # A pattern with ALL brings a list of arguments, every other one a single argument.
        each = argument if is_pattern and isinstance(argument, list) else [argument]
        for one in each:
            _check_argument(name, one, specification, is_pattern)


def _check_argument(name: str, sent: object, wanted: Mapping[str, Any], is_pattern: bool) -> None:
    if not isinstance(sent, dict) or sent.get("property") != wanted["property"]:
        raise ValueError(f"{name} lacks {wanted['id']}.{wanted['property']}")
    identity = sent.get("id")
    if is_pattern:
        fits = isinstance(identity, dict) and identity.keys() == json.loads(wanted["id"]).keys()
    else:
        fits = identity == wanted["id"]
    if not fits:
        raise ValueError(f"{name} has another id than {wanted['id']}")


def _check_outputs(sent: object, callback: Mapping[str, Any]) -> None:
    if callback["no_output"]:
        return
    if not isinstance(sent, dict | list):
        raise ValueError("outputs is missing")
    try:
        validate_output_spec(callback["output"], sent, Output)
    except (CallbackException, LookupError, TypeError, AttributeError):
        raise ValueError("outputs is not that of the callback") from None
