"""Quality against seconds as a picture: the mean and the worst team of 1,000 and of 5,000 people, beside the bound."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bench.teams import ASKED, TeamsAsked, curve_of
from peernet.model.grouping import GroupingProgress

_WIDTH, _HEIGHT, _LEFT, _TOP, _PLOT = 760, 320, 70, 50, 210
_MEAN, _WORST, _BOUND = "#1f5f8b", "#c0504d", "#777777"


def curves_of_teams() -> str:
    """One panel for each of the two made instances, seconds of the processor to the right."""
    panels = [_panel(asked, curve_of(asked), place) for place, asked in enumerate(ASKED[2:])]
    height = _HEIGHT * len(panels)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif">',
            f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
            *panels,
            "</svg>",
            "",
        ]
    )


def _panel(asked: TeamsAsked, told: Sequence[GroupingProgress], place: int) -> str:
    seconds = max(each.seconds for each in told)
    least = min(each.worst for each in told)
    most = max(max(each.bound, each.worst_bound) for each in told)

    def point(each: GroupingProgress, value: float) -> str:
        x = _LEFT + (_WIDTH - 2 * _LEFT) * each.seconds / seconds
        return f"{x:.1f},{_up(value, least, most):.1f}"

    lines = [
        _line([point(each, each.bound) for each in told], _BOUND, "4 4"),
        _line([point(each, each.worst_bound) for each in told], _WORST, "2 5"),
        _line([point(each, each.mean) for each in told], _MEAN),
        _line([point(each, each.worst) for each in told], _WORST),
    ]
    bottom, right = _TOP + _PLOT, _WIDTH - _LEFT
    parts = [
        f'<g transform="translate(0 {place * _HEIGHT})">',
        _text(_LEFT, 25, f"{asked.people:,} people into {asked.teams:,} teams: Blau's index against seconds"),
        f'<path d="M{_LEFT} {_TOP - 10}V{bottom + 5}H{right}" fill="none" stroke="black"/>',
        *lines,
        *(_text(8, _up(value, least, most) + 4, f"{value:.3f}") for value in (least, most)),
        _text(_LEFT, bottom + 24, "0"),
        _text(right - 25, bottom + 24, f"{seconds:.1f} s"),
        _text(_LEFT + 60, bottom + 24, "mean", _MEAN),
        _text(_LEFT + 120, bottom + 24, "worst team", _WORST),
        _text(_LEFT + 220, bottom + 24, "bounds by supply, dashed (mean) and dotted (worst)", _BOUND),
        "</g>",
    ]
    return "\n".join(parts)


def _up(value: float, least: float, most: float) -> float:
    return _TOP + _PLOT * (1 - (value - least) / (most - least))


def _line(points: Sequence[str], colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'


def _text(x: float, y: float, text: str, colour: str = "black") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" fill="{colour}">{escape(text)}</text>'
