"""A year of asking, simulated: who gets the requests, with and without spreading and newcomers' share.

A member sees the first ten of the list made for them and reads down it, every next place with a tenth less attention;
they ask whom they like, one after another, until somebody accepts, three at most. A mentorship takes its place for two
to six months, then the place is free again. Each way of arranging the list lives through the same year: the same
mentors, members and likings.
"""

from __future__ import annotations

import math
import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.candidates import made_candidate, ranked
from bench.requests_made import PastRequest, record
from bench.year_world import DAY, START, Member, Mentor, accepts, likes, outcome, population
from peernet.model.mentor_candidate import Asker, MentorCandidate, SharedCommunity, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.ranked import Ranked

SEEDS = (1, 2, 3)
SHOWN = 10
ATTENTION = 0.9
MOST_REQUESTS = 3
HALF_LIFE_DAYS = 30.0
"""Exposure counts half after so many days."""


@dataclass(slots=True)
class Exposure:
    """How much each mentor has been shown: 1 for a first place, less further down, old exposure less."""

    amounts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    day: int = 0

    def at(self, day: int) -> dict[str, float]:
        """The amounts on that day."""
        if day > self.day:
            kept = 0.5 ** ((day - self.day) / HALF_LIFE_DAYS)
            for mentor_id in self.amounts:
                self.amounts[mentor_id] *= kept
            self.day = day
        return self.amounts

    def show(self, shown: Sequence[Ranked]) -> None:
        """Counts one list that was shown."""
        for place, found in enumerate(shown):
            self.amounts[found.candidate.person_id] += 1 / math.log2(place + 2)


Arrange = Callable[[list[Ranked], dict[str, float], str, int], list[Ranked]]
"""From the list, best first, the exposure so far, the asker's id and the time to the list that is shown."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One way of arranging, mean over the seeds.

    gini_accepted: of mentorships over mentors, 0 alike to 1 all with one; gini_shown: of discounted exposure;
    never_shown, newcomers_never_shown: shares of the mentors, and of those who joined during the year; served: share of
    members whom somebody accepted; quality: mean true probability that a shown mentor is asked and accepts;
    quality_accepted: mean true liking in the mentorships that came about; requests: mean number of requests a member.
    """

    arrangement: str
    gini_accepted: float
    gini_shown: float
    never_shown: float
    newcomers_never_shown: float
    served: float
    quality: float
    quality_accepted: float
    requests: float


@dataclass(slots=True)
class _Count:
    shown: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    quality: list[float] = field(default_factory=list)
    accepted: list[float] = field(default_factory=list)
    requests: int = 0


def measure_year(arrangements: dict[str, Arrange], seeds: Sequence[int] = SEEDS) -> list[YearFigures]:
    """Each arrangement through the year of each seed."""
    return [_mean(name, [_year(arrange, seed) for seed in seeds]) for name, arrange in arrangements.items()]


def _year(arrange: Arrange, seed: int) -> dict[str, float]:
    mentors, members = population(seed)
    chance, exposure, count = random.Random(f"asking {seed}"), Exposure(), _Count()
    offering: dict[int, list[Mentor]] = defaultdict(list)
    for made in mentors:
        for skill in made.skills:
            offering[skill].append(made)
    by_id = {mentor.id: mentor for mentor in mentors}
    for member in members:
        found = _list(member, offering[member.skill])
        shown = arrange(found, exposure.at(member.day), member.id, START + member.day * DAY)[:SHOWN]
        exposure.show(shown)
        for place, each in enumerate(shown):
            count.shown[each.candidate.person_id] += 1 / math.log2(place + 2)
        _ask(chance, seed, member, [by_id[each.candidate.person_id] for each in shown], count)
    return _measures(mentors, members, count)


def _list(member: Member, offering: Sequence[Mentor]) -> list[Ranked]:
    candidates = [
        _candidate(member, made) for made in offering if made.joins <= member.day and made.open_places(member.day) > 0
    ]
    asker = Asker(member.id, (), (), "UTC", {"skill": member.level})
    wanted = WantedSkill("skill", "Skill", None, 1.0, Hop.ASKED, None)
    return ranked(asker, [wanted], candidates, START + member.day * DAY)


def _candidate(member: Member, made: Mentor) -> MentorCandidate:
    both = sorted(member.communities.keys() & made.communities.keys())
    since = [(made.communities[each], member.communities[each]) for each in both]
    return made_candidate(
        made.id,
        {"skill": made.skills[member.skill]},
        made.taught + made.accepted,
        START + member.day * DAY,
        shared=[SharedCommunity("c", "C", START - theirs * DAY, START - mine * DAY) for theirs, mine in since],
        places=(made.open_places(member.day), made.capacity),
        record=record(made.requests),
    )


def _ask(chance: random.Random, seed: int, member: Member, shown: Sequence[Mentor], count: _Count) -> None:
    liking = {mentor.id: likes(seed, member, mentor) for mentor in shown}
    count.quality += [liking[mentor.id] * accepts(member, mentor) for mentor in shown]
    asked = 0
    for place, mentor in enumerate(shown):
        if asked == MOST_REQUESTS or chance.random() >= liking[mentor.id] * ATTENTION**place:
            continue
        asked += 1
        came = outcome(chance, member, mentor)
        mentor.requests.append(PastRequest(START + member.day * DAY, came))
        if came == "accepted":
            mentor.accepted += 1
            mentor.ends.append(member.day + chance.randint(60, 180))
            count.accepted.append(liking[mentor.id])
            break
    count.requests += asked


def _measures(mentors: Sequence[Mentor], members: Sequence[Member], count: _Count) -> dict[str, float]:
    later = [mentor for mentor in mentors if mentor.joins > 0]
    return {
        "gini_accepted": gini([mentor.accepted for mentor in mentors]),
        "gini_shown": gini([count.shown.get(mentor.id, 0.0) for mentor in mentors]),
        "never_shown": sum(1 for mentor in mentors if mentor.id not in count.shown) / len(mentors),
        "newcomers_never_shown": sum(1 for mentor in later if mentor.id not in count.shown) / len(later),
        "served": len(count.accepted) / len(members),
        "quality": statistics.fmean(count.quality),
        "quality_accepted": statistics.fmean(count.accepted),
        "requests": count.requests / len(members),
    }


def gini(amounts: Sequence[float]) -> float:
    """The Gini coefficient: 0 where all have alike, towards 1 where one has all."""
    ordered, number = sorted(amounts), len(amounts)
    weighted = sum(place * amount for place, amount in enumerate(ordered, 1))
    return (2 * weighted / sum(ordered) - 1) / number - 1


def _mean(name: str, years: Sequence[dict[str, float]]) -> YearFigures:
    return YearFigures(name, **{key: round(statistics.fmean(year[key] for year in years), 4) for key in years[0]})
