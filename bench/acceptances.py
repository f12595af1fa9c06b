"""A made network of askers and mentors whose minds are known: who would ask whom, and who would accept.

What is latent: each mentor has a gift, a generosity and a diligence; each asker cares in their own measure for
evidence, for communities and for people they know; and each pair has a liking on either side that no fact shows. From
these, and from facts, come two probabilities:

    asks    = logistic(2.5 if the level suits - 2 if it is only a related skill
                       + care x (evidence, shared community, same circle) + unseen liking - the world's reluctance)
    accepts = diligence x logistic(generosity + nearness of levels + shared community + free places + same circle
                                   + unseen liking)

The truth about a pair is the event that one asked and the other accepted: it is drawn, and its probability is the
product of the two. A year of requests by other askers is drawn in the same way before, each asker seeing sixty mentors,
those with more evidence more often; what became of them is the record that the estimate may see. It sees facts of the
product only, never a latent trait.

Half of the mentors offer the asked skill and half one related to it; one in ten has fallen asleep: answers one request
in ten and was last here months ago, though the offer still stands. Two worlds: where members ask one mentor in fifty,
which is what networks look like, and where they ask one in six.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.candidates import made_candidate
from bench.requests_made import Outcome, PastRequest, record
from peernet.model.mentor_candidate import Asker, MentorCandidate, SharedCommunity, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.two_sided import probability

NOW = 1_790_000_000_000
DAY = 86_400_000
SKILL = WantedSkill("skill", "Skill", None, 1.0, Hop.ASKED, None)
NEIGHBOUR = WantedSkill("related", "Related", None, 0.5, Hop.RELATED, "Skill")
WANTED = (SKILL, NEIGHBOUR)
WORLDS = {"seldom asked": 6.5, "often asked": 3.5}
"""By name, the reluctance to ask, in log-odds."""
MENTORS = 150
PAST_ASKERS = 600
SEEN_AT_ONCE = 60
QUESTIONS = 100
COMMUNITIES = 12
CIRCLES = 25
ASLEEP = 0.1
UNSEEN = 0.5
"""Spread of the liking that no fact shows, in log-odds."""
_EVENINGS = tuple(
    f"{day} {start}:00-{start + 3}:00" for day in ("Mon", "Tue", "Wed", "Thu", "Sat") for start in (9, 18)
)


@dataclass(frozen=True, slots=True)
class Mind:
    """Somebody's facts and, for the truth alone, latent traits; a mentor's or an asker's, each uses what it needs."""

    id: str
    skill_id: str
    level: int
    joined: dict[int, int]
    circle: int
    hours: tuple[str, ...]
    taught: int
    free: tuple[int, int]
    idle_days: int
    generosity: float
    diligence: float
    cares: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor as one asker would find them, and the truth: both probabilities, and whether both came about."""

    candidate: MentorCandidate
    asks: float
    accepts: float
    came_about: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One asker and all mentors."""

    asker: Asker
    pairs: tuple[Pair, ...]


def questions(world: str, seed: int) -> list[Question]:
    """The network of that seed after a year of requests, asked by askers who have not asked before."""
    reluctance = WORLDS[world]
    chance = random.Random(f"acceptances {world} {seed}")
    mentors = [_mind(chance, f"m{number:03}", 2) for number in range(MENTORS)]
    records: dict[str, list[PastRequest]] = {mentor.id: [] for mentor in mentors}
    for number in range(PAST_ASKERS):
        _look_around(chance, _mind(chance, f"p{number:03}", 1), mentors, records, reluctance)
    askers = [_mind(chance, f"a{number:03}", 1) for number in range(QUESTIONS)]
    return [_question(chance, asker, mentors, records, reluctance) for asker in askers]


