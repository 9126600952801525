"""Style sheets, scripts and fonts: where they are in this build, and how they are served.

``make run`` writes them compressed and fingerprinted to ``build/static`` with a ``manifest.json``. Where that is
missing (``make dev``) the sources are served as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from access.headers import HEADERS

# What Dash (".v4_4_1m1790000000.") and our build (".0a1b2c3d4e.") put into a name when its content decides the name.
FINGERPRINT = r"\.(v[\w-]+m[0-9a-fA-F]+|[0-9a-f]{10})\."
PLOTLY = "plotly-cartesian.min.js"
PLOTLY_URL = "/_dash-component-suites/plotly/package_data/plotly.min.js"
SOURCE_ROOMS = (
    *("access", "api", "components", "database", "economics", "exhibits", "exports", "intake", "jobs"),
    *("operations", "pages", "walks"),
)


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The addresses the document names, and the folders behind them.

    Attributes:
        stylesheets: addresses in the order they are linked.
        scripts: addresses in the order they run; all run before Dash's renderer starts.
        favicon: address of the icon.
        font: address of the font to fetch early, or "" where none is.
        plotly: address of the chart library.
        folders: (address prefix, folder) pairs to serve.
        build: id of this build: a hash of these files and of the Python sources.
        compiled: whether the files are the built ones; if not, folders are re-read at each request.
    """

    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    favicon: str
    font: str
    plotly: str
    folders: tuple[tuple[str, Path], ...]
    build: str
    compiled: bool

    @classmethod
    def find(cls, build_dir: Path, root: Path) -> StaticFiles:
        """The built files if there are any, else the sources.

        Args:
            build_dir: the folder of everything made, with or without ``static/manifest.json``.
            root: the folder of the checkout.
        """
        manifest = build_dir / "static" / "manifest.json"
        return _from_manifest(manifest, root) if manifest.is_file() else _from_sources(root)


def _from_manifest(manifest: Path, root: Path) -> StaticFiles:
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return StaticFiles(
        stylesheets=(names["bootstrap.css"], names["site.css"]),
        scripts=tuple(address for name, address in sorted(names.items()) if name.endswith(".js") and name != PLOTLY),
        favicon=names["favicon.svg"],
        font=names["public-sans-latin.woff2"],
        plotly=names[PLOTLY],
        folders=(("/", manifest.parent / "www"),),
        build=_build_id(root, [manifest]),
        compiled=True,
    )


def _from_sources(root: Path) -> StaticFiles:
    assets, packages = root / "assets", root / "node_modules"
    styles, scripts = sorted((assets / "css").glob("*.css")), sorted((assets / "js").glob("*.js"))
    return StaticFiles(
        stylesheets=(
            "/packages/bootstrap/bootstrap.min.css",
            "/packages/public-sans/index.css",
            *(f"/assets/css/{style.name}" for style in styles),
        ),
        scripts=tuple(f"/assets/js/{script.name}" for script in scripts),
        favicon="/assets/favicon.svg",
        font="",
        plotly=PLOTLY_URL,
        folders=(
            ("/packages/bootstrap", packages / "bootstrap" / "dist" / "css"),
            ("/packages/public-sans", packages / "@fontsource-variable" / "public-sans"),
        ),
        build=_build_id(root, [*styles, *scripts]),
        compiled=False,
    )


def _build_id(root: Path, files: Iterable[Path]) -> str:
    rooms = (source for room in SOURCE_ROOMS for source in sorted((root / room).rglob("*.py")))
    digest = hashlib.sha256()
    for path in (*files, *rooms, root / "app.py"):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def serve(server: Flask, files: StaticFiles) -> None:
    """Put the files in front of the server: they never reach Flask.

    A file whose name carries its fingerprint is kept for ever; Dash asks for its later parts by plain names, which are
    asked for again after an hour.
    """
    front = WhiteNoise(
        server.wsgi_app,
        autorefresh=not files.compiled,
        max_age=3600 if files.compiled else 0,
        allow_all_origins=False,
        immutable_file_test=FINGERPRINT,
        add_headers_function=_add_headers,
    )
    for prefix, folder in files.folders:
        front.add_files(str(folder), prefix)
    server.wsgi_app = front  # type: ignore[method-assign]


def _add_headers(headers: Headers, _path: str, _address: str) -> None:
    for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        headers[name] = HEADERS[name]
