"""Everybody into teams: the organiser's rules, and the grouping that came of them.

The people are `peernet.model.team.TeamCandidate`: attributes in `values`, hours as a mask of the UTC week in `slots`,
skills with levels, languages, load. Nothing here knows how a grouping is found (`peernet.recommend.grouping`) or how it
is worded. An attribute that somebody did not opt in to is left out of their `values` by whoever builds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from peernet.errors import BadInput
from peernet.model.grouping_certificate import GroupingCertificate, TeamFigures
from peernet.model.grouping_missing import Obstacle
from peernet.model.team import MAX_TEAM, MOST_WEIGHT, WEEK_HOURS, Diverse, NoLone, Role

MOST_GROUPED = 20_000
"""People who can be grouped at once."""
MOST_GROUPING_ROLES = 8
MOST_ATTRIBUTES = 20
"""Diverse and similar attributes together."""
MOST_SEED = 2**31 - 1
MOST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many teams, or how many people in each: at least one of the two ways is said.

    `teams` alone: sizes as even as can be, differing by one at most. `low` and `high` bound the people in a team; with
    no `teams` the number of teams is the one whose even size is nearest to the middle of the two.
    """

    teams: int | None = None
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if self.teams is None and (self.low is None or self.high is None):
            raise BadInput("say how many teams, or the least and the most people in each", "size")
        if self.teams is not None and not 1 <= self.teams <= MOST_GROUPED:
            raise BadInput(f"there are 1 to {MOST_GROUPED:,} teams, not {self.teams}", "size: teams")
        for key, people in (("min", self.low), ("max", self.high)):
            if people is not None and not 1 <= people <= MAX_TEAM:
                raise BadInput(f"a team has 1 to {MAX_TEAM} people, not {people}", f"size: {key}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise BadInput(f"the smallest size {self.low} is above the largest {self.high}", "size")


@dataclass(frozen=True, slots=True)
class Similar:
    """An attribute in which members should be alike; `weight` counts as that of a diverse attribute does."""

    attribute: str
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.weight <= MOST_WEIGHT:
            raise BadInput(
                f"a weight is above 0 and at most {MOST_WEIGHT:g}, not {self.weight}", f"similar {self.attribute}"
            )


@dataclass(frozen=True, slots=True)
class GroupingRules:
    """What the organiser decides. Hard, never broken: all but `diverse`, `similar` and `earlier`.

    roles: in every team, held by different people. minimum_hours: hours a week in which everybody of a team is free, 0
    asks nothing. shared_language: one language that all of a team speak; language: this very one. together: sets of
    ids of which all come into one team; apart: sets of ids of which no two do (blocks belong here). most_load: who
    carries as much already (`TeamCandidate.load`) is left out, and named. earlier: teams of earlier rounds as sets of
    ids (unknown ids count nothing); two who were in k of them together count k when they meet again.

    Groupings are compared in this order: fewest repeated pairs; the aim of the worst team; the mean aim. The aim of a
    team is the weighted mean over the diverse attributes of Blau's index 1 - sum p^2 and over the similar ones of
    sum p^2. seed: breaks ties, and where the search goes. seconds: bounds it, 0.1 to 3600.
    """

    size: Size
    roles: tuple[Role, ...] = ()
    diverse: tuple[Diverse, ...] = ()
    similar: tuple[Similar, ...] = ()
    no_lone: tuple[NoLone, ...] = ()
    minimum_hours: float = 0.0
    shared_language: bool = False
    language: str | None = None
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    most_load: int | None = None
    earlier: tuple[tuple[str, ...], ...] = ()
    seed: int = 1
    seconds: float = 10.0

    def __post_init__(self) -> None:
        names = [each.attribute for each in self.diverse] + [each.attribute for each in self.similar]
        for key, wrong, message in (
            ("overlap", not 0 <= self.minimum_hours <= WEEK_HOURS, f"hours a week are 0 to 168: {self.minimum_hours}"),
            ("role", len(self.roles) > MOST_GROUPING_ROLES, f"at most {MOST_GROUPING_ROLES} roles"),
            ("diverse", len(names) > MOST_ATTRIBUTES, f"at most {MOST_ATTRIBUTES} diverse and similar attributes"),
            ("diverse", len(set(names)) < len(names), "an attribute is named twice"),
            ("seed", not 0 <= self.seed <= MOST_SEED, f"a seed is 0 to {MOST_SEED}"),
            ("seconds", not 0.1 <= self.seconds <= MOST_SECONDS, f"seconds are 0.1 to {MOST_SECONDS:g}"),
        ):
            if wrong:
                raise BadInput(message, key)

    @property
    def seats(self) -> int:
        """How many people the roles of one team take together."""
        return sum(role.people for role in self.roles)


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody in a team; `role` is the label of the role they hold there, None for an open seat."""

    person_id: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GroupedTeam:
    """One of the teams; members in the order of the roles, then of their ids."""

    team_id: str
    members: tuple[GroupMember, ...]
    figures: TeamFigures

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the members."""
        return tuple(member.person_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Everybody in a team; teams in the order of their members' ids, the first of each compared first.

    left_out: who carries too much already. stopped: the search was cut off by the clock or by whoever watched, so that
    the same seed can give another answer; False: all planned work was done, or the answer is proved.
    """

    teams: tuple[GroupedTeam, ...]
    certificate: GroupingCertificate
    left_out: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class GroupingImpossible:
    """No grouping keeps the rules; `obstacles` is the least that is in the way, never empty."""

    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class GroupingProgress:
    """How far the search is. done: 0 to 1 of the planned work; seconds since it began.

    broken: hard rules that the best so far still breaks (people or half hours too few, and the like); 0: it is an
    answer, and `teams` holds the ids of its members. worst, mean: of the teams' aims; the bounds are the most they can
    be; repeated: pairs that meet again.
    """

    done: float
    seconds: float
    broken: int
    worst: float
    mean: float
    worst_bound: float
    bound: float
    repeated: int
    teams: tuple[tuple[str, ...], ...] = ()


def team_id_of(people: tuple[str, ...]) -> str:
    """The id of a team of these people: the same people in any order have the same one, on any machine."""
    return "t" + sha256("\n".join(sorted(people)).encode()).hexdigest()[:10]
