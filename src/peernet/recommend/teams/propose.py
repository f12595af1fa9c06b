"""A team as a proposal: who sits where and why, what only they bring, and the figures anyone can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from peernet.model.hours import SLOT_MINUTES
from peernet.model.team import USUAL_LEVEL, Diverse, Role, TeamCandidate, TeamProposal, TeamSeat, Variety, primary
from peernet.model.team_reasons import (
    AskedFor,
    Brings,
    BringsCommunity,
    BringsCountry,
    BringsLanguage,
    BringsSkill,
    BringsValue,
    FillsRole,
    KnownBy,
    NewTie,
    SeatReason,
    SpeaksTeamLanguage,
)
from peernet.recommend.teams.pool import Pool
from peernet.recommend.teams.worth import (
    UNKNOWN,
    blau,
    mean_blau,
    repeated_pairs,
    seat_fit,
    through,
    ties,
    values_of,
    whole_weight,
)

FIT_PART, VARIETY_PART, REACH_PART = 0.6, 0.3, 0.1
"""What each part gives to the score shown; teams are compared in the order of the parts, never by this sum."""
_OWN_NAMES = {"country", "communities", "skills", "languages"}


@dataclass(frozen=True)
class _Team:
    pool: Pool
    members: tuple[TeamCandidate, ...]
    roles: tuple[Role | None, ...]
    language: str | None
    known: Mapping[str, frozenset[str]]


def propose(pool: Pool, seats: Sequence[Sequence[int]], likeness_bound: int | None, proved: bool) -> TeamProposal:
    """The proposal for the people in these seats (by role, then the open ones; numbers of the pool)."""
    members = tuple(pool.people[number] for row in seats for number in row)
    roles = tuple(_role(pool, place) for place, row in enumerate(seats) for _ in row)
    team = _Team(pool, members, roles, _shared_language(pool, members), ties(pool.people))
    common = _common_slots(members)
    mean = float(mean_blau(members, pool.rules.diverse))
    bound = mean if proved else max(mean, _most_variety(pool, len(members), likeness_bound))
    variety = tuple(_variety(team, each) for each in pool.rules.diverse)
    fit, reachable = _mean_fit(team), _reachable(team)
    return TeamProposal(
        members=tuple(_seat(team, member, role) for member, role in zip(members, roles, strict=True)),
        language=team.language,
        common_slots=common,
        common_hours=None if common is None else common.bit_count() * SLOT_MINUTES / 60,
        fit=fit,
        variety=variety,
        mean_variety=mean,
        repeated=len(repeated_pairs(members)),
        reachable=reachable,
        load=sum(max(member.load, 0) for member in members),
        score=_score(fit, variety, reachable),
        bound=bound,
        gap=bound - mean,
        proved=proved,
    )


def _role(pool: Pool, place: int) -> Role | None:
    return pool.rules.roles[place] if place < len(pool.rules.roles) else None


def _common_slots(members: Sequence[TeamCandidate]) -> int | None:
    slots = [member.slots for member in members if member.slots is not None]
    return reduce(and_, slots) if slots and len(slots) == len(members) else None


def _shared_language(pool: Pool, members: Sequence[TeamCandidate]) -> str | None:
    """The language asked for, else the one that most candidates speak of those that all members do."""
    spoken = Counter(tag for person in pool.people for tag in _tags(person))
    shared = reduce(and_, (_tags(member) for member in members))
    wanted = pool.rules.language
    if wanted is not None and primary(wanted) in shared:
        return primary(wanted)
    return min(shared, key=lambda tag: (-spoken[tag], tag), default=None)


def _tags(person: TeamCandidate) -> frozenset[str]:
    return frozenset(primary(tag) for tag in person.languages)


def _most_variety(pool: Pool, size: int, likeness_bound: int | None) -> float:
    """The bound on likeness as one on the weighted mean of Blau's index; 1 where none is known."""
    weights = [whole_weight(each) for each in pool.rules.diverse]
    if not weights:
        return 0.0
    if likeness_bound is None:
        return 1.0
    varied = sum(weight for weight in weights if weight > 0)
    return min(1.0, (varied - likeness_bound / (size * pool.unit) ** 2) / sum(map(abs, weights)))


