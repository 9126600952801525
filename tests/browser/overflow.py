"""What does not fit on the sheets of a brief, looked for in the page itself."""

from __future__ import annotations

OVERFLOW = """() => {
  const found = [];
  for (const sheet of document.querySelectorAll(".sheet")) {
    if (sheet.scrollHeight > sheet.clientHeight + 1) found.push(`a sheet is ${sheet.scrollHeight - sheet.clientHeight} too tall`);
    for (const each of sheet.querySelectorAll("h1, h2, p, dd, dt, li, section, .row, .asides")) {
      if (each.closest("svg")) continue;
      const words = each.textContent.trim().slice(0, 40);
      if (each.scrollWidth > each.clientWidth + 1) found.push(`too wide: ${words}`);
      if (each.matches("section, .row, .asides") && each.scrollHeight > each.clientHeight + 1) found.push(`too tall: ${words}`);
    }
    for (const chart of sheet.querySelectorAll(".chart-box")) {
      if (chart.clientHeight < 150) found.push(`a chart of ${chart.clientHeight} pixels: ${chart.dataset.words.slice(0, 40)}`);
    }
  }
  return found;
}"""
"""In the browser: a sentence for each part that is wider or taller than its place; none where all fits."""
