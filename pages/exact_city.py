"""A search for the exact name of a city or town goes to its page, before any search page is made."""

from __future__ import annotations

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from components.door import reader
from exhibits.search import exact_place

PATH = "/search"
LONGEST = 80


def register(server: Flask) -> None:
    """Answer ``/search?q=Tucson`` with the address of Tucson's page."""

    @server.before_request
    def go_to_city() -> Response | None:
        if request.path != PATH:
            return None
        slug = exact_place(reader(), typed_text(request.args.get("q")))
        return redirect(f"/city/{slug}", 303) if slug else None


def typed_text(text: object) -> str:
    """What was typed, without outer space and cut to ``LONGEST`` characters."""
    return str(text or "").strip()[:LONGEST]
