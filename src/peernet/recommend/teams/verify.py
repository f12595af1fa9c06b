"""Judge a proposed team by the rules alone, knowing nothing of how it was found and sharing no formula with that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from peernet.model.team import Role, TeamCandidate, TeamProposal, TeamRules, TeamSeat


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that the proposal breaks: the rule's name, and who or what it concerns."""

    rule: str
    about: tuple[str, ...] = ()


def violations(rules: TeamRules, candidates: Sequence[TeamCandidate], proposal: TeamProposal) -> list[Violation]:
    """All that is wrong with it; empty for a team that keeps every rule and says the truth about its figures."""
    by_id = {candidate.person_id: candidate for candidate in candidates}
    ids = [seat.person_id for seat in proposal.members]
    strangers = sorted(set(ids) - by_id.keys())
    if strangers:
        return [Violation("candidates", tuple(strangers))]
    members = [by_id[person_id] for person_id in ids]
    return [
        *_seats(rules, proposal.members, by_id),
        *_people(rules, ids),
        *_critical(rules, proposal.members, members),
        *_alone(rules, candidates, members),
        *_repeats(members, proposal.repeated),
        *_language(rules, members, proposal.language),
        *_hours(rules, members, proposal.common_hours),
        *_figures(proposal),
    ]


def _seats(rules: TeamRules, seats: Sequence[TeamSeat], by_id: Mapping[str, TeamCandidate]) -> Iterator[Violation]:
    wanted: list[Role | None] = [role for role in rules.roles for _ in range(role.people)]
    wanted += [None] * (len(seats) - len(wanted))
    if len(wanted) != len(seats) or not rules.smallest <= len(seats) <= rules.largest:
        yield Violation("size")
    for seat, role in zip(seats, wanted, strict=False):
        if seat.role != (None if role is None else role.label):
            yield Violation("role", (seat.person_id,))
        elif role is not None and not _holds(by_id[seat.person_id], role):
            yield Violation("level", (seat.person_id,))


def _holds(candidate: TeamCandidate, role: Role) -> bool:
    return any(candidate.skills.get(skill_id, 0) >= (role.level or 1) for skill_id in role.skill_ids)


def _people(rules: TeamRules, ids: Sequence[str]) -> Iterator[Violation]:
    for person_id, seats in sorted(Counter(ids).items()):
        if seats > 1:
            yield Violation("distinct", (person_id,))
    for pair in rules.apart:
        if set(pair) <= set(ids):
            yield Violation("apart", pair)
    for one, other in rules.together:
        if (one in ids) != (other in ids):
            yield Violation("together", (one, other))
    for person_id in rules.named:
        if person_id not in ids:
            yield Violation("must_include", (person_id,))


def _critical(rules: TeamRules, seats: Sequence[TeamSeat], members: Sequence[TeamCandidate]) -> Iterator[Violation]:
    for role in rules.roles:
        if role.second and sum(_holds(member, role) for member in members) <= role.people:
            yield Violation("second", (role.label,))
    places = [role for role in rules.roles for _ in range(role.people)]
    for person_id, wanted in ((each, role) for role in rules.roles for each in role.holders):
        if not any(seat.person_id == person_id and held is wanted for seat, held in zip(seats, places, strict=False)):
            yield Violation("locked", (person_id,))
    for member in members:
        if rules.most_load is not None and member.load + 1 > rules.most_load:
            yield Violation("load", (member.person_id,))


def _alone(
    rules: TeamRules, candidates: Sequence[TeamCandidate], members: Sequence[TeamCandidate]
) -> Iterator[Violation]:
    free = [person for person in candidates if rules.most_load is None or person.load < rules.most_load]
    for rule in rules.no_lone:
        everybody = Counter(value for person in free for value in set(_given(person, rule.attribute)))
        here = Counter(value for person in members for value in set(_given(person, rule.attribute)))
        for value in rule.values or sorted(value for value, people in everybody.items() if people > 1):
            if here[value] == 1:
                yield Violation("no_lone", (rule.attribute, value))


def _given(person: TeamCandidate, attribute: str) -> Sequence[str]:
    own = {
        "country": [person.country] if person.country else [],
        "communities": person.communities,
        "skills": list(person.skills),
        "languages": [tag.split("-")[0].lower() for tag in person.languages],
    }
    return person.values.get(attribute, own.get(attribute, ()))


def _repeats(members: Sequence[TeamCandidate], claimed: int) -> Iterator[Violation]:
    again = [
        (one.person_id, other.person_id)
        for one in members
        for other in members
        if one.person_id < other.person_id and (other.person_id in one.teamed or one.person_id in other.teamed)
    ]
    if len(again) != claimed:
        yield Violation("claimed repeats")


def _language(rules: TeamRules, members: Sequence[TeamCandidate], claimed: str | None) -> Iterator[Violation]:
    spoken = [{tag.split("-")[0].lower() for tag in member.languages} for member in members]
    if rules.language is not None and claimed != rules.language.split("-")[0].lower():
        yield Violation("language", (rules.language,))
    if rules.shared_language and claimed is None:
        yield Violation("language")
    if claimed is not None and any(claimed not in tags for tags in spoken):
        yield Violation("language", (claimed,))


def _hours(rules: TeamRules, members: Sequence[TeamCandidate], claimed: float | None) -> Iterator[Violation]:
    """Half hours counted one by one."""
    free = [member.slots for member in members]
    common = sum(all(slots is not None and slots >> slot & 1 for slots in free) for slot in range(336)) / 2
    if common < rules.minimum_hours:
        yield Violation("hours")
    if claimed is not None and claimed != common:
        yield Violation("claimed hours")


def _figures(proposal: TeamProposal) -> Iterator[Violation]:
    weights = sum(each.weight for each in proposal.variety)
    told = ((each.weight, 1 - each.blau if each.alike else each.blau) for each in proposal.variety)
    mean = sum(weight * part for weight, part in told) / weights if weights else 0.0
    # Weights count in thousandths, so a mean by the exact ones can differ a little.
    if not isclose(mean, proposal.mean_variety, abs_tol=1e-3):
        yield Violation("claimed variety")
    if not isclose(proposal.bound - proposal.mean_variety, proposal.gap, abs_tol=1e-9) or proposal.gap < 0:
        yield Violation("claimed gap")
    if not 0 <= proposal.score <= 1:
        yield Violation("claimed score")
