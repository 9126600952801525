"""The files documents are made with: style, drawing script, chart library, fonts; linked to, or written inside."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PLOTLY = "plotly-cartesian.min.js"
# file name when built -> file name in the font package, and the letters it has
FONTS = {
    "public-sans-latin.woff2": (
        "public-sans-latin-wght-normal.woff2",
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, "
        "U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    ),
    "public-sans-latin-ext.woff2": (
        "public-sans-latin-ext-wght-normal.woff2",
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113",
    ),
}
FACE = (
    "@font-face {{ font-family: 'Public Sans Variable'; font-weight: 100 900; font-display: block; "
    "src: url({address}) format('woff2'); unicode-range: {letters}; }}\n"
)
SCRIPT = "/assets/paper/paper.js"


class PaperFilesMissingError(RuntimeError):
    """A file that documents are made with is not there; says which, and what makes it."""


@dataclass(frozen=True)
class PaperFiles:
    """Where the files are, and the addresses they are served at.

    Attributes:
        assets: the folder of our own sources.
        plotly: the chart library.
        plotly_address: where a browser gets it.
        fonts: by name, the font files.
        font_addresses: by name, where a browser gets them.
    """

    assets: Path
    plotly: Path
    plotly_address: str
    fonts: dict[str, Path]
    font_addresses: dict[str, str]

    @classmethod
    def find(cls, build_dir: Path, root: Path) -> PaperFiles:
        """The built files if there are any, else those of the packages they are built from."""
        manifest = build_dir / "static" / "manifest.json"
        if manifest.is_file():
            names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
            www = manifest.parent / "www"
            fonts = {name: www / names[name].lstrip("/") for name in FONTS}
            plotly = www / names[PLOTLY].lstrip("/")
            return cls(root / "assets", plotly, names[PLOTLY], fonts, {name: names[name] for name in FONTS})
        packages = root / "node_modules"
        folder = packages / "@fontsource-variable" / "public-sans" / "files"
        served = "/packages/public-sans/files"
        return cls(
            assets=root / "assets",
            plotly=packages / "plotly.js-cartesian-dist-min" / PLOTLY,
            plotly_address="/_dash-component-suites/plotly/package_data/plotly.min.js",
            fonts={name: folder / file for name, (file, _) in FONTS.items()},
            font_addresses={name: f"{served}/{file}" for name, (file, _) in FONTS.items()},
        )

    def style(self, *, alone: bool) -> str:
        """The style sheet with its fonts, written inside or linked."""
        addresses = self._written_fonts if alone else self.font_addresses
        faces = "".join(FACE.format(address=addresses[name], letters=letters) for name, (_, letters) in FONTS.items())
        return faces + _read(self.assets / "paper" / "paper.css")

    def linked(self) -> str:
        """The scripts as a page of this site has them."""
        return "\n".join(f'<script src="{address}"></script>' for address in (self.plotly_address, SCRIPT))

    def inside(self) -> str:
        """The scripts as a file has them that opens with the network off."""
        return "\n".join(f"<script>{_inert(script)}</script>" for script in self._scripts)

    @cached_property
    def _scripts(self) -> tuple[str, str]:
        return _read(self.plotly), _read(self.assets / "paper" / "paper.js")

    @cached_property
    def _written_fonts(self) -> dict[str, str]:
        return {name: f"data:font/woff2;base64,{b64encode(_bytes(path)).decode()}" for name, path in self.fonts.items()}


def _inert(script: str) -> str:
    """A script whose own texts cannot end the element it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _read(path: Path) -> str:
    return _bytes(path).decode("utf-8")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path.name} cannot be read ({error.strerror}): make static"
        raise PaperFilesMissingError(message) from error
