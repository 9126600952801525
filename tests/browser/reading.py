"""Waiting as a person does: until the page stands, and its charts are drawn."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def arrive(page: Page, path: str) -> None:
    """Open an address and wait for its heading and its charts."""
    page.goto(path)
    settled(page)


def settled(page: Page) -> None:
    """The heading is there and every chart has marks."""
    expect(page.locator("#main h1, #main .headline").first).to_be_visible()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('.main-svg .cartesianlayer path'))"
    )
    page.wait_for_load_state("networkidle")


def figures(page: Page) -> list[dict[str, object]]:
    """What each chart holds, as drawn: data and annotation texts."""
    found: list[dict[str, object]] = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].map((plot) => ({
            data: plot.data, texts: (plot.layout.annotations || []).map((each) => each.text) }))"""
    )
    return found
