"""A made population for a simulated year: mentors, the members who will ask, and what both really think.

A thousand mentors with heavy-tailed evidence offer one to three of forty skills (some skills are offered and asked for
far more than others); three in ten join during the year. Five thousand questions come evenly over 365 days, each by
another member. What a member really thinks of a mentor follows the facts and a liking that no fact shows; whether a
mentor accepts follows their diligence and generosity, the nearness of levels, a shared community, and how many requests
they had in the last four weeks (each takes 0.15 off the log-odds: the sought get tired).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.requests_made import Outcome, PastRequest
from peernet.recommend.two_sided import probability

START = 1_790_000_000_000
DAY = 86_400_000
DAYS = 365
MENTORS = 1000
QUESTIONS = 5000
SKILLS = 40
COMMUNITIES = 60
JOIN_LATER = 0.3
TIRED_BY = 0.15
TIRED_DAYS = 28


@dataclass(slots=True)
class Mentor:
    """A mentor's facts, latent traits, and what the year has brought so far."""

    id: str
    skills: dict[int, int]
    taught: int
    communities: dict[int, int]
    capacity: int
    joins: int
    diligence: float
    generosity: float
    ends: list[int] = field(default_factory=list)
    requests: list[PastRequest] = field(default_factory=list)
    accepted: int = 0

    def open_places(self, day: int) -> int:
        """Places free on that day, once those mentorships that have ended are forgotten."""
        self.ends = [end for end in self.ends if end > day]
        return self.capacity - len(self.ends)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who asks, on a day, for a skill."""

    id: str
    day: int
    skill: int
    level: int
    communities: dict[int, int]


def population(seed: int) -> tuple[list[Mentor], list[Member]]:
    """The mentors, and the members in the order of their days."""
    chance = random.Random(f"year {seed}")
    sought = [1 / (rank + 1) ** 0.8 for rank in range(SKILLS)]
    mentors = [_mentor(chance, number, sought) for number in range(MENTORS)]
    members = [_member(chance, number, sought) for number in range(QUESTIONS)]
    return mentors, sorted(members, key=lambda member: (member.day, member.id))


def _mentor(chance: random.Random, number: int, sought: Sequence[float]) -> Mentor:
    later = chance.random() < JOIN_LATER
    skills = chance.choices(range(SKILLS), sought, k=chance.choice((1, 2, 2, 3)))
    return Mentor(
        id=f"m{number:04}",
        skills={skill: chance.randint(2, 5) for skill in skills},
        taught=0 if later else min(60, int(chance.paretovariate(1.1)) - 1),
        communities=_communities(chance),
        capacity=chance.choice((1, 1, 2, 2, 3, 5)),
        joins=chance.randrange(DAYS) if later else 0,
        diligence=chance.betavariate(4, 1.2),
        generosity=chance.gauss(0.8, 1.0),
    )


def _member(chance: random.Random, number: int, sought: Sequence[float]) -> Member:
    (skill,) = chance.choices(range(SKILLS), sought)
    return Member(f"a{number:04}", chance.randrange(DAYS), skill, chance.randint(1, 3), _communities(chance))


def _communities(chance: random.Random) -> dict[int, int]:
    """By community, since how many days before the year."""
    return {chance.randrange(COMMUNITIES): chance.randint(0, 1000) for _ in range(chance.choice((1, 2, 2, 3)))}


def likes(seed: int, member: Member, mentor: Mentor) -> float:
    """The probability that the member, having read about the mentor, would ask."""
    above = mentor.skills[member.skill] - member.level
    unseen = random.Random(f"{seed} {member.id} {mentor.id}").gauss(0, 0.8)
    known = 0.5 * min(mentor.taught, 20) ** 0.5 + 1.2 * _shared(member, mentor)
    return probability(-2.5 + (1.5 if above > 0 else 0.5 if above == 0 else -1.0) + known + unseen)


def accepts(member: Member, mentor: Mentor) -> float:
    """The probability that the mentor would answer and accept."""
    now = START + member.day * DAY
    tired = sum(1 for request in mentor.requests if now - request.at_ms < TIRED_DAYS * DAY)
    near = 0.5 if 1 <= mentor.skills[member.skill] - member.level <= 2 else -0.3
    willing = mentor.generosity + near + 0.5 * _shared(member, mentor) - TIRED_BY * tired
    return mentor.diligence * probability(willing)


def outcome(chance: random.Random, member: Member, mentor: Mentor) -> Outcome:
    """What comes of a request: drawn with the probability of `accepts`."""
    drawn = chance.random()
    if drawn < accepts(member, mentor):
        return "accepted"
    return "declined" if drawn < mentor.diligence else "unanswered"


def _shared(member: Member, mentor: Mentor) -> float:
    both = member.communities.keys() & mentor.communities.keys()
    return max((0.5 ** (min(member.communities[each], mentor.communities[each]) / 365) for each in both), default=0.0)