def _mind(chance: random.Random, id_: str, lowest: int) -> Mind:
    gift, asleep = chance.gauss(0, 1), chance.random() < ASLEEP
    diligence = 0.1 if asleep else chance.betavariate(4, 1.2)
    capacity = chance.choice((1, 2, 3, 5))
    return Mind(
        id=id_,
        skill_id=chance.choice(WANTED).skill_id,
        level=chance.randint(lowest, 5 if lowest > 1 else 3),
        joined={chance.randrange(COMMUNITIES): chance.randint(0, 1500) for _ in range(chance.choice((1, 2, 2, 3)))},
        circle=chance.randrange(CIRCLES),
        hours=tuple(chance.sample(_EVENINGS, 3)),
        taught=int(math.exp(gift) * chance.random() * 2),
        free=(chance.randint(1, capacity), capacity),
        idle_days=int(chance.expovariate(1 / 120 if asleep else 1 / 10)),
        generosity=chance.gauss(0.8, 1.2),
        diligence=diligence,
        cares=(chance.lognormvariate(-0.2, 0.3), chance.lognormvariate(0, 0.3), chance.lognormvariate(0, 0.3)),
    )


def _look_around(
    chance: random.Random,
    asker: Mind,
    mentors: Sequence[Mind],
    records: dict[str, list[PastRequest]],
    reluctance: float,
) -> None:
    at_ms = NOW - chance.randrange(365) * DAY
    for mentor in _seen(chance, mentors):
        if chance.random() < _asks(chance, asker, mentor, reluctance):
            records[mentor.id].append(PastRequest(at_ms, _outcome(chance, asker, mentor)))


def _seen(chance: random.Random, mentors: Sequence[Mind]) -> list[Mind]:
    drawn = chance.choices(mentors, [1 + mentor.taught for mentor in mentors], k=SEEN_AT_ONCE)
    return list({mentor.id: mentor for mentor in drawn}.values())


def _outcome(chance: random.Random, asker: Mind, mentor: Mind) -> Outcome:
    if chance.random() >= mentor.diligence:
        return "unanswered"
    return "accepted" if chance.random() < _willing(chance, asker, mentor) else "declined"


def _asks(chance: random.Random, asker: Mind, mentor: Mind, reluctance: float) -> float:
    evidence, community, ties = asker.cares
    suits = (2.5 if mentor.level > asker.level else 0.0) - (2.0 if mentor.skill_id != SKILL.skill_id else 0.0)
    known = evidence * math.log1p(mentor.taught) / 2 + community * 1.5 * _together(asker, mentor)
    tied = ties * (mentor.circle == asker.circle)
    return probability(suits + known + tied + chance.gauss(0, UNSEEN) - reluctance)


def _willing(chance: random.Random, asker: Mind, mentor: Mind) -> float:
    near = 0.8 if 1 <= mentor.level - asker.level <= 2 else -0.4
    places, capacity = mentor.free
    known = 0.8 * _together(asker, mentor) + 0.8 * (places / capacity - 0.5) + 0.5 * (mentor.circle == asker.circle)
    return probability(mentor.generosity + near + known + chance.gauss(0, UNSEEN))


def _together(asker: Mind, mentor: Mind) -> float:
    """1 for a community that both have just joined, halved for each year since; 0 for none."""
    both = asker.joined.keys() & mentor.joined.keys()
    return max((0.5 ** (min(asker.joined[each], mentor.joined[each]) / 365) for each in both), default=0.0)


def _question(
    chance: random.Random,
    asker: Mind,
    mentors: Sequence[Mind],
    records: dict[str, list[PastRequest]],
    reluctance: float,
) -> Question:
    pairs = []
    for mentor in mentors:
        asks = _asks(chance, asker, mentor, reluctance)
        accepts = mentor.diligence * _willing(chance, asker, mentor)
        came_about = chance.random() < asks and chance.random() < accepts
        pairs.append(Pair(_candidate(asker, mentor, records[mentor.id]), asks, accepts, came_about))
    return Question(
        Asker(asker.id, (), asker.hours, "UTC", {each.skill_id: asker.level for each in WANTED}), tuple(pairs)
    )


def _candidate(asker: Mind, mind: Mind, requests: Sequence[PastRequest]) -> MentorCandidate:
    shared = [
        SharedCommunity(str(each), str(each), NOW - mind.joined[each] * DAY, NOW - asker.joined[each] * DAY)
        for each in sorted(asker.joined.keys() & mind.joined.keys())
    ]
    return made_candidate(
        mind.id,
        {mind.skill_id: mind.level},
        mind.taught,
        NOW,
        shared=shared,
        places=mind.free,
        idle_ms=mind.idle_days * DAY,
        hours=mind.hours,
        contacts=3 if asker.circle == mind.circle else 0,
        record=record(requests),
    )
