"""Every amount of dollars on a page as it stands, and the label nearest to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

# What a label must say, in whatever words: one pattern for each part of a basis.
PARTS = {
    "population": r"did not finish high school|neither in school nor at work|population not said by the source",
    "perspective": r"social loss|fiscal loss|private loss",
    "purse": r"everyone’s purse|state and local budgets|the federal budget|the person’s own earnings",
    "horizon": r"lifetime present value at \d\d|a year",
    "unit": r"one person|everyone counted|everyone aged 16 to 24|per resident",
    "price year": r"\b(19|20)\d\d dollars|dollar year not published",
    "discount rate": r"discount rate (\d+(\.\d+)?%|not published)",
    "edition": r"20\d\d edition",
}
NO_LOSS = (
    r"^household income, ((19|20)\d\d|each year’s own) dollars$|^title of a source$|^costs as planned$"
    r"|^cost of a program, (19|20)\d\d dollars$"
    r"|^dollars of other studies, as the table names them$"
)

# An amount's label is the nearest of: an element that says its basis, a table row with a column of that name, an element
# that is marked as no loss. Charts are read as they hold their data: what a pointer would bring up is in there.
FIND = r"""() => {
  const amount = /[$]\s?[\d.,]*\d|\b\d[\d,.]*\s?(US )?dollars per|\bUSD\s?\d/;
  // a person reads it in the exhibit around it, or gets it as the element's tooltip
  const readable = (element) => {
    const around = element.closest("section") ?? element;
    const labels = element.dataset.basis.split("; ");
    return element.title === element.dataset.basis || labels.some((each) => around.textContent.includes(each));
  };
  const label = (element) => {
    for (let each = element; each && each !== document; each = each.parentElement) {
      if (each.dataset?.basis) return ["basis", each.dataset.basis, readable(each)];
      if (each.dataset?.noLoss) return ["no loss", each.dataset.noLoss, true];
      if (each.tagName === "TR") {
        const heads = [...(each.closest("table")?.querySelectorAll("thead th") ?? [])];
        const place = heads.findIndex((head) => head.textContent.trim() === "Basis");
        const said = place < 0 ? "" : each.cells[place]?.textContent.trim();
        if (said) return ["basis", said, true];
      }
    }
    return ["none", "", false];
  };
  const where = (element) => element.closest("[data-exhibit]")?.dataset.exhibit ?? element.closest("[id]")?.id ?? "page";
  const found = [];
  const add = (text, element) => {
    if (text && amount.test(text)) found.push([text.trim().slice(0, 160), where(element), ...label(element)]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!["SCRIPT", "STYLE"].includes(element.tagName)) add(walker.currentNode.textContent, element);
  }
  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder], [alt]"))
    for (const name of ["title", "aria-label", "placeholder", "alt"]) add(element.getAttribute(name), element);
  const strings = (value) => {
    if (typeof value === "string") return [value];
    if (ArrayBuffer.isView(value) || value === null || typeof value !== "object") return [];
    return Object.values(value).flatMap(strings);
  };
  for (const plot of document.querySelectorAll(".js-plotly-plot"))
    for (const text of [...strings(plot.data ?? []), ...strings(plot.layout ?? {})]) add(text, plot);
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it reads, the exhibit it is in, and its nearest label: ``kind`` basis, no loss or none.

    ``readable``: the label is not only there for programs.
    """

    text: str
    where: str
    kind: str
    label: str
    readable: bool

    def lacks(self) -> list[str]:
        """The parts its label does not say; a marked income needs its price year only."""
        if self.kind == "no loss":
            return [] if re.search(NO_LOSS, self.label) else ["what it is, if no loss"]
        # several bases in one label: each must be whole
        labels = self.label.split("; ") if self.label else [""]
        unread = [] if self.readable else ["a label a person can read"]
        return unread + [
            name
            for name, pattern in PARTS.items()
            if not all(re.search(pattern, label, re.IGNORECASE) for label in labels)
        ]


def open_all(page: Page) -> None:
    """Open every table, list of sources and explanation on the page."""
    page.evaluate(
        """() => { document.querySelectorAll("details").forEach((each) => (each.open = true));
            document.querySelectorAll("[data-toggle-panel][aria-expanded='false']").forEach((each) => each.click()); }"""
    )
    page.wait_for_function("() => [...document.querySelectorAll('.panel')].every((panel) => panel.children.length)")


def amounts(page: Page) -> list[Amount]:
    """Every amount on the page now, hidden ones and tooltips too."""
    return [Amount(*each) for each in page.evaluate(FIND)]
