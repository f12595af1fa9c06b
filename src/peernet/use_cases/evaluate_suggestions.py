"""Judge suggestions by what really happened: each question is asked as a member would, and compared with the truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from peernet.errors import BadInput
from peernet.graph import bulk
from peernet.graph import learned as store
from peernet.graph.suggestions import NOBODY
from peernet.interchange.question_files import AskedQuestion, Truth
from peernet.model.skill import SkillMatch
from peernet.recommend.arrangements import Arrangement
from peernet.recommend.baselines import by_chance, by_overlap, by_popularity
from peernet.recommend.evaluation import DEPTH, Figures, Ranking, discount, evaluate
from peernet.recommend.exposure import stored
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.spread import USUAL, Spreading
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import Considered, MentorQuestion, asks_something, consider, understand

_SEED = 1
_NOTHING: Mapping[str, Arrangement] = MappingProxyType({})


class Compared(NamedTuple):
    """What another arrangement would have given: its figures, and whom it shows first to each question."""

    figures: Figures
    ranked: Ranking


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of the suggestions and, by name, of the simple rules beside them; ranked: by question, best first.

    compared: what the same questions would have got by each of the other arrangements, by its name.
    """

    suggestions: Figures
    rules: Mapping[str, Figures]
    ranked: Mapping[str, Sequence[str]]
    compared: Mapping[str, Compared]


class _Answers:
    """What one arrangement answers to one question after another; who was shown counts for the next."""

    def __init__(self, arrangement: Arrangement, depth: int, first: int) -> None:
        self.ranked: dict[str, list[str]] = {}
        self._arrangement, self._depth, self._first = arrangement, depth, first
        self._exposed: dict[str, float] = {}

    def add(self, question_id: str, known: Considered | None) -> None:
        found = [] if known is None else self._found(known)
        self.ranked[question_id] = found
        for place, person_id in enumerate(found[: self._first]):
            self._exposed[person_id] = self._exposed.get(person_id, 0.0) + 1 / discount(place)

    def _found(self, known: Considered) -> list[str]:
        if known.candidates is None:
            return []
        asker, met = known.candidates.asker, known.candidates.mentors
        mentors = [replace(each, exposure=stored(self._exposed.get(each.person_id, 0.0), known.at)) for each in met]
        spreading, weights = self._arrangement
        weights = known.candidates.weights if weights is None else weights
        found = suggest_mentors(
            asker,
            known.wanted,
            mentors,
            known.at,
            self._depth,
            background=known.background,
            spreading=spreading,
            weights=weights,
        )
        return [suggestion.person_id for suggestion in found]


async def evaluate_suggestions(
    network: Network,
    questions: Sequence[AskedQuestion],
    truth: Truth,
    first: int = 10,
    rule: Spreading = USUAL,
    progress: Callable[[int], None] = lambda _: None,
    compare: Mapping[str, Arrangement] = _NOTHING,
) -> Evaluation:
    """Asks the questions in their order, as if each had been answered before the next came, and judges the answers.

    Who was shown to one asker counts as exposure for the next (recommend/spread.py); nothing is written. BadInput: a
    truth without its question, or somebody in it who is not in the network. Files of questions may have one that asks
    for nothing: it is answered with the most active people. Each question is put to the engine once, however many
    arrangements there are to `compare`.
    """
    people = [person_id async for page in bulk.person_ids(network.graph) for person_id in page]
    _check(questions, truth, frozenset(people))
    asked_for = _Answers(Arrangement(rule), DEPTH, first)
    others = {name: _Answers(arrangement, first, first) for name, arrangement in compare.items()}
    for number, question in enumerate(questions, 1):
        known = await _ask(network, question)
        for answers in (asked_for, *others.values()):
            answers.add(question.id, known)
        progress(number)
    asked = {question.id: question for question in questions if question.id in truth}
    rules = await _simple(network, people, list(asked.values()))
    judged = {query_id: found for query_id, found in asked_for.ranked.items() if query_id in truth}
    return Evaluation(
        evaluate(judged, truth, people, first),
        {name: evaluate(answers, truth, people, first) for name, answers in rules.items()},
        asked_for.ranked,
        {name: _compared(answers, truth, people, first) for name, answers in others.items()},
    )


def _compared(answers: _Answers, truth: Truth, people: Sequence[str], first: int) -> Compared:
    judged = {query_id: answers.ranked[query_id] for query_id in truth}
    return Compared(evaluate(judged, truth, people, first), judged)


async def _ask(network: Network, asked: AskedQuestion) -> Considered | None:
    question, understood = _question(network, asked)
    if asks_something(question) and not understood and question.community_id is None:
        return None
    return await consider(network, asked.as_person or NOBODY, question, understood, (), DEPTH)


def _question(network: Network, asked: AskedQuestion) -> tuple[MentorQuestion, list[SkillMatch]]:
    index = network.catalogue.index
    question = MentorQuestion(
        skills=tuple(text for text in asked.skills if text not in index),
        skill_ids=tuple(text for text in asked.skills if text in index),
        level=asked.level,
        goal=asked.goal,
        community_id=asked.community_id,
        at=asked.at,
    )
    return question, understand(index, question, ()) if asks_something(question) else []


def _check(questions: Sequence[AskedQuestion], truth: Truth, people: Collection[str]) -> None:
    known = {question.id for question in questions}
    for query_id, gains in truth.items():
        if query_id not in known:
            raise BadInput(f"there is no question {query_id[:60]!r} for this truth", "truth")
        stranger = next((person_id for person_id in gains if person_id not in people), None)
        if stranger is not None:
            raise BadInput(f"{stranger[:60]!r}, right for {query_id[:60]!r}, is not in the network", "truth")


async def _simple(
    network: Network, people: Sequence[str], questions: Sequence[AskedQuestion]
) -> dict[str, dict[str, list[str]]]:
    """What the simple rules answer: chance, popularity, and how many of the asked skills somebody has."""
    activity, skills = await _known(network)
    popular = by_popularity({person_id: activity.get(person_id, 0.0) for person_id in people})[:DEPTH]
    index = network.catalogue.index
    return {
        "random": {each.id: by_chance(people, each.id, _SEED)[:DEPTH] for each in questions},
        "popularity": {each.id: popular for each in questions},
        "tag overlap": {
            each.id: by_overlap([text for text in each.skills if text in index], skills)[:DEPTH] for each in questions
        },
    }


async def _known(network: Network) -> tuple[dict[str, float], dict[str, frozenset[str]]]:
    """By person, how much they have done (evidence and mentorships), and which skills they have."""
    activity: dict[str, float] = {}
    skills: dict[str, frozenset[str]] = {}
    async for page in bulk.person_ids(network.graph):
        for row in await store.shown_by(network.graph, page, network.clock()):
            activity[row.person_id] = row.activity + row.mentorships
            skills[row.person_id] = frozenset(skill_id for skill_id, _, _ in row.sums)
    return activity, skills
