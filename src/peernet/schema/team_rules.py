"""What a project needs, as a client says it."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import strawberry

from peernet.errors import BadInput
from peernet.model import team as model
from peernet.schema.connections import local_id
from peernet.schema.fields import choice, member
from peernet.use_cases.team_wish import RoleWish, TeamWish


@strawberry.enum(description="An attribute in which the members of a team should differ.")
class TeamAttribute(Enum):
    COUNTRY = choice("country", "Where they live.")
    COMMUNITIES = choice("communities", "Whom they gather with.")
    SKILLS = choice("skills", "What they can do well.")


@strawberry.input(description="Somebody whom the team needs, by what they can do: a skill in words or by id.")
class TeamRoleInput:
    skill: str | None = member("The skill in words.", default=None)
    skill_id: strawberry.ID | None = member("The skill by its id; comes before the words.", default=None)
    level: int | None = member("The lowest level that does, 1 to 5; any where nothing is said.", default=None)
    people: int = member("How many different people.", default=1)
    second: bool = member("Whether somebody beside them has to be able to hold the role as well.", default=False)
    holders: list[strawberry.ID] = member("People who hold this role: locked seats.", default_factory=list)


@strawberry.input(description="An attribute in which members should differ, and how much it counts.")
class TeamDiverseInput:
    attribute: TeamAttribute = member("The attribute.")
    weight: float = member("How much it counts beside others, above 0 and at most 100.", default=1.0)


@strawberry.input(description="Two people.")
class TeamPairInput:
    one_id: strawberry.ID = member("The one.")
    other_id: strawberry.ID = member("The other.")


@strawberry.input(description="What a project needs.")
class TeamRulesInput:
    roles: list[TeamRoleInput] = member("Who is needed: 1 to 8 roles, held by different people.")
    language: str | None = member("A language that all speak; any that all share where nothing is said.", default=None)
    hours: float = member("How many hours a week all have in common, at least.", default=0.0)
    community_id: strawberry.ID | None = member("Only members of this community.", default=None)
    include: list[strawberry.ID] = member(
        "People who have to be in the team: keep these, and find others for the rest.", default_factory=list
    )
    exclude: list[strawberry.ID] = member("People who must not be in the team.", default_factory=list)
    together: list[TeamPairInput] = member("Both of the two, or neither.", default_factory=list)
    apart: list[TeamPairInput] = member("Never both of the two.", default_factory=list)
    min_size: int | None = member("The fewest people; as many as the roles take where nothing is said.", default=None)
    max_size: int | None = member("The most people.", default=None)
    most_load: int | None = member(
        "The most mentorships and teams that a member may carry, this one among them.", default=None
    )
    diverse: list[TeamDiverseInput] | None = member(
        "In what members should differ; countries, communities and skills where nothing is said.", default=None
    )
    compared_with: list[strawberry.ID] = member(
        "The people of an earlier team, to be told what would change.", default_factory=list
    )


Rules = Annotated[TeamRulesInput, strawberry.argument(description="What the project needs.")]


def wish_of(rules: TeamRulesInput) -> TeamWish:
    """The wish as use cases take it; BadInput names the field that holds no such id."""
    community_id = rules.community_id
    return TeamWish(
        roles=tuple(role_of(role) for role in rules.roles),
        language=rules.language,
        hours=rules.hours,
        community_id=None if community_id is None else local_id(community_id, "Community", "rules.communityId"),
        include=_people(rules.include, "rules.include"),
        exclude=_people(rules.exclude, "rules.exclude"),
        together=_pairs(rules.together, "rules.together"),
        apart=_pairs(rules.apart, "rules.apart"),
        size_min=rules.min_size,
        size_max=rules.max_size,
        most_load=rules.most_load,
        diverse=model.USUAL_VARIETY if rules.diverse is None else tuple(_diverse(each) for each in rules.diverse),
        compared_with=_people(rules.compared_with, "rules.comparedWith"),
    )


def role_of(role: TeamRoleInput) -> RoleWish:
    """The role as use cases take it; BadInput names the field that holds no such id."""
    skill = role.skill or "" if role.skill_id is None else local_id(role.skill_id, "Skill", "rules.roles.skillId")
    holders = _people(role.holders, "rules.roles.holders")
    if len(holders) > model.MAX_TEAM:
        raise BadInput(f"at most {model.MAX_TEAM} people can be named", "rules.roles.holders")
    return RoleWish(skill, role.level, role.people, role.second, holders)


def _diverse(given: TeamDiverseInput) -> model.Diverse:
    return model.Diverse(given.attribute.value, given.weight)


def _pairs(pairs: list[TeamPairInput], where: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (local_id(pair.one_id, "Person", f"{where}.oneId"), local_id(pair.other_id, "Person", f"{where}.otherId"))
        for pair in pairs
    )


def _people(ids: list[strawberry.ID], where: str) -> tuple[str, ...]:
    return tuple(local_id(each, "Person", where) for each in ids)
