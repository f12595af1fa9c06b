"""Who can mentor me in X."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from peernet.errors import BadInput
from peernet.graph.borrowing import wider_communities
from peernet.graph.suggestions import FRONT, Candidates, mentor_candidates
from peernet.model.mentor_candidate import WantedSkill
from peernet.model.shown import NOTHING_SHOWN, Shown
from peernet.model.skill import MatchKind, SkillMatch
from peernet.model.suggestion import Suggestion
from peernet.model.text import ID_LENGTH, clean_line, clean_text
from peernet.recommend.background import Background
from peernet.recommend.meaning import LEAST_BY_WORDS, is_weak, joined_winners
from peernet.recommend.mentors import suggest_mentors as ranked
from peernet.recommend.track_record import goal_likeness
from peernet.recommend.wanted import wanted_skills
from peernet.recommend.words import SkillIndex
from peernet.use_cases.learned import Learned
from peernet.use_cases.network import Network

MOST_NEAR = 8
"""Skills next to the asked ones whose mentors are considered: each is one more front to read."""
MOST_TEXTS = 5
LEAST_ALIKE = 0.1
"""How like a goal a past one has to be where nothing else is known: below it they share everyday words alone."""
MOST_WIDER = 3
"""Communities above the asked one that are asked at most: each is one more statement."""
MOST_FRONT = 200
"""Candidates from the fronts at most, for those who page on."""


@dataclass(frozen=True, slots=True)
class MentorQuestion:
    """What a member asks: skills by word or by id, the level wanted (1 to 5), a goal, the community it is for.

    at: the time for which hours and recency count, epoch milliseconds; None for now. local: whether the question stays
    with that community where nobody there can mentor.
    """

    skills: tuple[str, ...] = ()
    skill_ids: tuple[str, ...] = ()
    level: int | None = None
    goal: str = ""
    community_id: str | None = None
    at: int | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class Considered:
    """What an answer was chosen from; at: the time asked about, now: when it was found (epoch ms)."""

    asked: list[str]
    near: list[str]
    community_ids: list[str]
    wanted: list[WantedSkill]
    candidates: Candidates | None
    background: Background
    at: int
    now: int


@dataclass(frozen=True, slots=True)
class MentorAnswer:
    """`understood`: what the words were taken for, surest first; suggestions best first; `more`: others follow.

    languages: those of the asker's profile, which came with the candidates; None where none were looked for.
    considered: None where nothing was understood. wider_id: the community that the question was asked for in the end,
    where nobody in the one asked for can mentor and that borrows from it.
    """

    understood: list[SkillMatch]
    suggestions: list[Suggestion]
    more: bool
    languages: tuple[str, ...] | None = None
    considered: Considered | None = None
    wider_id: str | None = None

    @property
    def available(self) -> int:
        """How many people can be asked now, among those whom an answer looks at: so far the suggestions go."""
        found = None if self.considered is None else self.considered.candidates
        return 0 if found is None else len(found.mentors)


async def suggest_mentors(
    network: Network,
    viewer_id: str,
    question: MentorQuestion,
    languages: Sequence[str],
    first: int,
    shown: Shown = NOTHING_SHOWN,
    *,
    noted: bool = True,
) -> MentorAnswer:
    """Mentors whom the viewer may see and could ask now, but those `shown` already, each with reasons.

    Empty where nothing was understood. viewer_id: `NOBODY` for an asker without an account. Whoever is shown is `noted`
    as shown. BadInput when the question asks for nothing, or holds a level, id or text that cannot be.
    """
    understood = await understand_with_meaning(network, question, languages)
    if not understood and not _can_do_without_skills(network, question):
        return MentorAnswer([], [], more=False)
    known, wider_id = await _near_or_wider(network, viewer_id, question, understood, languages, len(shown) + first)
    if known.candidates is None:
        return MentorAnswer(understood, [], more=False, considered=known)
    if not known.asked and not known.community_ids:
        known = _of_like_goals(known, known.candidates)
    assert known.candidates is not None
    asker, mentors = known.candidates.asker, known.candidates.mentors
    found = ranked(
        asker, known.wanted, mentors, known.at, first + 1, shown, known.background, weights=known.candidates.weights
    )
    if noted:
        network.exposure.note([each.person_id for each in found[:first]], len(shown), known.at)
    return MentorAnswer(understood, found[:first], len(found) > first, asker.languages, known, wider_id)


async def _near_or_wider(
    network: Network,
    viewer_id: str,
    question: MentorQuestion,
    understood: Sequence[SkillMatch],
    languages: Sequence[str],
    most: int,
) -> tuple[Considered, str | None]:
    """What is known for the question's community, or, where nobody there can mentor, for the nearest that lends.

    The second is that community; None where the question stayed with its own.
    """
    known = await consider(network, viewer_id, question, understood, languages, most)
    home = question.community_id
    if home is None or question.local or _met_in(known, home):
        return known, None
    for wider_id in (await wider_communities(network.graph, viewer_id, home))[:MOST_WIDER]:
        wider = replace(question, community_id=wider_id)
        further = await consider(network, viewer_id, wider, understood, languages, most)
        if _met_in(further, wider_id):
            return further, wider_id
    return known, None


def _met_in(known: Considered, community_id: str) -> bool:
    """Whether somebody of the community offers, or has shown, an asked skill."""
    people = [] if known.candidates is None else known.candidates.mentors
    asked = set(known.asked)
    return any(
        community_id in each.places and (not asked or any(offer.skill_id in asked for offer in each.offers))
        for each in people
    )


def _can_do_without_skills(network: Network, question: MentorQuestion) -> bool:
    """Whether a community, or what others mentored towards before, says enough of whom to look for."""
    named = question.skills or question.skill_ids
    return question.community_id is not None or (
        not named and bool(network.catalogue.learned.goals.nearest(question.goal))
    )


def _of_like_goals(known: Considered, candidates: Candidates) -> Considered:
    """Only those who mentored towards a goal that is like the asked one: there is nothing else to go by."""
    like = goal_likeness(known.background, candidates.mentors, known.at)
    mentors = [each for each in candidates.mentors if like.get(each.person_id, 0.0) >= LEAST_ALIKE]
    return replace(known, candidates=replace(candidates, mentors=mentors))


async def consider(
    network: Network,
    viewer_id: str,
    question: MentorQuestion,
    understood: Sequence[SkillMatch],
    languages: Sequence[str],
    most: int,
) -> Considered:
    """One statement for the candidates and their facts, enough for `most` suggestions."""
    index, learned = network.catalogue.index, network.catalogue.learned
    asked = [match.skill_id for match in understood]
    wanted = wanted_skills(index, asked, question.level, languages)[: len(asked) + MOST_NEAR]
    near = list(dict.fromkeys(each.skill_id for each in wanted if each.via_label is not None))
    alike = learned.communities.alike(question.community_id, question.goal) if question.community_id else {}
    places = [] if question.community_id is None else [question.community_id, *alike]
    reach = learned.near(asked)
    now = network.clock()
    found = await mentor_candidates(
        network.graph,
        viewer_id,
        asked,
        near,
        reach_ids=reach,
        fill_ids=[skill_id for skill_id in reach if learned.skills[skill_id].alone],
        goal_ids=learned.goals.nearest(question.goal.strip()) if question.goal.strip() else [],
        community_ids=places,
        history=bool(question.goal.strip() or question.community_id),
        front=min(MOST_FRONT, max(FRONT, 2 * most)),
        now=now,
    )
    if found is not None and not languages:
        # Who asks is known only now: labels follow their own languages where the client named none.
        wanted = wanted_skills(index, asked, question.level, found.asker.languages)[: len(wanted)]
    at = now if question.at is None else question.at
    background = _background(learned, question, alike, found, [*asked, *reach])
    return Considered(asked, near, places, wanted, found, background, at, now)


def _background(
    learned: Learned,
    question: MentorQuestion,
    alike: Mapping[str, float],
    found: Candidates | None,
    skills: Sequence[str],
) -> Background:
    """What is usual and alike, of communities only those that the asker may know who is in."""
    places = {} if found is None else found.places
    return Background(
        skills={skill_id: learned.skills[skill_id] for skill_id in skills if skill_id in learned.skills},
        shown=learned.total,
        community_id=question.community_id if question.community_id in places else None,
        alike={community_id: likeness for community_id, likeness in alike.items() if community_id in places},
        names=places,
        goal=question.goal.strip(),
        rarity=learned.rarity,
    )


def asks_something(question: MentorQuestion) -> bool:
    """Whether it names a skill or a goal."""
    return bool(question.skills or question.skill_ids or question.goal.strip())


def _check(question: MentorQuestion) -> None:
    if not asks_something(question):
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
    """The skills that the question is about: those named by id, those that its words mean, else those of its goal: the
    ones that it names, or where it names none and no community, those that it is about by its words.

    BadInput when it asks for nothing, or holds a level, id or text that cannot be.
    """
    _check(question)
    asked = [skill.id for skill in map(index.skill, question.skill_ids) if skill is not None]
    by_id = [
        SkillMatch(skill_id, label, 1.0, MatchKind.LABEL, label)
        for skill_id in dict.fromkeys(asked)
        for label in [index.label(skill_id, languages)]
    ]
    named = {match.skill_id for match in by_id}
    # A goal adds skills only where none was named: it says what for, not what else.
    goal = None if question.skills or by_id else question.goal
    in_words = index.understand(question.skills, goal, languages) if question.skills or goal else []
    if goal and not in_words and question.community_id is None:
        # Where no community says what it is about, the goal's own words have to, as well as they can.
        in_words = index.meant_in(goal, languages, MOST_TEXTS)
    return by_id + [match for match in in_words if match.skill_id not in named][:MOST_TEXTS]


async def understand_with_meaning(
    network: Network, question: MentorQuestion, languages: Sequence[str]
) -> list[SkillMatch]:
    """As `understand`; where no name is among the words, joined with what they mean, if the network has that."""
    understood = understand(network.catalogue.index, question, languages)
    if network.meaning is None or not is_weak(understood):
        return understood
    if question.skills:
        index = network.catalogue.index
        by_words = {text: index.find(text, languages, LEAST_BY_WORDS) for text in question.skills}
    else:
        by_words = {question.goal: understood} if question.community_id is None else {}
    joined = [await network.meaning.add(found, text, languages) for text, found in by_words.items()]
    return understood if joined == list(by_words.values()) else joined_winners(joined)[:MOST_TEXTS]
