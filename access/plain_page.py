"""A page without the app: a heading, paragraphs and perhaps one button, in the site's own style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from access.owner import COMMAND
from access.static_files import StaticFiles

PAGE = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{title}</title>
    <link rel="icon" href="{favicon}" type="image/svg+xml">
    {links}
  </head>
  <body>
    <main class="plain-page">
      <h1>{title}</h1>
      {body}
    </main>
  </body>
</html>
"""


def plain_page(files: StaticFiles, title: str, paragraphs: Sequence[str], after: str = "") -> str:
    """A whole HTML document.

    Args:
        files: whose style sheets are linked.
        title: the heading, and the title of the window.
        paragraphs: sentences as text; they are escaped here.
        after: HTML that follows them, such as ``button``'s.
    """
    links = "\n    ".join(f'<link rel="stylesheet" href="{escape(address)}">' for address in files.stylesheets)
    body = "\n      ".join([*(f"<p>{_with_command(each)}</p>" for each in paragraphs), after])
    return PAGE.format(title=escape(title), favicon=escape(files.favicon), links=links, body=body)


def _with_command(text: str) -> str:
    return escape(text).replace(COMMAND, f"<code>{COMMAND}</code>")


def button(action: str, label: str) -> str:
    """A form of one button that posts to an address of this site."""
    return (
        f'<form method="post" action="{escape(action)}"><button class="btn btn-primary">{escape(label)}</button></form>'
    )


def link(address: str, label: str) -> str:
    """A paragraph that is one link."""
    return f'<p><a href="{escape(address)}">{escape(label)}</a></p>'
