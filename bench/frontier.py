"""Quality of suggestions on public records: baselines, each signal removed in turn, and quality against exposure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from bench.yardstick import NOBODY, Question, Yardstick
from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend import exposure
from peernet.recommend.asking import prepare
from peernet.recommend.baselines import by_chance, by_overlap, by_popularity
from peernet.recommend.evaluation import DEPTH, Figures, evaluate
from peernet.recommend.mentors import rank
from peernet.recommend.signals import SIGNALS
from peernet.recommend.spread import NONE, USUAL, Spreading, spread
from peernet.recommend.weighting import BOUNDS, USUAL_WEIGHTS, Weights, name_of

SETTINGS = (NONE, replace(USUAL, keep=9), replace(USUAL, keep=8), USUAL, replace(USUAL, keep=6), replace(USUAL, keep=4))
_FIRST = 10

Order = Callable[[Question], Sequence[str]]


def baselines(yardstick: Yardstick) -> Iterator[tuple[str, Figures]]:
    """Chance, popularity and overlap of skills."""
    popular = by_popularity(yardstick.popularity)
    skills_of = yardstick.skills_of
    yield "random", _judged(yardstick, lambda question: by_chance(yardstick.people, question.id, 1))
    yield "popularity", _judged(yardstick, lambda _: popular)
    yield "skill overlap", _judged(yardstick, lambda question: by_overlap(question.skills, skills_of))


def suggested(yardstick: Yardstick, rule: Spreading, weights: Weights = USUAL_WEIGHTS) -> Figures:
    """All questions in the order of the file; who was shown counts in the questions that follow."""
    exposed: dict[str, float] = {}

    def order(question: Question) -> Sequence[str]:
        found = _ranked(yardstick, question, exposed, rule, weights)
        for place, person in enumerate(found[:_FIRST], 1):
            exposed[person] = exposed.get(person, 0.0) + exposure.increment(place, question.at_ms)
        return found

    return _judged(yardstick, order)


def ablation(yardstick: Yardstick) -> Iterator[tuple[str, Figures]]:
    """The score without each signal of which the folder holds facts, nothing spread."""
    for signal in SIGNALS:
        if BOUNDS[name_of(signal)].least == 0:  # the skill itself cannot be left out
            without = Weights({name_of(signal): 0.0})
            yield " or ".join(reason.kind for reason in signal.reasons), suggested(yardstick, NONE, without)


def frontier(yardstick: Yardstick) -> list[tuple[Spreading, Figures]]:
    """Quality and evenness of exposure at each setting, the one that spreads least first."""
    return [(rule, suggested(yardstick, rule)) for rule in SETTINGS]


def picture(curves: Sequence[tuple[str, Sequence[tuple[Spreading, Figures]]]]) -> str:
    """nDCG (upwards) against the Gini coefficient of exposure (to the right) as one SVG; the default is filled."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12">',
        '<path d="M60 20V350H620" fill="none" stroke="#444"/>',
        '<text x="340" y="388" text-anchor="middle">Gini of exposure, first ten places</text>',
        '<text x="16" y="190" text-anchor="middle" transform="rotate(-90 16 190)">nDCG@10</text>',
    ]
    for tick in range(6):
        at = tick / 5
        parts.append(f'<text x="{_x(0.5 + at / 2):.0f}" y="366" text-anchor="middle">{0.5 + at / 2:.1f}</text>')
        parts.append(f'<text x="52" y="{_y(at * 0.6):.0f}" text-anchor="end">{at * 0.6:.2f}</text>')
    for colour, (name, points) in zip(("#1b6ca8", "#b5482f", "#3c7d3c", "#7a4f9a"), curves, strict=False):
        line = " ".join(f"{_x(each.gini):.1f},{_y(each.mean.ndcg):.1f}" for _, each in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        for rule, each in points:
            fill = colour if rule == USUAL else "white"
            parts.append(
                f'<circle cx="{_x(each.gini):.1f}" cy="{_y(each.mean.ndcg):.1f}" r="4" fill="{fill}"'
                f' stroke="{colour}"/>'
            )
        last = points[0][1]
        parts.append(
            f'<text x="{_x(last.gini):.0f}" y="{_y(last.mean.ndcg) - 10:.0f}" text-anchor="end" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def folders_in(root: Path) -> list[Path]:
    """The folders with questions and answers: `root` itself, or those in it."""
    return [folder for folder in (root, *sorted(root.iterdir())) if (folder / "queries.csv").is_file()]


def _ranked(
    yardstick: Yardstick, question: Question, exposed: dict[str, float], rule: Spreading, weights: Weights
) -> list[str]:
    found: list[MentorCandidate] = yardstick.candidates(question, exposed)
    asking = prepare(NOBODY, yardstick.wanted(question), question.at_ms, found, yardstick.background(question))
    ranked = spread(
        rank(asking, found, weights),
        lambda each: exposure.value(each.candidate.exposure, question.at_ms),
        rule,
    )
    return [each.candidate.person_id for each in ranked[:DEPTH]]


def _judged(yardstick: Yardstick, order: Order) -> Figures:
    ranked = {question.id: list(order(question))[:DEPTH] for question in yardstick.questions}
    return evaluate(ranked, yardstick.truth, yardstick.people, _FIRST)


def _x(gini: float) -> float:
    return 60 + (gini - 0.5) * 2 * 560


def _y(ndcg: float) -> float:
    return 350 - ndcg / 0.6 * 320
