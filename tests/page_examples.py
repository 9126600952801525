"""An example address for every page: tests that go over all pages take them from here, and a new page without one fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dash import Dash

EXAMPLES: Mapping[str, str] = {
    "/": "/",
    "/city": "/city",
    "/city/<slug>": "/city/tucson",
    "/compare": "/compare?places=tucson,mesa,phoenix",
    "/convene": "/convene",
    "/convene/<agenda>": "/convene/{agenda}",
    "/data": "/data",
    "/exhibit/<name>": "/exhibit/graduation?place=tucson",
    "/how-to-read": "/how-to-read",
    "/losses": "/losses",
    "/search": "/search?q=tuscon",
    "/walks": "/walks",
    "/walks/<walk>": "/walks/{walk}",
    "/walks/import": "/walks/import",
    "/walks/plan": "/walks/plan",
    "/walks/plan/<plan>": "/walks/plan/{plan}",
    "/walks/plan/<plan>/print/<what>": "/walks/plan/{plan}/print/checklist",
    "/walks/receive": "/walks/receive",
    "/walks/release": "/walks/release",
}
"""Address by the path of a registered page, variables in angle brackets; in braces what has to be saved first."""
DOCUMENTS: Mapping[str, str] = {
    "/brief/<slug>": "/brief/tucson",
    "/convene/<identity>/present": "/convene/{agenda}/present",
    "/follow": "/follow",
    "/follow/<code>": "/follow/ABCDEF",
}
"""The same for documents of their own, outside the app's frame."""
NO_PAGE = ("/_", "/api", "/assets", "/export", "/healthz", "/owner", "/readyz")
"""How the rules of the server begin that are for programs, or that answer with another address."""
OF_A_DISTRICT = frozenset({"/walks/import", "/walks/release"})
NOT_FOUND = "pages.not_found_404"


@dataclass(frozen=True, slots=True)
class Saved:
    """Identities of what the examples name. As they stand: a walk of the catalog, and no agenda or plan."""

    agenda: str = "none"
    plan: str = "none"
    walk: str = "2019-09-tusd-steps-to-success"


def addresses(pages: Mapping[str, Mapping[str, Any]], saved: Saved | None = None) -> list[str]:
    """An address of every registered page.

    Args:
        pages: ``dash.page_registry``.
        saved: What is saved in the app at hand.

    Raises:
        AssertionError: a page has no example, or an example no page.
    """
    patterns = {page.get("path_template") or page["path"] for name, page in pages.items() if name != NOT_FOUND}
    _compare(patterns, EXAMPLES)
    return [EXAMPLES[pattern].format(**asdict(saved or Saved())) for pattern in sorted(patterns)]


def documents(app: Dash, saved: Saved | None = None) -> list[str]:
    """An address of every document that the server answers with outside the app's frame; errors as ``addresses``."""
    rules = {rule.rule for rule in app.server.url_map.iter_rules() if "GET" in (rule.methods or ())}
    patterns = {rule for rule in rules if not rule.startswith(NO_PAGE) and "." not in rule}
    patterns -= {"/", "/<path:path>"}
    _compare(patterns, DOCUMENTS)
    return [DOCUMENTS[pattern].format(**asdict(saved or Saved())) for pattern in sorted(patterns)]


def open_addresses() -> list[str]:
    """The examples that open in the Roundtable's copy without anything saved, as known before an app runs."""
    open_to_all = (example for pattern, example in EXAMPLES.items() if pattern not in OF_A_DISTRICT)
    return [
        each.replace("{walk}", Saved().walk) for each in open_to_all if not {"{agenda}", "{plan}"} & set(_fields(each))
    ]


def _fields(example: str) -> list[str]:
    return re.findall(r"{\w+}", example)


def _compare(patterns: Iterable[str], examples: Mapping[str, str]) -> None:
    without = sorted(set(patterns) - set(examples))
    assert not without, f"pages without an example address in {__name__}: {without}"
    gone = sorted(set(examples) - set(patterns))
    assert not gone, f"examples of pages there are no more in {__name__}: {gone}"
