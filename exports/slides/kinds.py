"""Which exhibit becomes which drawing. One line here gives a new kind a chart; a kind that is not here gets its table."""

from __future__ import annotations

from collections.abc import Callable

from exhibits.model import Exhibit
from exports.slides import bars, clouds, dots, lines, sights, timeline
from exports.slides.model import Content

DRAWN: dict[str, Callable[[Exhibit], Content]] = {
    "profile": sights.profile,
    "ranking": dots.ranking,
    "trend": lines.trend,
    "slope": lines.slope,
    "scatter": clouds.scatter,
    "map": sights.arizona,
    "loss_components": bars.components,
    "losses_total": sights.total,
    "losses_waterfall": bars.desk_parts,
    "losses_tornado": bars.tornado,
    "losses_chance": clouds.chance,
    "losses_break_even": sights.break_even,
    "losses_cities": dots.cities,
    "losses_difference": bars.difference,
    "losses_studies": dots.studies,
    "graduation": lines.graduation,
    "walk_timeline": timeline.timeline,
    "walk_stages": bars.funnel,
    "walk_totals": clouds.totals,
    "walk_returns": dots.returns,
    "released_stages": bars.released,
    "released_rates": dots.released,
}


def content_of(exhibit: Exhibit) -> Content:
    """What an exhibit's slide shows. One without a figure or without numbers to draw is shown as its table."""
    draw = DRAWN.get(exhibit.name)
    if draw is None or (not exhibit.table.rows and not exhibit.cards):
        return sights.table(exhibit)
    try:
        return draw(exhibit)
    except (KeyError, IndexError, ValueError):
        # a column that is not there, or no number in it: the table says whatever there is
        return sights.table(exhibit)
