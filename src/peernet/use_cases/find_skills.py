"""Which skills words are taken for."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.skill import SkillMatch
from peernet.model.text import clean_text
from peernet.recommend.nearest import nearest
from peernet.recommend.tokens import words
from peernet.recommend.words import LONGEST_GOAL
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion

GOAL_ALIKE = 75.0
"""Of 100: a word of a goal was not meant as a name, so that it has to be nearer to one."""
_TELLING = 6
_MOST_TOLD = 40


def find_skills(network: Network, text: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
    """At most `first` skills, best first; BadInput for text that cannot be searched."""
    return network.catalogue.index.find(clean_text(text, "matching"), languages, first)


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
