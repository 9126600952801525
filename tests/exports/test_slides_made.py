"""Slides of exhibits made by hand: what no figure of the bundled data shows."""

from __future__ import annotations

import pytest

from exhibits.model import Cell, Column, Exhibit
from exports.files import checked
from exports.origin import Origin
from exports.slides.scale import scale_of
from tests.exports.examples import made, number, word
from tests.exports.slide_reading import charts, everything, figures, slides_of, workbook

HIDDEN = Cell(None, "*", "hidden for privacy")
STAGES = (Column("stage", "Stage"), Column("where", "Where"), Column("students", "Students", "students"))
RATES = (Column("who", "Who"), Column("rate", "Rate"), Column("share", "Share", "percent"))


def stages(*counts: Cell) -> Exhibit:
    rows = tuple((word(f"Stage {place}"), word("all"), cell) for place, cell in enumerate(counts))
    return made(rows, STAGES, name="released_stages")


def test_a_hidden_count_has_no_bar_and_is_said(origin: Origin) -> None:
    content = checked("pptx", stages(number(457, "457"), HIDDEN, number(171, "171")), origin)
    (chart,) = charts(content)
    assert figures(chart) == [457, 171]
    assert workbook(chart)[2] == ("Stage 1", None)
    assert "No bar: Stage 1: *." in everything(slides_of(content)[0])


def test_a_walk_with_every_count_hidden_is_a_table(origin: Origin) -> None:
    content = checked("pptx", stages(HIDDEN, HIDDEN), origin)
    assert charts(content) == []
    assert "Stage 1" in everything(slides_of(content)[0])


def test_released_rates_leave_out_what_is_hidden(origin: Origin) -> None:
    rows = ((word("Walk A"), word("came back"), number(37.5)), (word("Walk B"), word("came back"), HIDDEN))
    content = checked("pptx", made(rows, RATES, name="released_rates"), origin)
    assert figures(charts(content)[0]) == [37.5]
    assert "1 not shown: the table says why." in everything(slides_of(content)[0])


def test_a_kind_nobody_drew_yet_is_its_table(origin: Origin) -> None:
    exhibit = made(((word("A"), number(12.5)), (word("B"), Cell(None, "not published", "not published"))), name="new")
    (slide,) = slides_of(checked("pptx", exhibit, origin))
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["City or town", "Share"],
        ["A", "12.5%"],
        ["B", "not published"],
    ]


@pytest.mark.parametrize(
    ("values", "low", "high"), [((70, 99), 70, 100), ((0, 1_400_000), 0, 1.5e6), ((5, 5), 4.5, 5.5)]
)
def test_axes_hold_their_values_in_round_steps(values: tuple[float, float], low: float, high: float) -> None:
    scale = scale_of(values, floor=0.0)
    assert scale.low <= min(values) and scale.high >= max(values)
    assert (scale.high - scale.low) / scale.step == pytest.approx(round((scale.high - scale.low) / scale.step))
    assert scale.low == pytest.approx(low, abs=scale.step)
    assert scale.high == pytest.approx(high, abs=scale.step)


def test_percent_never_passes_a_hundred() -> None:
    assert scale_of([80.0, 99.4], floor=0.0, ceiling=100.0).high == 100.0
