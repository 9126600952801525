"""Collect every file a browser gets into build/static: fingerprinted, compressed once, served without touching Dash.

    python -m scripts.build_static suites    the bundles of Dash and its component libraries
    python -m scripts.build_static own       our style sheets, scripts, fonts and icon, and manifest.json

Two steps, because the first takes ten seconds and changes only with the installed packages.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from dash import Dash, html
from dash.fingerprint import check_fingerprint
from whitenoise.compress import Compressor

ROOT = Path(__file__).resolve().parent.parent
# Component libraries of the pages, besides Dash's own. One that is missing here still works, only more slowly.
COMPONENT_LIBRARIES = ("dash_bootstrap_components",)
PLOTLY = "plotly-cartesian.min.js"
FONTS = {"public-sans-latin": "latin-wght-normal", "public-sans-latin-ext": "latin-ext-wght-normal"}
SUITE_ADDRESS = re.compile(r'"/(_dash-component-suites/[^"]+)"')
FONT_FACE = re.compile(r"@font-face\s*{[^}]*?files/public-sans-(?P<subset>[\w-]+)\.woff2[^}]*}")
URL = re.compile(r"url\([^)]*\)")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/\s*")


def build_suites(www: Path, packages: Path) -> list[Path]:
    """Copy the bundles of all component libraries, with the small Plotly bundle in place of the full one.

    Args:
        www: the folder served at ``/``; its ``_dash-component-suites`` is made anew.
        packages: node_modules.

    Returns:
        The files written.
    """
    shutil.rmtree(www / "_dash-component-suites", ignore_errors=True)
    written = [_write(www / address, data) for address, data in _suites(packages)]
    return sorted(set(written))


def _suites(packages: Path) -> Iterator[tuple[str, bytes]]:
    app = Dash("suites", assets_folder="", add_log_handler=False)
    for library in COMPONENT_LIBRARIES:
        importlib.import_module(library)
    app.layout = html.Div()
    page = app.server.test_client().get("/").get_data(as_text=True)
    bundles = {
        f"_dash-component-suites/{namespace}/{path}": _folder(namespace) / path
        for namespace, paths in app.registered_paths.items()
        for path in paths
        if Path(path).suffix in {".js", ".css"}
    }
    plotly = "_dash-component-suites/plotly/package_data/plotly.min.js"
    bundles[plotly] = _plotly(packages)
    for address, source in bundles.items():
        # Libraries also register bundles for debugging that they do not ship.
        if source.is_file():
            yield address, source.read_bytes()
    # The largest file of all also under a name that may be kept for ever; figures.js tells Dash to ask for that one.
    yield _plotly_address(packages), _plotly(packages).read_bytes()
    for fingerprinted in SUITE_ADDRESS.findall(page):
        yield fingerprinted, bundles[_plain_name(fingerprinted)].read_bytes()


def _plotly(packages: Path) -> Path:
    return packages / "plotly.js-cartesian-dist-min" / PLOTLY


def _plotly_address(packages: Path) -> str:
    return f"static/{_fingerprinted(PLOTLY, _plotly(packages).read_bytes())}"


def _plain_name(fingerprinted: str) -> str:
    plain, _has_fingerprint = check_fingerprint(fingerprinted)
    return str(plain)


def _folder(namespace: str) -> Path:
    location = importlib.import_module(namespace).__file__
    if location is None:
        message = f"the component library {namespace} has no folder"
        raise FileNotFoundError(message)
    return Path(location).parent


def build_own(static: Path, assets: Path, packages: Path) -> list[Path]:
    """Write our files under names that carry their content, and the manifest that says which.

    Files of earlier builds stay, so that a tab opened before a deploy still finds them.

    Args:
        static: the folder of ``manifest.json``; files go to ``www/static`` in it.
        assets: our sources: ``css/``, ``js/``, ``favicon.svg``.
        packages: node_modules.

    Returns:
        The files written.
    """
    folder = static / "www" / "static"
    fonts = packages / "@fontsource-variable" / "public-sans"
    files = {f"{name}.woff2": fonts / "files" / f"public-sans-{subset}.woff2" for name, subset in FONTS.items()}
    contents = {name: file.read_bytes() for name, file in files.items()}
    addresses = {name: _fingerprinted(name, data) for name, data in contents.items()}
    contents["bootstrap.css"] = _bootstrap(packages)
    contents["site.css"] = (_font_faces(fonts / "index.css", addresses) + _joined(assets / "css")).encode()
    contents |= {script.name: script.read_bytes() for script in sorted((assets / "js").glob("*.js"))}
    contents["favicon.svg"] = (assets / "favicon.svg").read_bytes()
    manifest = {name: f"/static/{_fingerprinted(name, data)}" for name, data in contents.items()}
    manifest[PLOTLY] = f"/{_plotly_address(packages)}"
    written = [_write(folder / _fingerprinted(name, data), data) for name, data in contents.items()]
    _write(static / "manifest.json", json.dumps(manifest, indent=2, sort_keys=True).encode())
    return written


def _bootstrap(packages: Path) -> bytes:
    text = (packages / "bootstrap" / "dist" / "css" / "bootstrap.min.css").read_text(encoding="utf-8")
    return SOURCE_MAP.sub("", text).encode()


def _font_faces(source: Path, addresses: dict[str, str]) -> str:
    wanted = {subset: addresses[f"{name}.woff2"] for name, subset in FONTS.items()}
    faces = [
        URL.sub(f"url({wanted[face['subset']]})", face[0])
        for face in FONT_FACE.finditer(source.read_text(encoding="utf-8"))
        if face["subset"] in wanted
    ]
    if len(faces) != len(wanted):
        message = f"{source} has {len(faces)} of the {len(wanted)} font faces wanted: the font package has changed"
        raise ValueError(message)
    return "\n".join(faces) + "\n"


def _joined(folder: Path) -> str:
    return "\n".join(style.read_text(encoding="utf-8") for style in sorted(folder.glob("*.css")))


def _fingerprinted(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def compress(files: list[Path]) -> None:
    """Write a .br and a .gz beside every file that shrinks by it."""
    compressor = Compressor(quiet=True)
    for path in files:
        if compressor.should_compress(path.name):
            compressor.compress(str(path))


def main(arguments: list[str]) -> int:
    """Run one step; see the top of this file."""
    static, packages = ROOT / "build" / "static", ROOT / "node_modules"
    match arguments:
        case ["suites"]:
            files = build_suites(static / "www", packages)
        case ["own"]:
            files = build_own(static, ROOT / "assets", packages)
        case _:
            print(__doc__)
            return 2
    compress(files)
    print(f"{len(files)} static files ({arguments[0]}): {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
