"""The HTML document around the app: language, title, style sheets and scripts of this build, no inline code of ours."""

from __future__ import annotations

from html import escape

from access.static_files import StaticFiles

# The first view stands until the page is drawn, so that a slow network never shows an empty one; the style sheet hides it then.
# Our scripts stand before Dash's: they define the functions of browser-side callbacks and watch over its requests.
DOCUMENT = """<!DOCTYPE html>
<html lang="en">
  <head>
    {{%metas%}}
    <title>{{%title%}}</title>
    <meta name="description" content="{description}">
    <meta name="dashboards-build" content="{build}">
    <meta name="dashboards-charts" content="{plotly}">
    <link rel="icon" href="{favicon}" type="image/svg+xml">
    {links}
    {{%css%}}
  </head>
  <body>
    <noscript>This page draws its charts with JavaScript. The same numbers are at <a href="/api/v1/places">/api/v1</a>.
    </noscript>
    <div class="first-view" id="first-view">
      <p class="first-view-name">Arizona Mayors <span>Education Dashboards</span></p>
      <p>{description}</p>
      <p role="status">The figures are on their way.</p>
    </div>
    {{%app_entry%}}
    {{%config%}}
    {scripts}
    {{%scripts%}}
    {{%renderer%}}
  </body>
</html>
"""
DESCRIPTION = (
    "What leaving school before graduation costs each Arizona city and town: "
    "rates, losses, trends and sources, compared."
)


def document(files: StaticFiles) -> str:
    """The template Dash fills, with this build's addresses in it."""
    links = [f'<link rel="stylesheet" href="{escape(address)}">' for address in files.stylesheets]
    if files.compiled:
        # Dash asks for plotly.js only when the first chart is drawn: two round trips late.
        links.insert(0, f'<link rel="preload" href="{escape(files.plotly)}" as="script">')
        links.insert(0, f'<link rel="preload" href="{escape(files.font)}" as="font" type="font/woff2" crossorigin>')
    return DOCUMENT.format(
        description=escape(DESCRIPTION),
        build=escape(files.build),
        plotly=escape(files.plotly),
        favicon=escape(files.favicon),
        links="\n    ".join(links),
        scripts="\n    ".join(f'<script src="{escape(address)}"></script>' for address in files.scripts),
    )
