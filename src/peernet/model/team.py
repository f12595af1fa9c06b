"""One team for a project: the rules it has to keep, the people it may be formed of, and what was found.

Nothing here knows how a team is found (`peernet.recommend.teams`) or how it is worded (`peernet.schema.team_wording`).
Languages are compared by their primary subtag ("pt-BR" is "pt"); hours are half hours of a UTC week, bit 0 being
Monday 00:00, so a week is an `int` of 336 bits (`peernet.model.hours`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peernet.errors import BadInput
from peernet.model.team_missing import Missing
from peernet.model.team_reasons import Brings, SeatReason

MAX_TEAM = 50
"""The largest team that is formed, in people: beyond it a shared language and shared hours mean little."""
MAX_LEVEL = 5
MOST_WEIGHT = 100.0
WEEK_HOURS = 168.0
USUAL_LEVEL = 3
"""The level of an offer that says none; from here on a skill counts as something a person brings to a team."""


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 language tag, lower case: `pt-BR` is `pt`."""
    return tag.split("-", 1)[0].lower()


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody in the team has to be able to do, and how many different people have to do it.

    `skill_ids` gives each skill that fills the role its closeness, above 0 and up to 1 for the skill asked for itself.
    A holder is at or above `level` (1 to 5) in one of them; None takes any level. `second`: the skill is critical, so
    somebody beside the holders has to be able to hold the role as well, whatever they do in the team. `holders` are ids
    of people who hold this role and no other: locked seats.
    """

    label: str
    skill_ids: Mapping[str, float]
    level: int | None = None
    people: int = 1
    second: bool = False
    holders: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.holders)) > self.people:
            raise BadInput(f"more people are locked in it than it takes ({self.people})", f"role {self.label}: holders")
        if self.level is not None and not 1 <= self.level <= MAX_LEVEL:
            raise BadInput(f"a level is 1 to {MAX_LEVEL}, not {self.level} ({self.label})", "roles.level")
        if not 1 <= self.people <= MAX_TEAM:
            raise BadInput(f"a role takes 1 to {MAX_TEAM} people, not {self.people} ({self.label})", "roles.people")
        if any(not 0 < closeness <= 1 for closeness in self.skill_ids.values()):
            raise BadInput(f"closeness is above 0 and at most 1 ({self.label})", "roles.skills")


@dataclass(frozen=True, slots=True)
class Diverse:
    """An attribute in which members should differ: `country`, `communities`, `skills`, or one of a file's columns.

    alike: they should be alike in it instead.
    """

    attribute: str
    weight: float = 1.0
    alike: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.weight <= MOST_WEIGHT:
            raise BadInput(
                f"a weight is above 0 and at most {MOST_WEIGHT:g}, not {self.weight} ({self.attribute})",
                "diverse.weight",
            )


@dataclass(frozen=True, slots=True)
class NoLone:
    """Nobody the only one in a team with one of these values of the attribute: none of them, or two and more.

    Each value is looked at alone. No values named: every value that at least two people have.
    """

    attribute: str
    values: tuple[str, ...] = ()


USUAL_VARIETY = (Diverse("country"), Diverse("communities"), Diverse("skills"))
"""Functional variety when the rules name none: where people are, whom they gather with, what they can do well."""


@dataclass(frozen=True, slots=True)
class TeamRules:
    """What a team has to be. Every role is held by different people; seats beyond the roles are open to anybody.

    Without `size_min` and `size_max` the team has exactly one person a seat. A team is never larger than it has to be.
    `language` asks for one language (and implies `shared_language`); `minimum_hours` is hours a week, 0 asks nothing.
    `no_lone`: nobody the only one in the team with such a value. `together`: both or neither;
    `apart`: never both (blocks belong here); `must_include`: ids of members.
    `most_load`: nobody carries more (mentorships and teams) once they are in this team as well.
    """

    roles: tuple[Role, ...] = ()
    size_min: int | None = None
    size_max: int | None = None
    shared_language: bool = True
    language: str | None = None
    minimum_hours: float = 0.0
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    must_include: tuple[str, ...] = ()
    diverse: tuple[Diverse, ...] = USUAL_VARIETY
    most_load: int | None = None
    no_lone: tuple[NoLone, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.minimum_hours <= WEEK_HOURS:
            raise BadInput(f"hours a week are 0 to 168, not {self.minimum_hours}", "hours")
        if not 1 <= self.smallest <= MAX_TEAM:
            raise BadInput(f"a team has 1 to {MAX_TEAM} people, not {self.smallest}", "size")
        if self.size_max is not None and self.size_max > MAX_TEAM:
            raise BadInput(f"a team has 1 to {MAX_TEAM} people, not {self.size_max}", "size.max")
        if self.size_min is not None and self.size_max is not None and self.size_min > self.size_max:
            raise BadInput(f"the smallest size {self.size_min} is above the largest {self.size_max}", "size")
        if len({diverse.attribute for diverse in self.diverse}) < len(self.diverse):
            raise BadInput("an attribute is named twice", "diverse")

    @property
    def seats(self) -> int:
        """How many people the roles take together."""
        return sum(role.people for role in self.roles)

    @property
    def named(self) -> tuple[str, ...]:
        """Everybody who has to be in the team, the holders of locked seats among them, in the order of ids."""
        return tuple(sorted({*self.must_include, *(each for role in self.roles for each in role.holders)}))

    @property
    def smallest(self) -> int:
        """The fewest people a team that keeps the rules can have."""
        return max(self.seats, self.size_min or 0)

    @property
    def largest(self) -> int:
        """The most people a team may have; below `smallest` when the roles do not fit into `size_max`."""
        return self.smallest if self.size_max is None else self.size_max


@dataclass(frozen=True, slots=True)
class TeamCandidate:
    """Somebody who could be in the team, with what the viewer may see of them.

    `slots` are their half hours (None: unknown, which cannot meet a minimum); `communities` are ids; `skills` are
    levels by skill id; `knows` are ids of other candidates; `load` is what they carry already (mentorships and teams);
    `values` are further attributes, which come before those of the same name above; `teamed` are ids of candidates with
    whom they have been in a team.
    """

    person_id: str
    name: str
    languages: tuple[str, ...] = ()
    slots: int | None = None
    country: str | None = None
    communities: tuple[str, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    knows: frozenset[str] = frozenset()
    load: int = 0
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    teamed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TeamSeat:
    """One member: `role` is the label of the role they hold, None for an open seat; `level` is theirs in it."""

    person_id: str
    name: str
    role: str | None
    level: int | None
    reasons: tuple[SeatReason, ...]
    only_they_bring: tuple[Brings, ...]


@dataclass(frozen=True, slots=True)
class Variety:
    """How much the members differ in one attribute.

    `blau` is 1 - sum p^2 over the shares p of each value (somebody with k values counts 1/k towards each): 0 to 1 - 1/n
    when each of the n members has one value, a little more when some have several. `normalised` is that over 1 - 1/n,
    at most 1. `distinct` counts the values, the unknown one not among them. `alike`: they should be alike in it, so
    that 1 - `blau` counts.
    """

    attribute: str
    weight: float
    distinct: int
    blau: float
    normalised: float
    alike: bool = False


@dataclass(frozen=True, slots=True)
class TeamProposal:
    """The best team found, seats in the order of the roles, open seats last.

    `language` is the shared language most candidates speak, None when none is shared; `common_slots` is a week's mask,
    None when somebody's hours are unknown. `fit` (mean over role seats), `reachable` (share of members within two ties
    of another) and `score` are 0 to 1. `mean_variety` is the mean of Blau's index (of its opposite where they
    should be alike) over the attributes by weight,
    `bound` the most it can be among teams that cover the roles as well, `gap` their difference; `repeated` counts the
    pairs who have been in a team together before; `proved` says that no team is better in the order coverage, variety,
    repeated pairs, reach, load.
    """

    members: tuple[TeamSeat, ...]
    language: str | None
    common_slots: int | None
    common_hours: float | None
    fit: float
    variety: tuple[Variety, ...]
    mean_variety: float
    repeated: int
    reachable: float
    load: int
    score: float
    bound: float
    gap: float
    proved: bool


@dataclass(frozen=True, slots=True)
class TeamImpossible:
    """There is no such team; `missing` is the least that would make one possible, never empty."""

    missing: tuple[Missing, ...]
