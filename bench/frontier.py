"""Quality of suggestions on public records: baselines, each signal removed in turn, and quality against exposure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.yardstick import NOBODY, Question, Yardstick
from peernet.interchange.quality_curve import Curve, Point
from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend import exposure
from peernet.recommend.arrangements import CURVE, WITHOUT
from peernet.recommend.asking import prepare
from peernet.recommend.baselines import by_chance, by_overlap, by_popularity
from peernet.recommend.evaluation import DEPTH, Figures, evaluate
from peernet.recommend.mentors import rank
from peernet.recommend.spread import NONE, USUAL, Spreading, spread
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights

_FIRST = 10

Order = Callable[[Question], Sequence[str]]


def baselines(yardstick: Yardstick) -> Iterator[tuple[str, Figures]]:
    """Chance, popularity and overlap of skills."""
    popular = by_popularity(yardstick.popularity)
    skills_of = yardstick.skills_of
    yield "random", _judged(yardstick, lambda question: by_chance(yardstick.people, question.id, 1))
    yield "popularity", _judged(yardstick, lambda _: popular)
    yield "skill overlap", _judged(yardstick, lambda question: by_overlap(question.skills, skills_of))


def suggested(yardstick: Yardstick, rule: Spreading, weights: Weights | None = None) -> Figures:
    """All questions in the order of the file; who was shown counts in the questions that follow."""
    exposed: dict[str, float] = {}

    def order(question: Question) -> Sequence[str]:
        found = _ranked(yardstick, question, exposed, rule, weights or USUAL_WEIGHTS)
        for place, person in enumerate(found[:_FIRST], 1):
            exposed[person] = exposed.get(person, 0.0) + exposure.increment(place, question.at_ms)
        return found

    return _judged(yardstick, order)


def ablation(yardstick: Yardstick) -> Iterator[tuple[str, Figures]]:
    """The score without each signal, nothing spread, where it makes any difference."""
    whole = suggested(yardstick, NONE)
    for name, arrangement in WITHOUT.items():
        found = suggested(yardstick, *arrangement)
        if found != whole:
            yield name, found


def frontier(yardstick: Yardstick) -> list[tuple[str, Figures]]:
    """Quality and evenness of exposure at each setting of spreading, the one that spreads least first."""
    return [(name, suggested(yardstick, rule)) for name, rule in CURVE.items()]


def curve(yardstick: Yardstick, points: Sequence[tuple[str, Figures]]) -> Curve:
    """The frontier as it is drawn."""
    return Curve(
        yardstick.name, [Point(name, each.gini, each.mean.ndcg, CURVE[name] == USUAL) for name, each in points]
    )


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
