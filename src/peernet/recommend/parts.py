"""What each member alone brings to a team, whom they know in it and whom they would meet, however it was formed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peernet.model.team import USUAL_LEVEL, TeamCandidate, primary
from peernet.model.team_part import Acquaintance, BringsTies, Part, SharesSkill, SharesValue, TeamPart
from peernet.model.team_reasons import BringsCommunity, BringsCountry, BringsLanguage, BringsSkill, BringsValue

MOST_BROUGHT = 12
"""Things told of one member; skills come first, so what is left out is what matters least."""
_OWN_NAMES = frozenset({"skills", "country", "communities", "languages"})
_ATTRIBUTE_OF: dict[type[Part], str] = {
    BringsSkill: "skills",
    BringsCommunity: "communities",
    BringsLanguage: "languages",
    BringsCountry: "country",
}
Ties = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class _Counted:
    """How many in a team have each skill, language, community, country, and value of the attributes; whom they know."""

    attributes: Sequence[str]
    skills: Counter[str]
    languages: Counter[str]
    communities: Counter[str]
    countries: Counter[str]
    values: Counter[tuple[str, str]]
    known: Counter[str]


def acquaintances(people: Sequence[TeamCandidate], teams: Sequence[Sequence[str]] = ()) -> Ties:
    """Whom each of the people knows among them: a tie named by one side holds for both, and so does a former team."""
    known: dict[str, set[str]] = {person.person_id: set() for person in people}
    for person in people:
        for other in person.knows & known.keys():
            known[person.person_id].add(other)
            known[other].add(person.person_id)
    for team in teams:
        here = known.keys() & set(team)
        for person_id in here:
            known[person_id] |= here
    return {person_id: frozenset(others - {person_id}) for person_id, others in known.items()}


def team_parts(
    members: Sequence[TeamCandidate],
    attributes: Sequence[str],
    ties: Ties,
    names: Mapping[str, str],
    roles: Mapping[str, str | None],
    untold: frozenset[str] = frozenset(),
) -> tuple[TeamPart, ...]:
    """Each member's part, in the order of the members.

    attributes: the diverse ones, whose values count as brought. untold: attributes (`country` and `languages` too) that
    are nobody's part, such as those in which nobody shall be the lone one. ties: `acquaintances` of everybody at hand,
    whose `names` are by id. roles: the label of the role that each member holds.
    """
    counted = _counted(members, [each for each in attributes if each not in untold], ties)
    return tuple(
        TeamPart(
            member.person_id,
            member.name,
            member.languages,
            roles.get(member.person_id),
            _brought(member, members, counted, ties, names, untold),
            *_met(member, members, ties),
        )
        for member in members
    )


def _counted(members: Sequence[TeamCandidate], attributes: Sequence[str], ties: Ties) -> _Counted:
    return _Counted(
        attributes,
        Counter(skill for member in members for skill in _strong(member)),
        Counter(tag for member in members for tag in _tags(member)),
        Counter(community for member in members for community in set(member.communities)),
        Counter(member.country for member in members if member.country),
        Counter(value for member in members for value in _values(member, attributes)),
        Counter(other for member in members for other in ties.get(member.person_id, ())),
    )


def _brought(
    member: TeamCandidate,
    members: Sequence[TeamCandidate],
    counted: _Counted,
    ties: Ties,
    names: Mapping[str, str],
    untold: frozenset[str],
) -> tuple[Part, ...]:
    alone = [each for each in _alone(member, counted) if _ATTRIBUTE_OF.get(type(each)) not in untold]
    team = {each.person_id for each in members}
    outside = sorted(
        other for other in ties.get(member.person_id, ()) if other not in team and counted.known[other] == 1
    )
    alone = alone[: MOST_BROUGHT - bool(outside)]
    if outside:
        alone.append(BringsTies(len(outside), names.get(outside[0], outside[0])))
    return tuple(alone or _rarest(member, counted))


def _alone(member: TeamCandidate, counted: _Counted) -> Iterator[Part]:
    for skill, level in _strong(member).items():
        if counted.skills[skill] == 1:
            yield BringsSkill(skill, level)
    for attribute, value in _values(member, counted.attributes):
        if counted.values[attribute, value] == 1:
            yield BringsValue(attribute, value)
    for community in sorted(set(member.communities)):
        if counted.communities[community] == 1:
            yield BringsCommunity(community)
    for tag in _tags(member):
        if counted.languages[tag] == 1:
            yield BringsLanguage(tag)
    if member.country and counted.countries[member.country] == 1:
        yield BringsCountry(member.country)


def _rarest(member: TeamCandidate, counted: _Counted) -> list[Part]:
    """The one thing that fewest others have; nothing for somebody of whom nothing is known."""
    shared: list[tuple[int, Part]] = [
        (counted.skills[skill], SharesSkill(skill, counted.skills[skill] - 1)) for skill in _strong(member)
    ]
    for attribute, value in _values(member, counted.attributes):
        having = counted.values[attribute, value]
        shared.append((having, SharesValue(attribute, value, having - 1)))
    return [min(shared, key=lambda each: each[0])[1]] if shared else []


def _met(
    member: TeamCandidate, members: Sequence[TeamCandidate], ties: Ties
) -> tuple[tuple[Acquaintance, ...], tuple[Acquaintance, ...]]:
    known = ties.get(member.person_id, frozenset())
    others = sorted((each for each in members if each is not member), key=lambda each: each.person_id)
    told = [(each.person_id in known, Acquaintance(each.person_id, each.name)) for each in others]
    return tuple(each for old, each in told if old), tuple(each for old, each in told if not old)


def _strong(member: TeamCandidate) -> dict[str, int]:
    """What they can do well, the best first."""
    strong = [(-level, skill) for skill, level in member.skills.items() if level >= USUAL_LEVEL]
    return {skill: -level for level, skill in sorted(strong)}


def _tags(member: TeamCandidate) -> list[str]:
    return sorted({primary(tag) for tag in member.languages})


def _values(member: TeamCandidate, attributes: Sequence[str]) -> list[tuple[str, str]]:
    """(attribute, value) of the attributes that have no kind of their own."""
    own = [each for each in attributes if each not in _OWN_NAMES]
    return [(attribute, value) for attribute in own for value in sorted(set(member.values.get(attribute, ())))]
