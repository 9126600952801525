"""A small app behind the real access room: pages, callbacks that answer, fail and match patterns."""

from __future__ import annotations

import os
from pathlib import Path

import dash
import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html
from flask import Flask, Response, abort

from access import Owners, Permission, StaticFiles, guard
from access.addresses import has_page

ROOT = Path(__file__).resolve().parent.parent
CITIES = {"tucson", "mesa"}


def make_app(build_dir: Path) -> Dash:
    """An app whose static files are the built ones in ``build_dir``, or the sources where it has none."""
    dash.page_registry.clear()
    server = Flask("stand_in", static_folder=None)
    app = Dash(
        "stand_in",
        server=server,
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        include_assets_files=False,
        assets_folder=str(ROOT / "assets"),
        suppress_callback_exceptions=True,
        update_title="",
        enable_mcp=False,
        add_log_handler=False,
    )
    dash.register_page("home", path="/", layout=home)
    dash.register_page("city", path_template="/city/<slug>", layout=city, knows=lambda slug: slug in CITIES)
    app.layout = lambda: html.Div(
        [html.Div(id="connection-notice"), html.Main([html.H1("Stand-in"), dash.page_container])]
    )
    _add_callbacks(app)
    _add_routes(server)
    permission = Permission("127.0.0.1", Owners(build_dir / "stand-in.owner"))
    guard(app, StaticFiles.find(build_dir, ROOT), lambda path: has_page(dash.page_registry, path), permission)
    return app


def serve(build_dir: str) -> Flask:
    """The stand-in for gunicorn: ``tests.stand_in:serve('/path')``."""
    server: Flask = make_app(Path(build_dir)).server
    return server


def home(**_ignored: object) -> html.Div:
    figure = {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}], "layout": {}}
    choices = [{"label": each, "value": each} for each in ("first", "second", "broken")]
    return html.Div(
        [
            dbc.Select(id="choice", options=choices, value="first"),
            html.P(id="answer"),
            html.Div(id={"type": "row", "index": 1}),
            html.P(id="sum"),
            html.P(id="import-said"),
            dcc.Graph(id="graph", figure=figure, config={"displayModeBar": False}),
        ]
    )


def city(slug: str = "", **_ignored: object) -> html.P:
    return html.P(f"City {slug}")


def _add_callbacks(app: Dash) -> None:
    @app.callback(Output("answer", "children"), Input("choice", "value"), State("choice", "id"))
    def answer(choice: str, _identity: str) -> str:
        if choice == "broken":
            raise RuntimeError("a secret detail")
        return f"You chose {choice}"

    @app.callback(Output("import-said", "children"), Input("choice", "value"))
    def said(choice: str) -> str:
        """One of the callbacks whose work is heavy, by its output."""
        return f"Checked {choice}"

    @app.callback(Output("sum", "children"), Input({"type": "row", "index": ALL}, "n_clicks"))
    def total(clicks: list[int | None]) -> str:
        return str(sum(each or 0 for each in clicks))

    app.clientside_callback("function(x) { return x; }", Output("answer", "title"), Input("choice", "value"))


def _add_routes(server: Flask) -> None:
    @server.after_request
    def name_worker(response: Response) -> Response:
        response.headers["X-Worker"] = str(os.getpid())
        return response

    @server.get("/api/broken")
    def broken() -> str:
        raise RuntimeError("a secret detail")

    @server.get("/api/refused")
    def refused() -> Response:
        return abort(400, "measure must be one of a, b")

    @server.get("/api/figures")
    def figures() -> dict[str, list[int]]:
        return {"values": list(range(1000))}
