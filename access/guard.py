"""One call that puts every protection round an app, in the order they need."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask_compress import Compress

from access.addresses import answer_unknown_with_404
from access.document import document
from access.errors import answer_errors_in_words
from access.hand_over import hand_over
from access.headers import send_headers
from access.limits import limit_requests
from access.owner_pages import add_owner_pages
from access.permission import WARMING, Permission, keep_private, refuse_proxies
from access.site import Site, answer_to_names
from access.static_files import StaticFiles, serve
from access.visitors import limit_visitors
from jobs import Desk


def guard(
    app: Dash,
    files: StaticFiles,
    is_known: Callable[[str], bool],
    permission: Permission,
    site: Site | None = None,
    desk: Desk | None = None,
) -> None:
    """Give the app its HTML document, static files, headers, limits, error answers; then make it ready to serve.

    Args:
        app: the finished app: layout set, pages registered, other blueprints registered.
        files: the style sheets and scripts of this build, see :class:`StaticFiles`.
        is_known: says whether an address (path as the browser sent it, decoded) has a page.
        permission: who may change things, and whether anything is public at all.
        site: the names it answers to; the local ones alone where none is given.
        desk: whose processes answer heavy requests; the threads of this process do where none is given.
    """
    app.index_string = document(files)
    # COMPRESS_CACHE_* stays unset: that cache mixes up answers. Streams are ours to send as they are.
    app.server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4, COMPRESS_STREAMS=False)
    Compress(app.server)
    send_headers(app)
    keep_private(app.server, permission, files)
    add_owner_pages(app.server, permission, files)
    limit_requests(app, files.build)
    limit_visitors(app.server)
    if desk is not None:
        hand_over(app.server, desk)
    answer_errors_in_words(app.server)
    answer_unknown_with_404(app.server, is_known)
    serve(app.server, files)
    if permission.all_private:
        refuse_proxies(app.server)
    answer_to_names(app.server, site or Site())
    warm(app)


def warm(app: Dash) -> None:
    """Register every component bundle, callback and inline script now, before the first request.

    Stock Dash does it inside the first request and lets requests that arrive meanwhile through: those fail with "not a
    registered library". ``preprocess_request`` runs the same hooks without marking Flask as started.
    """
    with app.server.test_request_context("/", environ_base={WARMING: True}):
        app.server.preprocess_request()
