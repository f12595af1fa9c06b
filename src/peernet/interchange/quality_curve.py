"""The curve of quality against evenness as a picture: nDCG over the Gini coefficient of exposure, in SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 690, 70, 370
_COLOURS = ("#1f6feb", "#b35900", "#1a7f37", "#8250df")
_TITLE = "Quality of suggestions against how evenly people are shown"
_ROOM = 0.12
"""Left free on either side of the values, as a share of what lies between the least and the greatest."""


class Point(NamedTuple):
    """One setting; name: what stands beside it; usual: whether it is the default, which is drawn filled."""

    name: str
    gini: float
    ndcg: float
    usual: bool


class Curve(NamedTuple):
    """The settings of one record, the one that spreads least first."""

    name: str
    points: Sequence[Point]


class _Scale(NamedTuple):
    least: float
    most: float
    start: float
    end: float

    def place(self, value: float) -> float:
        return round(self.start + (value - self.least) / (self.most - self.least) * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """Four to ten round values."""
        rough = (self.most - self.least) / 5
        unit = 10 ** math.floor(math.log10(rough))
        step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)
        first = math.ceil(self.least / step)
        return [number * step for number in range(first, math.floor(self.most / step) + 1)]


def quality_svg(curves: Sequence[Curve], first: int) -> str:
    """One picture of all curves; `first`: how many places of each list were judged. There must be a point."""
    points = [point for curve in curves for point in curve.points]
    across = _scale([point.gini for point in points], _LEFT, _RIGHT)
    up = _scale([point.ndcg for point in points], _BOTTOM, _TOP)
    drawn = [_line(curve, _COLOURS[place % len(_COLOURS)], across, up) for place, curve in enumerate(curves)]
    middle = (_TOP + _BOTTOM) // 2
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
            ' font-family="sans-serif" font-size="12">',
            f"<title>{_TITLE}</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="20" font-size="14">{_TITLE}</text>',
            *_legend(curves),
            *(_tick_across(value, across) for value in across.ticks()),
            *(_tick_up(value, up) for value in up.ticks()),
            *drawn,
            f'<text x="{(_LEFT + _RIGHT) // 2}" y="{_BOTTOM + 40}" text-anchor="middle">'
            f"Gini of exposure in the first {first} places (0: all alike, 1: one has all)</text>",
            f'<text x="18" y="{middle}" text-anchor="middle" transform="rotate(-90 18 {middle})">nDCG@{first}</text>',
            f'<text x="{_LEFT}" y="{_HEIGHT - 10}" fill="#555">Beside each point: places of ten that may be handed on.'
            " Filled: as members see it.</text>",
            "</svg>\n",
        ]
    )


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    least, most = min(values), max(values)
    room = _ROOM * (most - least) or 0.05
    return _Scale(least - room, most + room, start, end)


def _legend(curves: Sequence[Curve]) -> list[str]:
    width = (_RIGHT - _LEFT) // max(1, len(curves))
    return [
        f'<text x="{_LEFT + width * place}" y="44" fill="{_COLOURS[place % len(_COLOURS)]}">{escape(curve.name)}</text>'
        for place, curve in enumerate(curves)
    ]


def _tick_across(value: float, scale: _Scale) -> str:
    x = scale.place(value)
    return (
        f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{_BOTTOM}" stroke="#ddd"/>'
        f'<text x="{x}" y="{_BOTTOM + 18}" text-anchor="middle">{value:.4g}</text>'
    )


def _tick_up(value: float, scale: _Scale) -> str:
    y = scale.place(value)
    return (
        f'<line x1="{_LEFT}" y1="{y}" x2="{_RIGHT}" y2="{y}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{value:.4g}</text>'
    )


def _line(curve: Curve, colour: str, across: _Scale, up: _Scale) -> str:
    places = [(across.place(point.gini), up.place(point.ndcg), point) for point in curve.points]
    path = " ".join(f"{x},{y}" for x, y, _ in places)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="4" fill="{colour if point.usual else "#fff"}" stroke="{colour}"/>'
        f'<text x="{x + 6}" y="{y - 6}" font-size="10" fill="{colour}">{escape(point.name)}</text>'
        for x, y, point in places
    )
    return f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}'
