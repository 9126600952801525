"""Documents made of exhibits, as HTML of their own: for paper, for a PDF, for a file that opens with the network off.

Every text is escaped here, at the one place where it becomes HTML; figures ride along as JSON that no text can break out
of, and ``assets/paper/paper.js`` draws them. Without JavaScript the tables and sentences still stand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Literal

from exhibits.basis_words import basis_line
from exhibits.model import MADE_UP, PRIVATE, Card, Exhibit, Fact, SourceLine, Table
from exports.paper_files import PaperFiles

Shape = Literal["narrow", "wide", "fitting"]
PROSE = 24
DOCUMENT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}</style>
</head>
<body class="{kind}">
{body}
{scripts}
</body>
</html>
"""
# what ends a script element or opens a comment in it, and two line ends that old readers of JSON stumble over
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def document(title: str, kind: str, body: str, files: PaperFiles, *, alone: bool) -> bytes:
    """The whole document as UTF-8.

    Args:
        title: as text; it becomes the title of a PDF too.
        kind: the class of the body, which the style sheet knows.
        body: HTML made by the functions here.
        files: style, scripts and fonts.
        alone: whether everything it needs stands inside it; else scripts and fonts are linked.
    """
    scripts = files.inside() if alone else files.linked()
    page = DOCUMENT.format(title=escape(title), style=files.style(alone=alone), kind=kind, body=body, scripts=scripts)
    return page.encode()


def text(words: str) -> str:
    """Words as HTML text, safe in an attribute too."""
    return escape(words)


def element(name: str, words: str, kind: str = "") -> str:
    """One element around words; nothing where there are none."""
    return f"<{name}{_class(kind)}>{escape(words)}</{name}>" if words else ""


def listing(lines: Sequence[str], kind: str = "") -> str:
    """A list of sentences; nothing where there are none."""
    return f"<ul{_class(kind)}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def chart(exhibit: Exhibit, shape: Shape, height: int | None = None, scale: float = 1.0) -> str:
    """The place of an exhibit's chart with its figures; empty where it has none.

    Args:
        exhibit: whose figures.
        shape: which of its two figures, or whichever fits the width.
        height: CSS pixels to draw it at, in place of the exhibit's own.
        scale: how large it is shown, of how large it is drawn: below 1 where labels need room.
    """
    if exhibit.figure is None:
        return ""
    figures = {
        "wide": exhibit.figure,
        "narrow": exhibit.narrow_figure or exhibit.figure,
        "height": height or exhibit.height,
        "narrowHeight": height or exhibit.narrow_height or exhibit.height,
        "scale": scale,
    }
    words = f"{exhibit.title}. {exhibit.summary}"
    return (
        f'<div class="chart-box" data-chart="{shape}" data-words="{escape(words)}">'
        f'<script type="application/json">{embedded(figures)}</script>'
        '<p class="chart-missing">This chart is drawn with JavaScript; its numbers stand in words and in the table.</p>'
        "</div>"
    )


def embedded(content: object) -> str:
    """JSON that may stand inside a script element: no text in it can end the element or open a comment.

    Raises:
        ValueError: a number is not finite.
    """
    written = json.dumps(content, allow_nan=False, separators=(",", ":"), ensure_ascii=False)
    return "".join(UNSAFE.get(sign, sign) for sign in written)


def basis(exhibit: Exhibit) -> str:
    """What the dollars of an exhibit are amounts of, each basis once."""
    lines = list(dict.fromkeys(map(basis_line, exhibit.basis))) or ([exhibit.incomes] if exhibit.incomes else [])
    return "".join(element("p", line, "basis") for line in lines)


def card(content: Card, heading: Literal["h2", "h3"] = "h2") -> str:
    """One population of a place: its number or why there is none, its facts, and what the first of them is an amount of."""
    number = (
        element("p", content.empty, "card-empty")
        if content.empty
        else f'<p class="big"><b>{escape(content.number)}</b> {escape(content.number_note)}</p>'
    )
    lines = [basis_line(fact.basis) for fact in content.facts if fact.basis]
    heads = element(heading, content.title) + element("p", content.kind, "kind")
    facts = f"<dl>{''.join(map(_fact, content.facts))}</dl>"
    note = element("p", content.note, "card-note") if content.note else ""
    said = element("p", lines[0], "basis") if lines else ""
    return f'<section class="card">{heads}{number}{facts}{said}{note}</section>'


def _fact(fact: Fact) -> str:
    mark = f" {element('small', fact.mark)}" if fact.mark else ""
    missing = _class("missing" if fact.state else "")
    return f"<div><dt>{escape(fact.label)}</dt><dd{missing}>{escape(fact.text)}{mark}</dd></div>"


def badges(exhibit: Exhibit) -> str:
    """What a private exhibit is not for, and whether its students are made up."""
    made_up = element("span", MADE_UP, "badge") if exhibit.made_up else ""
    private = element("span", PRIVATE, "badge") if exhibit.private else ""
    return f'<p class="badges">{made_up} {private}</p>' if made_up or private else ""


def table(content: Table) -> str:
    """The exhibit's table: caption, column heads, the first cell of each row as its head."""
    if not content.rows:
        return ""
    kinds = [_kind(index, content) for index in range(len(content.columns))]
    columns = zip(content.columns, kinds, strict=True)
    head = "".join(f'<th scope="col"{kind}>{escape(column.label)}</th>' for column, kind in columns)
    rows = []
    for row in content.rows:
        first, *rest = (f"{kind}>{escape(cell.text)}" for cell, kind in zip(row, kinds, strict=True))
        rows.append(f'<tr><th scope="row"{first}</th>{"".join(f"<td{each}</td>" for each in rest)}</tr>')
    caption = element("caption", content.caption)
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _kind(index: int, content: Table) -> str:
    """The class of a column: numbers stand right, long texts get room."""
    longest = max(len(row[index].text) for row in content.rows)
    numeric = content.columns[index].numeric
    return _class(" ".join(("number",) * numeric + ("prose",) * (longest > PROSE)))


def sources(lines: Sequence[SourceLine]) -> str:
    """Sources with their links; only web addresses are links."""
    return f'<ul class="sources">{"".join(f"<li>{_source(line)}</li>" for line in lines)}</ul>' if lines else ""


def _source(line: SourceLine) -> str:
    named = link(line.title, line.address) if line.address else escape(line.title)
    vintage = f", {escape(line.vintage)}" if line.vintage else ""
    used = f" ({escape(line.used_for)})" if line.used_for else ""
    return f"{escape(line.publisher)}: {named}{vintage}{used}"


def link(words: str, address: str) -> str:
    """A link to a web address; the words alone where the address is none."""
    if not address.startswith(("https://", "http://")):
        return escape(words)
    return f'<a href="{escape(address)}" rel="noreferrer noopener">{escape(words)}</a>'
