"""Questions by meaning: the catalogue's labels are followed, and words are asked first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from peernet.errors import EngineError
from peernet.graph.session import Graph
from peernet.meaning.encoder import Encoder, NearLabel
from peernet.model.skill import MatchKind, Skill
from peernet.recommend.words import SkillIndex
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.find_skills import find_skills
from peernet.use_cases.meaning import Meaning
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, understand_with_meaning

NO_GRAPH = cast(Graph, None)  # neither asks the engine for anything


class KnowsOne:
    """An encoder for which every text means the first label; `fails` says what it cannot follow."""

    def __init__(self, fails: str = "") -> None:
        self.ready = False
        self.again = asyncio.Event()
        self.asked: list[str] = []
        self.followed: list[Sequence[str]] = []
        self.stopped = False
        self._fails = fails

    async def follow(self, labels: Sequence[str]) -> None:
        if self._fails:
            raise EngineError(self._fails)
        self.followed.append(labels)
        self.ready = True
        self.again.set()

    async def near(self, text: str, first: int) -> list[NearLabel]:
        self.asked.append(text)
        return [NearLabel(self.followed[-1][0], 0.8)][:first] if self.ready else []

    async def stop(self) -> None:
        self.stopped = True


def catalogue(*labels: str) -> Catalogue:
    made = Catalogue(NO_GRAPH)
    made.index = index(*labels)
    return made


def index(*labels: str) -> SkillIndex:
    return SkillIndex([Skill(label.lower(), {"en": label}, {}, (), (), "own") for label in labels])


async def followed(meaning: Meaning, encoder: KnowsOne) -> asyncio.Task[None]:
    task = asyncio.create_task(meaning.keep_up())
    await encoder.again.wait()
    encoder.again.clear()
    return task


async def test_sentences_are_asked_by_meaning_and_names_by_words_alone() -> None:
    known, encoder = catalogue("Accounting", "Java"), KnowsOne()
    meaning = Meaning(known, cast(Encoder, encoder))
    network = Network(NO_GRAPH, known, meaning=meaning)
    task = await followed(meaning, encoder)
    (match,) = await find_skills(network, "how do I keep the books", ["en"], 5)
    assert (match.skill_id, match.why) == ("accounting", MatchKind.MEANING)
    assert [each.skill_id for each in await find_skills(network, "java", ["en"], 5)] == ["java"]
    assert encoder.asked == ["how do I keep the books"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert encoder.stopped


async def test_a_question_for_mentors_is_understood_by_meaning_where_no_name_is_in_it() -> None:
    known, encoder = catalogue("Accounting", "Java"), KnowsOne()
    meaning = Meaning(known, cast(Encoder, encoder))
    network = Network(NO_GRAPH, known, meaning=meaning)
    task = await followed(meaning, encoder)

    async def understood(question: MentorQuestion) -> list[str]:
        return [match.skill_id for match in await understand_with_meaning(network, question, ["en"])]

    assert await understood(MentorQuestion(skills=("keeping the books",))) == ["accounting"]
    assert await understood(MentorQuestion(goal="I want to keep the books of our club")) == ["accounting"]
    asked = list(encoder.asked)
    assert await understood(MentorQuestion(skills=("Java",), goal="keep the books")) == ["java"]
    assert await understood(MentorQuestion(skill_ids=("java",), goal="keep the books")) == ["java"]
    assert await understood(MentorQuestion(goal="keep the books", community_id="lagos")) == []
    assert encoder.asked == asked
    task.cancel()


async def test_a_changed_catalogue_is_embedded_anew() -> None:
    known, encoder = catalogue("Accounting"), KnowsOne()
    task = await followed(Meaning(known, cast(Encoder, encoder)), encoder)
    known.index = index("Accounting", "Bees")
    async with asyncio.timeout(10):
        await encoder.again.wait()
    assert encoder.followed == [["Accounting"], ["Accounting", "Bees"]]
    task.cancel()


async def test_without_an_encoder_and_with_one_that_fails_words_answer_as_ever() -> None:
    known = catalogue("Keep bees", "Java")
    broken = Meaning(known, cast(Encoder, KnowsOne(fails="no disk")))
    task = asyncio.create_task(broken.keep_up())
    await asyncio.sleep(0)
    alone = await find_skills(Network(NO_GRAPH, known), "how are bees kept", ["en"], 5)
    assert [match.skill_id for match in alone] == ["keep bees"]
    assert await find_skills(Network(NO_GRAPH, known, meaning=broken), "how are bees kept", ["en"], 5) == alone
    task.cancel()
