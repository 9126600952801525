"""A map as a group of shapes: PowerPoint has no such chart, and a group stays sharp and can be edited."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Emu, Pt

from exports.slides.boxes import THEME, Box, plain, write
from exports.slides.fitting import inches, width_of
from exports.slides.model import Map

NAME_SIZE = 11.0


def add_map(slide: Slide, content: Map, room: Box) -> Any:
    """Draw the map in the middle of the room. Returns the group; names of places stand beside it as text."""
    across = [x for line in content.lines for x, _ in line] + [spot.across for spot in content.spots]
    up = [y for line in content.lines for _, y in line] + [spot.up for spot in content.spots]
    west, east, south, north = min(across), max(across), min(up), max(up)
    scale = min(room.width / (east - west), room.height / (north - south))
    left = room.left + (room.width - (east - west) * scale) / 2

    def at(x: float, y: float) -> tuple[int, int]:
        return int(left + (x - west) * scale), int(room.top + (north - y) * scale)

    group = slide.shapes.add_group_shape()
    group.name = "Map"
    for line in content.lines:
        _line(group, [at(x, y) for x, y in line])
    for spot in sorted(content.spots, key=lambda spot: -spot.width):
        _circle(group, spot.width, at(spot.across, spot.up), THEME[spot.colour], spot.hollow)
    for spot in content.spots:
        if spot.name:
            x, y = at(spot.across, spot.up)
            away = Pt(spot.width / 2 + 4)
            room_for = Emu(int(Pt(width_of(spot.name) * NAME_SIZE + 4)))
            start = x - away - room_for if spot.name_left else x + away
            beside = Box(Emu(start), Emu(y - Pt(NAME_SIZE * 0.65)), room_for, inches(0.2))
            write(slide, beside, [(spot.name, "text", NAME_SIZE)], name=spot.name, wrapped=False)
    return group


def _line(group: Any, points: list[tuple[int, int]]) -> None:
    if len(points) < 2:
        return
    builder = group.shapes.build_freeform(*points[0], scale=1.0)
    builder.add_line_segments(points[1:], close=points[0] == points[-1])
    drawn = plain(builder.convert_to_shape())
    drawn.fill.background()
    drawn.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    drawn.line.width = Pt(0.75)


def _circle(group: Any, width: float, middle: tuple[int, int], colour: Any, hollow: bool) -> None:
    size = Pt(width)
    drawn = plain(group.shapes.add_shape(MSO_SHAPE.OVAL, middle[0] - size // 2, middle[1] - size // 2, size, size))
    drawn.line.width = Pt(1)
    if hollow:
        drawn.fill.background()
        drawn.line.color.theme_color = colour
    else:
        drawn.fill.solid()
        drawn.fill.fore_color.theme_color = colour
        drawn.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
