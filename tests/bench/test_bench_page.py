"""How long a room waits after a slider is let go, through a real browser. Prints; asserts no time.

Beside it: the round trip of the smallest callback there is (the same server, the same run), which no page can beat,
and the time the page's own question took. From the slider's ``change`` to the first frame after the total's text and the
waterfall have changed.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import settled

pytestmark = pytest.mark.browser
RELEASES = 40
WARM = 5
TARGET = 150
# The clock starts with the release itself, and stops in the frame after the number and a chart have changed.
IDLE = "() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 200))"
RELEASE = """(value) => new Promise((resolve, reject) => {
  const slider = document.getElementById("desk-slider-discount_rate");
  const total = document.getElementById("desk-total");
  const plot = document.querySelector("#desk-waterfall .js-plotly-plot");
  const inSight = [...document.querySelectorAll(".desk-page .js-plotly-plot")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.height > 0;
  });
  const waiting = new Set(["number", "chart"]);
  const all = new Set(inSight);
  let first = 0;
  const late = setTimeout(() => reject(new Error(`not repainted: ${[...waiting]}`)), 10000);
  let start = 0;
  const done = (part) => {
    waiting.delete(part);
    if (waiting.size) return;
    requestAnimationFrame(() => setTimeout(() => { first ||= performance.now() - start; finish(); }));
  };
  const finish = () => {
    if (!first || all.size) return;
    clearTimeout(late);
    resolve([first, Math.max(first, performance.now() - start)]);
  };
  for (const each of inSight) {
    const drawnToo = () => { each.removeListener("plotly_afterplot", drawnToo); all.delete(each); finish(); };
    each.on("plotly_afterplot", drawnToo);
  }
  const seen = new MutationObserver(() => { seen.disconnect(); done("number"); });
  seen.observe(total, { childList: true, characterData: true, subtree: true });
  const drawn = () => { plot.removeListener("plotly_afterplot", drawn); done("chart"); };
  plot.on("plotly_afterplot", drawn);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(slider, value);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  start = performance.now();
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  slider.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
})"""
# How long each question took, as the browser saw it.
ASKED = """() => performance.getEntriesByType("resource")
  .filter((each) => each.name.includes("/_dash-update-component")).map((each) => each.duration)"""
TRIVIAL = """async () => {
  const asked = { output: "keep-told.data", outputs: { id: "keep-told", property: "data" },
    inputs: [{ id: "keep-asked", property: "data", value: { address: "/" } }], state: [], changedPropIds: ["keep-asked.data"] };
  const start = performance.now();
  const answer = await fetch("/_dash-update-component",
    { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
  await answer.json();
  return performance.now() - start;
}"""


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return f"p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms"


def released(page: Page, value: str) -> tuple[float, float]:
    """Milliseconds of one release to the first repaint, and until every chart in sight is drawn.

    The page has come to rest before: a hand needs longer than this to take hold again.
    """
    page.evaluate(IDLE)
    first, every = page.evaluate(RELEASE, value)
    return first, every


def test_release_of_a_slider(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/losses")
    settled(page)
    expect(page.locator("#desk-total")).to_have_text("$7.6 billion")
    # steps far enough apart that the number reads otherwise each time
    values = [f"{2 + 0.3 * (number % 11):.1f}" for number in range(RELEASES + WARM)]
    times = [released(page, value) for value in values][WARM:]
    asked = page.evaluate(ASKED)[-RELEASES:]
    trips = [page.evaluate(TRIVIAL) for _ in range(RELEASES + WARM)][WARM:]
    print(
        f"\n/losses, from the release of a slider to repaint, {len(times)} releases: {spread([first for first, _ in times])} "
        f"(target: p95 under {TARGET} ms), until every chart in sight is drawn: "
        f"{spread([every for _, every in times])}; of which asking the server: {spread(asked)}; "
        f"the smallest callback's round trip in the same run: {spread(trips)}"
    )
    assert len(times) == RELEASES
