"""Form a team of different people for one project: proposed, with all that is needed to look at others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peernet.errors import NotFound
from peernet.graph import communities
from peernet.graph.team_candidates import RoleQuestion, TeamCandidateRow, team_candidates
from peernet.model.hours import weekly_slots
from peernet.model.team import Role, TeamCandidate, TeamImpossible, TeamProposal, TeamRules, primary
from peernet.model.team_changes import Alternative, TeamChange
from peernet.model.team_missing import (
    Missing,
    MissingHours,
    MissingMember,
    MissingPeople,
    MissingSecond,
    RulesCollide,
)
from peernet.recommend.teams.alternatives import alternatives, change
from peernet.recommend.teams.form import form_team as best_team
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import ATTRIBUTES, Pair, RoleWish, TeamWish, check_wish, roles_of, rules_of

__all__ = ["ProposedTeam", "RoleWish", "TeamWish", "form_team", "propose_team", "seat_alternatives"]

TAKES = (30, 120)
"""Candidates for each role: few, so that the best team is proved in a tenth of a second, and many where few will not
do, since those who share an hour or a language may stand far down."""
SECONDS = 5.0
_MORE_PEOPLE_HELP = (MissingPeople, MissingHours, MissingSecond)


@dataclass(frozen=True, slots=True)
class ProposedTeam:
    """The proposal, what it was formed of, and what is different from the team it is compared with, if there is one."""

    proposal: TeamProposal
    rules: TeamRules
    candidates: tuple[TeamCandidate, ...]
    change: TeamChange | None


async def form_team(
    network: Network, viewer_id: str, wish: TeamWish, languages: Sequence[str]
) -> TeamProposal | TeamImpossible:
    """As `propose_team`, the proposal alone."""
    found = await propose_team(network, viewer_id, wish, languages)
    return found.proposal if isinstance(found, ProposedTeam) else found


async def propose_team(
    network: Network, viewer_id: str, wish: TeamWish, languages: Sequence[str]
) -> ProposedTeam | TeamImpossible:
    """The best team of people whom the viewer may see, or what is missing for one.

    BadInput for a wish that cannot be; NotFound for a skill that no word is taken for, or an unseen community;
    Unavailable while too many others form theirs.
    """
    check_wish(wish)
    roles = roles_of(network.catalogue.index, wish, languages)
    rules_of(wish, roles, ())  # before anybody is looked for
    await _check_community(network, viewer_id, wish.community_id)
    answer: ProposedTeam | TeamImpossible = TeamImpossible(())
    considered = 0
    for take in TAKES:
        rows = await _rows(network, viewer_id, wish, roles, take)
        if len(rows) > considered or not considered:
            answer = await _answer(network, wish, roles, rows)
        considered = len(rows)
        if isinstance(answer, ProposedTeam) or not _more_may_help(answer):
            break
    return answer


async def seat_alternatives(network: Network, team: ProposedTeam, seat: int, first: int) -> tuple[Alternative, ...]:
    """Who else could have the seat at that place, best first, and what would change; Unavailable as in forming."""
    return await network.in_turn(lambda: alternatives(team.rules, team.candidates, team.proposal, seat, first))


async def _rows(
    network: Network, viewer_id: str, wish: TeamWish, roles: Sequence[Role], take: int
) -> list[TeamCandidateRow]:
    return await team_candidates(
        network.graph,
        viewer_id,
        [RoleQuestion(tuple(role.skill_ids), role.level or 1) for role in roles],
        language=None if wish.language is None else primary(wish.language),
        community_id=wish.community_id,
        named=wish.named,
        now=network.clock(),
        take=take,
    )


async def _answer(
    network: Network, wish: TeamWish, roles: Sequence[Role], rows: Sequence[TeamCandidateRow]
) -> ProposedTeam | TeamImpossible:
    now = network.clock()
    everybody = [candidate_of(row, now) for row in rows]
    candidates = tuple(each for each in everybody if each.person_id not in wish.exclude)
    rules = rules_of(wish, roles, _apart(rows))
    found = await network.in_turn(lambda: best_team(rules, candidates, SECONDS))
    if isinstance(found, TeamProposal):
        return ProposedTeam(found, rules, candidates, await _change(network, wish, rules, everybody, found))
    if rules.apart != wish.apart and any(isinstance(each, RulesCollide) for each in found.missing):
        # Whatever stands in the way by the viewer's own rules alone may be told as it is.
        own = await network.in_turn(lambda: best_team(rules_of(wish, roles, ()), candidates, SECONDS))
        return own if isinstance(own, TeamImpossible) else _discreet(found, rules.named)
    return found


async def _change(
    network: Network, wish: TeamWish, rules: TeamRules, everybody: Sequence[TeamCandidate], after: TeamProposal
) -> TeamChange | None:
    """What is different from the team of the wish's `compared_with`; None where those cannot hold the roles (now)."""
    if not wish.compared_with:
        return None
    people = [each for each in everybody if each.person_id in wish.compared_with]
    roles = tuple(replace(role, second=False, holders=()) for role in rules.roles)
    loose = TeamRules(roles, len(people), shared_language=False, must_include=wish.compared_with, diverse=rules.diverse)
    before = await network.in_turn(lambda: best_team(loose, people, SECONDS))
    return change(before, after) if isinstance(before, TeamProposal) else None


def _more_may_help(answer: TeamImpossible) -> bool:
    return all(isinstance(each, _MORE_PEOPLE_HELP) for each in answer.missing)


async def _check_community(network: Network, viewer_id: str, community_id: str | None) -> None:
    if community_id is not None and not await communities.communities_seen(network.graph, viewer_id, [community_id]):
        raise NotFound("community")


def _apart(rows: Sequence[TeamCandidateRow]) -> list[Pair]:
    """The pairs of whom one has blocked the other or may not see them."""
    pairs = {tuple(sorted((row.person_id, other))) for row in rows for other in row.apart if other != row.person_id}
    return sorted((one, other) for one, other in pairs)


def _discreet(answer: TeamImpossible, include: Sequence[str]) -> TeamImpossible:
    """The answer without a word of who is apart: here that is who blocks whom, which is nobody else's to know."""
    missing: list[Missing] = []
    for each in answer.missing:
        if isinstance(each, RulesCollide) and "apart" in each.rules:
            missing += [MissingMember(person_id) for person_id in each.person_ids if person_id in include]
        else:
            missing.append(each)
    return TeamImpossible(tuple(missing) or tuple(MissingMember(person_id) for person_id in include))


def candidate_of(row: TeamCandidateRow, now: int) -> TeamCandidate:
    """The candidate with their hours as they fall in the week of `now` (epoch milliseconds)."""
    hours = tuple(row.hours)
    return TeamCandidate(
        person_id=row.person_id,
        name=row.name,
        languages=tuple(row.languages),
        slots=weekly_slots(hours, row.time_zone or "UTC", now) if hours else None,
        country=row.country or None,
        communities=tuple(row.communities),
        skills=dict(row.skills),
        knows=frozenset(row.knows),
        load=row.load,
        teamed=frozenset(row.teamed),
        # They have said nothing of themselves that a team is made different, or alike, by.
        values={} if row.compared else dict.fromkeys(ATTRIBUTES, ()),
    )
