"""Suggestions judged by what really happened, asked through the engine."""

from __future__ import annotations

import pytest

from peernet.errors import BadInput
from peernet.graph.session import Graph
from peernet.graph.suggestions import NOBODY
from peernet.interchange.question_files import AskedQuestion
from peernet.recommend.arrangements import BEST_FIRST, WITHOUT
from peernet.use_cases.evaluate_suggestions import evaluate_suggestions
from peernet.use_cases.learn_network import learn_network
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, consider, understand
from tests.contract.asking import picture
from tests.contract.seeding import NOW, OfferOf, person, seed, skill


def asked(id_: str, *skills: str, by: str | None = None) -> AskedQuestion:
    """A question of a file."""
    return AskedQuestion(id_, by, skills, "", None, None, NOW)


async def answering(graph: Graph) -> Network:
    """Three who have answered, and one who offers."""
    network = await seed(
        graph,
        person("ann", shown={"go": 9.0, "sql": 1.0}),
        person("bea", shown={"sql": 9.0}),
        person("cid", shown={"tea": 2.0}),
        person("dee", offers={"go": OfferOf(4, 1.0)}),
        skill("go", "Golang"),
    )
    await learn_network(graph, NOW)
    await network.catalogue.refresh()
    return network


async def test_questions_are_asked_by_id_or_in_words_and_judged(graph: Graph) -> None:
    network = await answering(graph)
    before = await picture(graph)
    found = await evaluate_suggestions(
        network, [asked("q1", "sql"), asked("q2", "golang")], {"q1": {"bea": 1.0}, "q2": {"dee": 1.0, "ann": 2.0}}
    )
    assert found.ranked["q1"][0] == "bea"
    assert {"ann", "dee"} <= set(found.ranked["q2"])
    assert found.suggestions.mean.recall == 1
    assert found.suggestions.queries == 2
    assert set(found.rules) == {"random", "popularity", "tag overlap"}
    assert found.rules["popularity"].mean.recall == 1
    assert await picture(graph) == before


async def test_other_arrangements_are_judged_on_the_same_candidates(graph: Graph) -> None:
    network = await answering(graph)
    truth = {"q1": {"bea": 1.0}}
    found = await evaluate_suggestions(
        network, [asked("q1", "sql")], truth, compare={"as it is": BEST_FIRST, **WITHOUT}
    )
    assert found.compared["as it is"].figures == found.suggestions
    assert set(found.compared) == {"as it is", *WITHOUT}
    evidence = next(name for name in WITHOUT if "shown_skill" in name)
    assert found.compared[evidence].ranked["q1"][:2] == ["ann", "bea"]
    assert found.ranked["q1"][0] == "bea"


async def test_a_question_that_asks_for_nothing_is_answered_with_the_most_active(graph: Graph) -> None:
    found = await evaluate_suggestions(await answering(graph), [asked("q1")], {"q1": {"ann": 1.0}})
    assert found.ranked["q1"] == ["ann", "bea", "cid"]


@pytest.mark.parametrize(
    ("truth", "what"),
    [
        ({"q2": {"ann": 1.0}}, "no question 'q2'"),
        ({"q1": {"eve": 1.0}}, "'eve', right for 'q1', is not in the network"),
    ],
)
async def test_a_truth_of_strangers_is_refused(graph: Graph, truth: dict[str, dict[str, float]], what: str) -> None:
    with pytest.raises(BadInput, match=what):
        await evaluate_suggestions(await answering(graph), [asked("q1", "go")], truth)


async def test_what_is_considered_holds_the_facts_and_what_is_usual(graph: Graph) -> None:
    network = await answering(graph)
    question = MentorQuestion(skill_ids=("sql",))
    understood = understand(network.catalogue.index, question, ())
    known = await consider(network, NOBODY, question, understood, (), 10)
    assert known.candidates is not None
    assert {each.person_id for each in known.candidates.mentors} == {"ann", "bea", "cid"}
    assert known.background.shown == pytest.approx(21.0)
    assert known.background.skills["sql"].people == 2
