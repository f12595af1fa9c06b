"""Which skills words are taken for."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.skill import SkillMatch
from peernet.model.text import clean_text
from peernet.recommend.meaning import LEAST_BY_WORDS, is_weak
from peernet.recommend.nearest import nearest
from peernet.recommend.tokens import words
from peernet.recommend.words import LONGEST_GOAL
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion

GOAL_ALIKE = 75.0
"""Of 100: a word of a goal was not meant as a name, so that it has to be nearer to one."""
_TELLING = 6
_MOST_TOLD = 40


async def find_skills(network: Network, text: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
    """At most `first` skills, best first: by words, and where these say little by meaning, if the network has that.

    BadInput for text that cannot be searched.
    """
    text = clean_text(text, "matching")
    found = network.catalogue.index.find(text, languages, max(first, LEAST_BY_WORDS))
    if network.meaning is not None and is_weak(found):
        found = await network.meaning.add(found, text, languages)
    return found[: max(0, first)]


def nearest_skills(
    network: Network, question: MentorQuestion, languages: Sequence[str], first: int
) -> list[SkillMatch]:
    """At most `first` skills whose labels are spelled most like what a question was asked in and nothing was found for.

    Of a goal each longer word is looked up: whoever wants something "accessible" may mean Accessibility.
    """
    if question.skills or question.skill_ids:
        return nearest(network.catalogue.index, question.skills, languages, first)
    told = dict.fromkeys(word for word in words(question.goal[:LONGEST_GOAL]) if len(word) >= _TELLING)
    return nearest(network.catalogue.index, list(told)[:_MOST_TOLD], languages, first, GOAL_ALIKE)
