"""The curve of a round as a picture: places filled and mean quality over coverage, in SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peernet.model.round import CurvePoint

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 570, 40, 300
_MATCHED, _MEAN = "#1f6feb", "#b35900"


def curve_svg(points: Sequence[CurvePoint], maximum: int) -> str:
    """One picture of two lines: places filled (left scale, to the maximum) and mean quality (right scale, 0 to 1)."""
    most = max(1, maximum)
    ticks = [_tick(share, most) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    lines = (
        _line(points, lambda point: point.matched / most, _MATCHED),
        _line(points, lambda point: point.mean, _MEAN),
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
            ' font-family="sans-serif" font-size="13">',
            "<title>Places filled and mean quality of the pairs, by coverage</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="24" fill="{_MATCHED}">places filled</text>',
            f'<text x="{_RIGHT}" y="24" text-anchor="end" fill="{_MEAN}">mean quality</text>',
            *ticks,
            *lines,
            f'<text x="{(_LEFT + _RIGHT) // 2}" y="{_BOTTOM + 44}" text-anchor="middle">coverage</text>',
            "</svg>\n",
        ]
    )


def _tick(share: float, most: int) -> str:
    x, y = _x(share), _y(share)
    return (
        f'<line x1="{_LEFT}" y1="{y}" x2="{_RIGHT}" y2="{y}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end" fill="{_MATCHED}">{share * most:,.0f}</text>'
        f'<text x="{_RIGHT + 8}" y="{y + 4}" fill="{_MEAN}">{share:g}</text>'
        f'<text x="{x}" y="{_BOTTOM + 22}" text-anchor="middle">{share:g}</text>'
    )


def _line(points: Sequence[CurvePoint], height: Callable[[CurvePoint], float], colour: str) -> str:
    places = [(_x(point.coverage), _y(height(point))) for point in points]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
    path = " ".join(f"{x},{y}" for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def _x(share: float) -> float:
    return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def _y(share: float) -> float:
    return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)
