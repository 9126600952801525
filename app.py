"""Composition root: settings -> database -> exhibits -> app. Gunicorn serves ``server``; no logic lives here."""

from __future__ import annotations

import logging

import dash
from dash import Dash
from flask import Flask

from access import Owners, Permission, Site, StaticFiles, guard
from access.addresses import has_page
from access.site import names_of
from api import blueprint, export_agenda, plan_files
from api import present as presenting
from api.version import program_version
from components import shell
from database.district.store import DistrictStore
from database.documents import Documents
from database.frozen import FrozenViews
from database.reader import Reader
from database.releases import Releases
from exhibits.shelf import Shelf
from exports.page_pdf import Printer
from exports.paper_files import PaperFiles
from jobs import Desk, Pool
from operations.district.side import DistrictSide
from operations.live import LiveSessions
from pages import brief, exact_city, follow, minutes, present
from settings import ROOT, Deployment, Settings

MOST_FILES_WAITING = 12
MOST_FILES_OF_A_VISITOR = 6
TITLE = "Arizona Mayors Education Dashboards"


def create_app(settings: Settings, desk: Desk | None = None) -> Dash:
    """Build the whole app: every address of it answers when this returns.

    Args:
        settings: where the database and the built files are. Serving writes copied links, agendas, plans and releases to
            the database, and a district's copy its own file.
        desk: whose processes answer heavy requests; without one this process does.
    """
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    reader = Reader(settings.database_url)
    district = _district(settings)
    shelf = Shelf(reader, district=district)
    documents = Documents(settings.database_url)
    server = Flask("dashboards", static_folder=None)
    # Pages and layout ask for these through flask.current_app.
    server.extensions.update(
        reader=reader,
        shelf=shelf,
        district=district,
        frozen=FrozenViews(settings.database_url),
        releases=Releases(settings.database_url, program_version=program_version()),
        documents=documents,
        program_version=program_version(),
    )
    app = Dash(
        "dashboards",
        server=server,  # type: ignore[arg-type]  # Dash takes a Flask object, its annotation forgets to say so
        title=TITLE,
        use_pages=True,
        pages_folder=str(ROOT / "pages"),
        assets_folder=str(ROOT / "assets"),
        include_assets_files=False,
        include_pages_meta=False,
        serve_locally=True,
        suppress_callback_exceptions=True,
        update_title="",
        enable_mcp=False,
        add_log_handler=False,
    )
    app.layout = shell.layout
    shell.register_callbacks(app)
    blueprint.register(server, shelf, reader)
    paper, printer = PaperFiles.find(settings.build_dir, ROOT), Printer.find(settings.chromium)
    brief.register(server, shelf, paper, printer)
    plan_files.register(server, documents)
    export_agenda.register(server, shelf, documents, paper)
    sessions = LiveSessions(settings.database_path.with_suffix(".live"))
    presenting.register(server, shelf, documents, sessions)
    present.register(server, documents, paper)
    follow.register(server, sessions, paper)
    minutes.register(server, shelf, documents, paper, printer)
    guard(
        app,
        StaticFiles.find(settings.build_dir, ROOT),
        lambda path: has_page(dash.page_registry, path),
        Permission(settings.host, Owners(settings.owner_folder), settings.deployment is Deployment.DISTRICT),
        Site(settings.site_url, names_of(settings.host, settings.allowed_hosts), settings.proxy_hops),
        desk,
    )
    # after the guard: a request that is refused gets no answer from here
    exact_city.register(server)
    return app


def _district(settings: Settings) -> DistrictSide | None:
    """A district's own file, made where there is none; None on the Roundtable's server, which has no such file."""
    if settings.deployment is not Deployment.DISTRICT:
        return None
    store = DistrictStore(settings.district_database_url)
    store.prepare()
    return DistrictSide(store)


def _desk(settings: Settings) -> Desk | None:
    """The processes of one worker, none of them started yet. They serve this same module, and hand nothing over again."""
    if not settings.file_processes:
        return None
    return Desk(Pool("app:server", settings.file_processes, MOST_FILES_WAITING), MOST_FILES_OF_A_VISITOR)


app = create_app(Settings(), _desk(Settings()))
server = app.server