def _variety(team: _Team, diverse: Diverse) -> Variety:
    attribute = diverse.attribute
    index = float(blau(team.members, attribute))
    values = {value for member in team.members for value in values_of(member, attribute)} - {UNKNOWN}
    most = 1 - 1 / len(team.members)
    normalised = min(1.0, index / most) if most else 0.0
    return Variety(attribute, diverse.weight, len(values), index, normalised, diverse.alike)


def _mean_fit(team: _Team) -> float:
    fits = [seat_fit(member, role)[0] for member, role in zip(team.members, team.roles, strict=True) if role]
    return sum(fits) / (100 * len(fits)) if fits else 1.0


def _reachable(team: _Team) -> float:
    return sum(_knows_way_to(team, member) for member in team.members) / len(team.members)


def _knows_way_to(team: _Team, member: TeamCandidate) -> bool:
    known = team.known
    return any(
        other.person_id in known[member.person_id] or through(known, member.person_id, other.person_id) is not None
        for other in team.members
    )


def _score(fit: float, variety: Sequence[Variety], reachable: float) -> float:
    weights = sum(each.weight for each in variety)
    reached = sum(each.weight * (1 - each.normalised if each.alike else each.normalised) for each in variety)
    mean = reached / weights if weights else 1.0
    return FIT_PART * fit + VARIETY_PART * mean + REACH_PART * reachable


def _seat(team: _Team, member: TeamCandidate, role: Role | None) -> TeamSeat:
    skill_id = None if role is None else seat_fit(member, role)[1]
    return TeamSeat(
        member.person_id,
        member.name,
        None if role is None else role.label,
        None if skill_id is None else member.skills[skill_id],
        tuple(_reasons(team, member, role, skill_id)),
        tuple(_brings(team, member)),
    )


def _reasons(team: _Team, member: TeamCandidate, role: Role | None, skill_id: str | None) -> Iterator[SeatReason]:
    if role is not None and skill_id is not None:
        yield FillsRole(role.label, skill_id, member.skills[skill_id], role.level, role.skill_ids[skill_id])
    if member.person_id in team.pool.rules.named:
        yield AskedFor()
    if team.language is not None:
        yield SpeaksTeamLanguage(team.language)
    yield from _tie_reasons(team, member)


def _tie_reasons(team: _Team, member: TeamCandidate) -> Iterator[SeatReason]:
    """The first who knows them, and the first they can be introduced to, each by id."""
    others = sorted(team.members, key=lambda other: other.person_id)
    for other in (other for other in others if other.person_id in team.known[member.person_id]):
        yield KnownBy(other.person_id, other.name)
        break
    for other in others:
        friend = through(team.known, member.person_id, other.person_id)
        if friend is not None:
            name = team.pool.people[team.pool.place[friend]].name
            yield NewTie(other.person_id, other.name, friend, name)
            break


def _brings(team: _Team, member: TeamCandidate) -> Iterator[Brings]:
    others = [other for other in team.members if other is not member]
    for skill_id, level in sorted(member.skills.items(), key=lambda item: (-item[1], item[0])):
        if level >= USUAL_LEVEL and all(other.skills.get(skill_id, 0) < USUAL_LEVEL for other in others):
            yield BringsSkill(skill_id, level)
    if member.country and all(other.country != member.country for other in others):
        yield BringsCountry(member.country)
    for community_id in sorted(set(member.communities)):
        if all(community_id not in other.communities for other in others):
            yield BringsCommunity(community_id)
    for tag in sorted(_tags(member)):
        if all(tag not in _tags(other) for other in others):
            yield BringsLanguage(tag)
    yield from _brings_values(team, member, others)


def _brings_values(team: _Team, member: TeamCandidate, others: Sequence[TeamCandidate]) -> Iterator[Brings]:
    untold = _OWN_NAMES | {rule.attribute for rule in team.pool.rules.no_lone}
    diverse = [each for each in team.pool.rules.diverse if not each.alike]
    attributes = [each.attribute for each in diverse if each.attribute not in untold]
    for attribute in attributes:
        for value in values_of(member, attribute):
            if value != UNKNOWN and all(value not in values_of(other, attribute) for other in others):
                yield BringsValue(attribute, value)
