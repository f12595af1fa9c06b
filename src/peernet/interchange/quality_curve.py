"""The curve of quality against evenness as a picture: nDCG over the Gini coefficient of exposure, in SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_WIDTH, _PANEL, _HEAD, _FOOT = 720, 300, 40, 30
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 690, 30, 235
_COLOUR = "#1f6feb"
_TITLE = "Quality of suggestions against how evenly people are shown"
_ROOM = 0.12
"""Left free on either side of the values, as a share of what lies between the least and the greatest."""
_CLOSE = 8.0
"""Points nearer than this to each other share one label."""


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
    """One panel for each record, on axes of its own; `first`: how many places of each list were judged."""
    height = _HEAD + len(curves) * _PANEL + _FOOT
    panels = (
        f'<g transform="translate(0 {_HEAD + place * _PANEL})">\n{_panel(curve, first)}\n</g>'
        for place, curve in enumerate(curves)
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
            ' font-family="sans-serif" font-size="12">',
            f"<title>{_TITLE}</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="24" font-size="15">{_TITLE}</text>',
            *panels,
            f'<text x="{_LEFT}" y="{height - 12}" fill="#555">Beside each point: how many places may be handed on, and'
            " whether soon. Filled: as members see it.</text>",
            "</svg>\n",
        ]
    )


def _panel(curve: Curve, first: int) -> str:
    across = _scale([point.gini for point in curve.points], _LEFT, _RIGHT)
    up = _scale([point.ndcg for point in curve.points], _BOTTOM, _TOP)
    middle = (_TOP + _BOTTOM) // 2
    return "\n".join(
        [
            f'<text x="{_LEFT}" y="18" font-size="13" fill="{_COLOUR}">{escape(curve.name)}</text>',
            *(_tick_across(value, across) for value in across.ticks()),
            *(_tick_up(value, up) for value in up.ticks()),
            _line([(across.place(point.gini), up.place(point.ndcg), point) for point in curve.points]),
            f'<text x="{(_LEFT + _RIGHT) // 2}" y="{_BOTTOM + 38}" text-anchor="middle">'
            f"Gini of exposure in the first {first} places (0: all alike, 1: one has all)</text>",
            f'<text x="20" y="{middle}" text-anchor="middle" transform="rotate(-90 20 {middle})">nDCG@{first}</text>',
        ]
    )


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    least, most = min(values), max(values)
    room = _ROOM * (most - least) or 0.05
    return _Scale(least - room, most + room, start, end)


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


def _line(places: Sequence[tuple[float, float, Point]]) -> str:
    path = " ".join(f"{x},{y}" for x, y, _ in places)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="4" fill="{_COLOUR if point.usual else "#fff"}" stroke="{_COLOUR}"/>'
        # The usual one is drawn last: it must not lie under another at the same place.
        for x, y, point in sorted(places, key=lambda each: each[2].usual)
    )
    labels = "".join(
        f'<text x="{x}" y="{y - 9}" text-anchor="middle">{escape(name)}</text>' for x, y, name in _labels(places)
    )
    return f'<polyline points="{path}" fill="none" stroke="{_COLOUR}"/>{dots}{labels}'


def _labels(places: Sequence[tuple[float, float, Point]]) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []
    for x, y, point in places:
        if found and math.dist(found[-1][:2], (x, y)) < _CLOSE:
            found[-1] = (*found[-1][:2], f"{found[-1][2]}, {point.name}")
        else:
            found.append((x, y, point.name))
    return found
