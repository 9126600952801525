"""Unknown addresses answer 404, and still bring the app's document, so that its page can offer near matches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, request

CATCH_ALL = "/<path:path>"


def answer_unknown_with_404(server: Flask, is_known: Callable[[str], bool]) -> None:
    """Turn the 200 that Dash gives to every address into 404 where no page answers.

    Args:
        server: the Flask server behind the Dash app.
        is_known: gets the decoded path, leading slash included, and says whether a page answers there.
    """

    @server.after_request
    def check(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else None
        if rule == CATCH_ALL and response.status_code == 200 and not is_known(request.path):
            response.status_code = 404
        return response


def has_page(registry: Mapping[str, Mapping[str, Any]], path: str) -> bool:
    """Whether a registered page answers at this path.

    A template such as ``/city/<slug>`` takes exactly one segment for a variable (Dash itself would take several). A
    page may say more: ``register_page(..., knows=...)`` with a function of the path variables (by name, text) to bool.

    Args:
        registry: ``dash.page_registry``.
        path: the decoded path, leading slash included.
    """
    segments = path.strip("/").split("/")
    return any(_answers(page, segments) for page in registry.values())


def _answers(page: Mapping[str, Any], segments: list[str]) -> bool:
    template = page.get("path_template")
    if not template:
        return bool(page["path"].strip("/").split("/") == segments)
    parts = template.strip("/").split("/")
    if len(parts) != len(segments):
        return False
    variables: dict[str, str] = {}
    for part, segment in zip(parts, segments, strict=True):
        if part.startswith("<") and part.endswith(">"):
            variables[part[1:-1]] = segment
        elif part != segment:
            return False
    knows: Callable[..., bool] | None = page.get("knows")
    return knows is None or knows(**variables)
