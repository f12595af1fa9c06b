"""What a report shows: teams with each member's part, the people's ties, and how good it is; of whatever was formed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from peernet.model.grouping import Grouping, GroupingRules, team_id_of
from peernet.model.grouping_certificate import GroupingCertificate
from peernet.model.team import TeamCandidate, TeamProposal, TeamRules
from peernet.model.team_part import TeamPart
from peernet.recommend.parts import Ties, acquaintances, team_parts


@dataclass(frozen=True)
class ReportedTeam:
    """One team: `members` and `parts` in one order; score: its aim or the score of a proposal, 0 to 1."""

    number: int
    team_id: str
    members: tuple[TeamCandidate, ...]
    parts: tuple[TeamPart, ...]
    score: float
    language: str | None
    common_hours: float | None


@dataclass(frozen=True)
class Reported:
    """One round of teams. ties: whom each knew before, by id, of everybody; labels: of skills and communities, by id.

    roles: labels of the skills that roles ask for. certificate: that of a grouping, or the proposal itself.
    """

    teams: tuple[ReportedTeam, ...]
    ties: Ties
    names: Mapping[str, str]
    attributes: tuple[str, ...]
    role_skills: tuple[str, ...]
    certificate: GroupingCertificate | TeamProposal
    left_out: tuple[str, ...] = ()
    stopped: bool = False
    seed: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


def of_grouping(rules: GroupingRules, people: Sequence[TeamCandidate], grouping: Grouping) -> Reported:
    """What came of everybody into teams."""
    by_id = {person.person_id: person for person in people}
    ties = acquaintances(people, rules.earlier)
    names = {person.person_id: person.name for person in people}
    attributes = tuple(each.attribute for each in rules.diverse)
    untold = frozenset(each.attribute for each in rules.no_lone)
    teams = tuple(
        ReportedTeam(
            number,
            team.team_id,
            members := tuple(by_id[person_id] for person_id in team.people),
            team_parts(members, attributes, ties, names, {each.person_id: each.role for each in team.members}, untold),
            team.figures.score,
            team.figures.language,
            team.figures.common_hours,
        )
        for number, team in enumerate(grouping.teams, 1)
    )
    shown = tuple(each for each in attributes if each not in untold)
    skills = tuple(_role_skills(rules))
    return Reported(
        teams, ties, names, shown, skills, grouping.certificate, grouping.left_out, grouping.stopped, rules.seed
    )


def of_proposal(
    rules: TeamRules, people: Sequence[TeamCandidate], proposal: TeamProposal, seed: int | None = None
) -> Reported:
    """What came of one team for a project."""
    by_id = {person.person_id: person for person in people}
    ties = acquaintances(people)
    names = {person.person_id: person.name for person in people}
    untold = frozenset(each.attribute for each in rules.no_lone)
    attributes = tuple(each.attribute for each in rules.diverse if not each.alike and each.attribute not in untold)
    members = tuple(by_id[seat.person_id] for seat in proposal.members)
    roles = {seat.person_id: seat.role for seat in proposal.members}
    team = ReportedTeam(
        1,
        team_id_of(tuple(roles)),
        members,
        team_parts(members, attributes, ties, names, roles),
        proposal.score,
        proposal.language,
        proposal.common_hours,
    )
    skills = tuple(dict.fromkeys(role.casefold() for role in roles.values() if role))
    return Reported((team,), ties, names, attributes, skills, proposal, seed=seed)


def _role_skills(rules: GroupingRules) -> Iterator[str]:
    for role in rules.roles:
        yield from role.skill_ids
