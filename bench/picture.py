"""Points with names on two axes, as an SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 640, 400, 70
ROOM = 0.15
"""Left free on either side of the values, as a share of what lies between the least and the greatest."""


class Axis(NamedTuple):
    """What is measured, and one value for each point."""

    name: str
    values: Sequence[float]

    def place(self, value: float, start: float, end: float) -> float:
        """Where the value lies between `start` and `end` of the picture."""
        least, most = min(self.values), max(self.values)
        share = (value - least) / (most - least) if most > least else 0.5
        return start + (ROOM + (1 - 2 * ROOM) * share) * (end - start)

    def label(self) -> str:
        """The name, with the least and the greatest value."""
        return f"{self.name} ({min(self.values):.3f} to {max(self.values):.3f})"


def picture(title: str, names: Sequence[str], across: Axis, up: Axis) -> str:
    """The picture: `across` grows to the right, `up` upwards."""
    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{MARGIN} {MARGIN}V{bottom}H{right}" fill="none" stroke="black"/>',
        _text(MARGIN, 25, title),
        _text(MARGIN, MARGIN - 15, up.label()),
        _text(MARGIN, HEIGHT - 30, across.label()),
    ]
    for name, x, y in zip(names, across.values, up.values, strict=True):
        at_x, at_y = across.place(x, MARGIN, right), up.place(y, bottom, MARGIN)
        parts.append(f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="5" fill="#1f5f8b"/>')
        parts.append(_text(at_x + 9, at_y + 4, name))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13">{escape(text)}</text>'
