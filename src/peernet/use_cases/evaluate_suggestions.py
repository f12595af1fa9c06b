"""Judge suggestions by what really happened: each question is asked as a member would, and compared with the truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from peernet.errors import BadInput
from peernet.graph import bulk
from peernet.graph import learned as store
from peernet.graph.suggestions import NOBODY
from peernet.interchange.question_files import AskedQuestion, Truth
from peernet.model.skill import SkillMatch
from peernet.recommend.baselines import by_chance, by_overlap, by_popularity
from peernet.recommend.evaluation import DEPTH, Figures, discount, evaluate
from peernet.recommend.exposure import stored
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.spread import USUAL, Spreading
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, asks_something, consider, understand

_SEED = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of the suggestions and, by name, of the simple rules beside them; ranked: by question, best first."""

    suggestions: Figures
    rules: Mapping[str, Figures]
    ranked: Mapping[str, Sequence[str]]


async def evaluate_suggestions(
    network: Network,
    questions: Sequence[AskedQuestion],
    truth: Truth,
    first: int = 10,
    rule: Spreading = USUAL,
    progress: Callable[[int], None] = lambda _: None,
) -> Evaluation:
    """Asks the questions in their order, as if each had been answered before the next came, and judges the answers.

    Who was shown to one asker counts as exposure for the next (recommend/spread.py); nothing is written. BadInput: a
    truth without its question, or somebody in it who is not in the network. Files of questions may have one that asks
    for nothing: it is answered with the most active people.
    """
    people = [person_id async for page in bulk.person_ids(network.graph) for person_id in page]
    _check(questions, truth, frozenset(people))
    exposed: dict[str, float] = {}
    ranked: dict[str, list[str]] = {}
    for number, question in enumerate(questions, 1):
        found = await _ask(network, question, exposed, rule)
        ranked[question.id] = found
        for place, person_id in enumerate(found[:first]):
            exposed[person_id] = exposed.get(person_id, 0.0) + 1 / discount(place)
        progress(number)
    asked = {question.id: question for question in questions if question.id in truth}
    rules = await _simple(network, people, list(asked.values()))
    judged = {query_id: found for query_id, found in ranked.items() if query_id in truth}
    return Evaluation(
        evaluate(judged, truth, people, first),
        {name: evaluate(answers, truth, people, first) for name, answers in rules.items()},
        ranked,
    )


async def _ask(network: Network, asked: AskedQuestion, exposed: Mapping[str, float], rule: Spreading) -> list[str]:
    question, understood = _question(network, asked)
    if asks_something(question) and not understood and question.community_id is None:
        return []
    known = await consider(network, asked.as_person or NOBODY, question, understood, (), DEPTH)
    if known.candidates is None:
        return []
    asker, met = known.candidates.asker, known.candidates.mentors
    mentors = [replace(each, exposure=stored(exposed.get(each.person_id, 0.0), known.at)) for each in met]
    weights = known.candidates.weights
    found = suggest_mentors(asker, known.wanted, mentors, known.at, DEPTH, 0, known.background, rule, weights)
    return [suggestion.person_id for suggestion in found]


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
        for row in await store.shown_by(network.graph, page):
            activity[row.person_id] = row.activity + row.mentorships
            skills[row.person_id] = frozenset(skill_id for skill_id, _, _ in row.sums)
    return activity, skills
