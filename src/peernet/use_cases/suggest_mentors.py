"""Who can mentor me in X."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.errors import BadInput
from peernet.graph.suggestions import Candidates, mentor_candidates
from peernet.model.mentor_candidate import WantedSkill
from peernet.model.skill import MatchKind, SkillMatch
from peernet.model.suggestion import Suggestion
from peernet.model.text import ID_LENGTH, clean_line, clean_text
from peernet.recommend.mentors import suggest_mentors as ranked
from peernet.recommend.wanted import wanted_skills
from peernet.recommend.words import SkillIndex
from peernet.use_cases.network import Network

MOST_NEAR = 8
"""Skills next to the asked ones whose mentors are considered: each is one more front to read."""
MOST_TEXTS = 5


@dataclass(frozen=True, slots=True)
class MentorQuestion:
    """What a member asks: skills by word or by id, the level wanted (1 to 5), a goal, a community to stay within.

    at: the time for which hours and recency count, epoch milliseconds; None for now.
    """

    skills: tuple[str, ...] = ()
    skill_ids: tuple[str, ...] = ()
    level: int | None = None
    goal: str = ""
    community_id: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """What an answer was chosen from; at: the time asked about, now: when it was found (epoch ms)."""

    asked: list[str]
    near: list[str]
    community_ids: list[str]
    wanted: list[WantedSkill]
    candidates: Candidates | None
    at: int
    now: int


@dataclass(frozen=True, slots=True)
class MentorAnswer:
    """`understood`: what the words were taken for, surest first; suggestions best first; `more`: others follow.

    languages: those of the asker's profile, which came with the candidates; None where none were looked for.
    considered: None where nothing was understood.
    """

    understood: list[SkillMatch]
    suggestions: list[Suggestion]
    more: bool
    languages: tuple[str, ...] | None = None
    considered: Considered | None = None

    @property
    def available(self) -> int:
        """How many people can be asked now, among those whom an answer looks at: so far the suggestions go."""
        found = None if self.considered is None else self.considered.candidates
        return 0 if found is None else len(found.mentors)


async def suggest_mentors(
    network: Network, viewer_id: str, question: MentorQuestion, languages: Sequence[str], first: int, offset: int = 0
) -> MentorAnswer:
    """Mentors whom the viewer may see and could ask now, each with reasons; empty where nothing was understood.

    BadInput when the question asks for nothing, or holds a level, id or text that cannot be.
    """
    index = network.catalogue.index
    understood = understand(index, question, languages)
    if not understood:
        return MentorAnswer([], [], more=False)
    asked = [match.skill_id for match in understood]
    wanted = wanted_skills(index, asked, question.level, languages)[: len(asked) + MOST_NEAR]
    near = list(dict.fromkeys(each.skill_id for each in wanted if each.via_label is not None))
    places = [] if question.community_id is None else [question.community_id]
    now = network.clock()
    found = await mentor_candidates(network.graph, viewer_id, asked, near, community_ids=places, now=now)
    at = now if question.at is None else question.at
    considered = Considered(asked, near, places, wanted, found, at, now)
    if found is None:
        return MentorAnswer(understood, [], more=False, considered=considered)
    if not languages:
        # Who asks is known only now: labels follow their own languages where the client named none.
        wanted = wanted_skills(index, asked, question.level, found.asker.languages)[: len(wanted)]
    suggestions = ranked(found.asker, wanted, found.mentors, at, first + 1, offset)
    return MentorAnswer(understood, suggestions[:first], len(suggestions) > first, found.asker.languages, considered)


def _check(question: MentorQuestion) -> None:
    if not (question.skills or question.skill_ids or question.goal.strip()):
        raise BadInput("name a skill, a skill's id, or a goal", "for")
    if len(question.skills) + len(question.skill_ids) > MOST_TEXTS:
        raise BadInput(f"at most {MOST_TEXTS} skills can be asked for at once", "for.skill")
    for text in question.skills:
        clean_line(text, "for.skill")
    for skill_id in question.skill_ids:
        clean_line(skill_id, "for.skillId", ID_LENGTH)
    clean_text(question.goal, "for.goal")
    if question.level is not None and not 1 <= question.level <= 5:
        raise BadInput("must be from 1 to 5", "for.level")


def understand(index: SkillIndex, question: MentorQuestion, languages: Sequence[str]) -> list[SkillMatch]:
    """Which skills the question is about, surest first; BadInput as for `suggest_mentors`."""
    _check(question)
    by_id = [
        SkillMatch(skill_id, label, 1.0, MatchKind.LABEL, label)
        for skill_id in dict.fromkeys(question.skill_ids)
        if skill_id in index
        for label in [index.label(skill_id, languages)]
    ]
    named = {match.skill_id for match in by_id}
    # A goal adds skills only where none was named: it says what for, not what else.
    goal = None if question.skills or by_id else question.goal
    in_words = index.understand(question.skills, goal, languages) if question.skills or goal else []
    return by_id + [match for match in in_words if match.skill_id not in named][:MOST_TEXTS]
