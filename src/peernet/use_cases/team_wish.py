"""What a project needs, as somebody asks for it, and the rules of a team that come of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from peernet.errors import BadInput, NotFound
from peernet.interchange import cells
from peernet.model.skill import Hop
from peernet.model.team import MAX_TEAM, USUAL_VARIETY, Diverse, NoLone, Role, TeamRules
from peernet.model.text import clean_line
from peernet.recommend.words import SkillIndex

MOST_ROLES = 8
MOST_NARROWER = 5
"""Narrower skills that also fill a role: who offers React can hold "front end"."""
MOST_EXCLUDED = 1000
MOST_PAIRS = 100
MOST_LOAD = 100
ATTRIBUTES = ("country", "communities", "skills", "languages")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RoleWish:
    """A role by the skill it needs, in words or by id; level 1 to 5 or any; people: how many different ones.

    second: whether somebody beside them has to be able to hold it as well; holders: ids of those who do hold it.
    """

    skill: str
    level: int | None = None
    people: int = 1
    second: bool = False
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What a project needs. language: a BCP 47 tag, None for any that all share, or none where no
    language has to be (`shared_language`); hours: in common each week.

    include: people who have to be in it, so that others can be found beside them; exclude: who must not; size_min,
    size_max: people, where there are to be more than the roles take; most_load: mentorships and teams that nobody goes
    beyond; compared_with: an earlier team, to be told what is different.
    """

    roles: tuple[RoleWish, ...]
    language: str | None = None
    hours: float = 0.0
    community_id: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    size_min: int | None = None
    size_max: int | None = None
    most_load: int | None = None
    diverse: tuple[Diverse, ...] = USUAL_VARIETY
    compared_with: tuple[str, ...] = ()
    shared_language: bool = True
    no_lone: tuple[NoLone, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Who is considered whatever their standing: those to include or lock, with whom these have to be together, and
        those to compare with.
        """
        wanted = dict.fromkeys((*self.include, *(each for role in self.roles for each in role.holders)))
        for _ in self.together:
            wanted |= dict.fromkeys(each for pair in self.together if set(pair) & wanted.keys() for each in pair)
        return tuple(dict.fromkeys((*wanted, *self.compared_with)))


def check_wish(wish: TeamWish) -> None:
    """BadInput for a wish that cannot be."""
    if not 1 <= len(wish.roles) <= MOST_ROLES:
        raise BadInput(f"name from 1 to {MOST_ROLES} roles", "roles")
    people = (("include", wish.include, MAX_TEAM), ("exclude", wish.exclude, MOST_EXCLUDED))
    for where, named, most in (*people, ("comparedWith", wish.compared_with, MAX_TEAM)):
        if len(named) > most:
            raise BadInput(f"at most {most} people can be named, not {len(named)}", where)
    for where, pairs in (("together", wish.together), ("apart", wish.apart)):
        if len(pairs) > MOST_PAIRS:
            raise BadInput(f"at most {MOST_PAIRS} pairs can be named", where)
        if any(one == other for one, other in pairs):
            raise BadInput("name two different people", where)
    if wish.most_load is not None and not 1 <= wish.most_load <= MOST_LOAD:
        raise BadInput(f"must be from 1 to {MOST_LOAD}", "mostLoad")
    for where, attributes in (
        ("diverse", [each.attribute for each in wish.diverse]),
        ("no_lone", [each.attribute for each in wish.no_lone]),
    ):
        if any(attribute not in ATTRIBUTES for attribute in attributes):
            raise BadInput(f"people of the network are told apart by {', '.join(ATTRIBUTES)} alone", where)
    _check_language(wish.language)


def _check_language(language: str | None) -> None:
    if language is not None:
        try:
            cells.tag(language)
        except BadInput as wrong:
            raise BadInput(wrong.message, "language") from wrong


def roles_of(index: SkillIndex, wish: TeamWish, languages: Sequence[str]) -> tuple[Role, ...]:
    """The roles with the skills that fill them; NotFound (skill) where no word is taken for one."""
    return tuple(_role(index, role, languages) for role in wish.roles)


def _role(index: SkillIndex, wish: RoleWish, languages: Sequence[str]) -> Role:
    text = clean_line(wish.skill, "roles.skill")
    found = [text] if text in index else [match.skill_id for match in index.find(text, languages, 1)]
    if not found:
        raise NotFound("skill")
    near = [hop for hop in index.neighbours(found[0]) if hop.hop is Hop.NARROWER][:MOST_NARROWER]
    closeness = {hop.skill_id: hop.closeness for hop in near} | {found[0]: 1.0}
    return Role(index.label(found[0], languages), closeness, wish.level, wish.people, wish.second, wish.holders)


def rules_of(wish: TeamWish, roles: Sequence[Role], apart: Sequence[Pair]) -> TeamRules:
    """The rules; `apart`: pairs beyond those of the wish who cannot be in one team."""
    return TeamRules(
        roles=tuple(roles),
        size_min=wish.size_min,
        size_max=wish.size_max,
        shared_language=wish.shared_language,
        language=wish.language,
        minimum_hours=wish.hours,
        together=wish.together,
        apart=(*wish.apart, *apart),
        must_include=wish.include,
        diverse=wish.diverse,
        most_load=wish.most_load,
        no_lone=wish.no_lone,
    )


def kept_wish(wish: TeamWish, roles: Sequence[Role]) -> str:
    """The wish as JSON to be kept with a team, its words turned into the skills that they were taken for."""
    resolved = (
        replace(role, skill=max(found.skill_ids, key=lambda skill_id: found.skill_ids[skill_id]))
        for role, found in zip(wish.roles, roles, strict=True)
    )
    return json.dumps(asdict(replace(wish, roles=tuple(resolved), compared_with=())))


def wish_kept(text: str) -> TeamWish:
    """The wish that was kept."""
    facts: dict[str, Any] = json.loads(text)
    roles = tuple(RoleWish(**role | {"holders": tuple(role["holders"])}) for role in facts.pop("roles"))
    diverse = tuple(Diverse(**each) for each in facts.pop("diverse"))
    no_lone = tuple(NoLone(each["attribute"], tuple(each["values"])) for each in facts.pop("no_lone", ()))
    for name in ("together", "apart"):
        facts[name] = tuple((one, other) for one, other in facts[name])
    for name in ("include", "exclude", "compared_with"):
        facts[name] = tuple(facts[name])
    return TeamWish(roles=roles, diverse=diverse, no_lone=no_lone, **facts)


def seats_of(wish: TeamWish, size: int) -> list[RoleWish | None]:
    """What each seat of a team of that size is for, in order; None for an open one."""
    seats: list[RoleWish | None] = [role for role in wish.roles for _ in range(role.people)]
    return [*seats, *[None] * (size - len(seats))]
