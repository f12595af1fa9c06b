"""Form a team of different people for one project."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from peernet.errors import BadInput, NotFound, Unavailable
from peernet.graph import communities
from peernet.graph.team_candidates import RoleQuestion, TeamCandidateRow, team_candidates
from peernet.interchange import cells
from peernet.model.hours import weekly_slots
from peernet.model.skill import Hop
from peernet.model.team import MAX_TEAM, Role, TeamCandidate, TeamImpossible, TeamProposal, TeamRules, primary
from peernet.model.team_missing import Missing, MissingMember, RulesCollide
from peernet.model.text import clean_line
from peernet.recommend.teams.form import form_team as best_team
from peernet.recommend.words import SkillIndex
from peernet.use_cases.network import Network

MOST_ROLES = 8
MOST_NARROWER = 5
"""Narrower skills that also fill a role: who offers React can hold "front end"."""
MOST_EXCLUDED = 1000
SECONDS = 5.0
WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class RoleWish:
    """A role by the skill it needs, in words or by id; level 1 to 5 or any; people: how many different ones."""

    skill: str
    level: int | None = None
    people: int = 1


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What a project needs. language: a BCP 47 tag, None for any that all share; hours: in common each week."""

    roles: tuple[RoleWish, ...]
    language: str | None = None
    hours: float = 0.0
    community_id: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


async def form_team(
    network: Network, viewer_id: str, wish: TeamWish, languages: Sequence[str]
) -> TeamProposal | TeamImpossible:
    """The best team of people whom the viewer may see, or what is missing for one.

    BadInput for a wish that cannot be; NotFound for a skill that no word is taken for, or an unseen community;
    Unavailable while too many others form theirs.
    """
    _check(wish)
    roles = [_role(network.catalogue.index, role, languages) for role in wish.roles]
    await _check_community(network, viewer_id, wish.community_id)
    now = network.clock()
    rows = await team_candidates(
        network.graph,
        viewer_id,
        [RoleQuestion(tuple(role.skill_ids), role.level or 1) for role in roles],
        language=None if wish.language is None else primary(wish.language),
        community_id=wish.community_id,
        named=wish.include,
        now=now,
    )
    rules = _rules(wish, roles, rows)
    candidates = [_candidate(row, now) for row in rows if row.person_id not in wish.exclude]
    return _discreet(await _solved(network, rules, candidates), wish.include)


async def _solved(
    network: Network, rules: TeamRules, candidates: Sequence[TeamCandidate]
) -> TeamProposal | TeamImpossible:
    """The best team; Unavailable when others' teams take up every place for WAIT_SECONDS."""
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            await network.solving.acquire()
    except TimeoutError as error:
        raise Unavailable("too many teams are being formed at once") from error
    # The solver is C++ that lets go of the interpreter, so a thread keeps the event loop free. Nothing can stop it:
    # the place is free when it has ended, not when the client has gone.
    solving = asyncio.get_running_loop().run_in_executor(None, best_team, rules, candidates, SECONDS)
    solving.add_done_callback(lambda _: network.solving.release())
    return await asyncio.shield(solving)


def _check(wish: TeamWish) -> None:
    if not 1 <= len(wish.roles) <= MOST_ROLES:
        raise BadInput(f"name from 1 to {MOST_ROLES} roles", "roles")
    for where, named, most in (("include", wish.include, MAX_TEAM), ("exclude", wish.exclude, MOST_EXCLUDED)):
        if len(named) > most:
            raise BadInput(f"at most {most} people can be named, not {len(named)}", where)
    if wish.language is not None:
        try:
            cells.tag(wish.language)
        except BadInput as wrong:
            raise BadInput(wrong.message, "language") from wrong


def _role(index: SkillIndex, wish: RoleWish, languages: Sequence[str]) -> Role:
    text = clean_line(wish.skill, "roles.skill")
    found = [text] if text in index else [match.skill_id for match in index.find(text, languages, 1)]
    if not found:
        raise NotFound("skill")
    near = [hop for hop in index.neighbours(found[0]) if hop.hop is Hop.NARROWER][:MOST_NARROWER]
    closeness = {hop.skill_id: hop.closeness for hop in near} | {found[0]: 1.0}
    return Role(index.label(found[0], languages), closeness, wish.level, wish.people)


async def _check_community(network: Network, viewer_id: str, community_id: str | None) -> None:
    if community_id is not None and not await communities.communities_seen(network.graph, viewer_id, [community_id]):
        raise NotFound("community")


def _rules(wish: TeamWish, roles: Sequence[Role], rows: Sequence[TeamCandidateRow]) -> TeamRules:
    apart = {tuple(sorted((row.person_id, other))) for row in rows for other in row.blocked_ids}
    return TeamRules(
        roles=tuple(roles),
        language=wish.language,
        minimum_hours=wish.hours,
        apart=tuple(sorted((one, other) for one, other in apart)),
        must_include=wish.include,
    )


def _discreet(answer: TeamProposal | TeamImpossible, include: Sequence[str]) -> TeamProposal | TeamImpossible:
    """The answer without a word of who is apart: here that is who blocks whom, which is nobody else's to know."""
    if isinstance(answer, TeamProposal):
        return answer
    missing: list[Missing] = []
    for each in answer.missing:
        if isinstance(each, RulesCollide) and "apart" in each.rules:
            missing += [MissingMember(person_id) for person_id in each.person_ids if person_id in include]
        else:
            missing.append(each)
    return TeamImpossible(tuple(missing) or tuple(MissingMember(person_id) for person_id in include))


def _candidate(row: TeamCandidateRow, now: int) -> TeamCandidate:
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
    )
