"""Plan teams of everybody in a community: kept with its certificate until an organiser decides; nobody is asked."""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from peernet.errors import BadInput, LimitReached, NotFound, NotPermitted
from peernet.graph import communities
from peernet.graph import team_plans as store
from peernet.graph.team_candidates import TeamCandidateRow
from peernet.model.grouping import GroupedTeam, Grouping, GroupingImpossible, GroupingRules, GroupMember
from peernet.model.grouping_certificate import GroupingCertificate
from peernet.model.grouping_missing import Obstacle, RulesConflict
from peernet.model.team import Role, TeamCandidate
from peernet.model.team_plan import MOST_PEOPLE, MOST_PLAN_SECONDS, MOST_PLANS
from peernet.model.text import clean_line
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.teams.worth import seat_fit
from peernet.use_cases.form_team import candidate_of
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import RoleWish, TeamWish, roles_of

_KEYS = uuid.UUID("b8f6a1f0-7d3c-4c0e-8c7e-2f5f0b7f9a34")


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What an organiser plans: whose people, and the rules; roles are wishes until their skills are known.

    key: the client's own, the same one makes one plan however often.
    """

    community_id: str
    name: str
    rules: GroupingRules
    roles: tuple[RoleWish, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class NoPlan:
    """What is in the way, as far as the organiser may know it; private: what is for members alone to know."""

    obstacles: tuple[Obstacle, ...]
    private: bool = False


async def plan_teams(network: Network, viewer_id: str, wish: PlanWish, languages: Sequence[str]) -> str | NoPlan:
    """The id of the plan, proposed and with nobody asked; or the least that is in the way of one.

    Refuses with NotFound (community, skill), NotPermitted, LimitReached (people, or plans that wait for a decision);
    BadInput for rules that cannot be.
    """
    name = clean_line(wish.name, "name", 200)
    plan_id = _id(viewer_id, wish)
    await _check_organiser(network, viewer_id, wish.community_id)
    if await store.team_plans_seen(network.graph, viewer_id, [plan_id]):
        return plan_id
    if wish.rules.seconds > MOST_PLAN_SECONDS:
        raise BadInput(f"at most {MOST_PLAN_SECONDS:g}", "seconds")
    rows = await store.grouping_people(network.graph, viewer_id, wish.community_id, network.clock(), MOST_PEOPLE + 1)
    if len(rows) > MOST_PEOPLE:
        raise LimitReached("team plan people", MOST_PEOPLE)
    rules = _rules(network, wish, rows, languages)
    people = [candidate_of(row, network.clock()) for row in rows]
    found = await _grouped(network, wish, rules, people)
    if isinstance(found, NoPlan):
        return found
    outcome = await store.propose_team_plan(
        network.graph,
        viewer_id,
        wish.community_id,
        plan_id,
        facts=_facts(wish, found, people) | {"name": name, "made_at": network.clock(), "made_by": viewer_id},
        teams=[_team(plan_id, number, team, rules.roles, people) for number, team in enumerate(found.teams, 1)],
        most=MOST_PLANS,
    )
    if outcome is None:  # no organiser any more
        raise NotPermitted("organiser")
    if outcome == "too_many":
        raise LimitReached("team plans", MOST_PLANS)
    return plan_id


async def _grouped(
    network: Network, wish: PlanWish, rules: GroupingRules, people: Sequence[TeamCandidate]
) -> Grouping | NoPlan:
    if not people:
        raise BadInput("nobody there may be put into teams", "communityId")
    found = await network.in_turn(lambda: form_groups(rules, people, time.monotonic))
    if isinstance(found, Grouping):
        return found
    if rules.apart == wish.rules.apart or not any(_on_apart(each) for each in found.obstacles):
        return NoPlan(found.obstacles)
    # Whatever stands in the way by the organiser's own rules alone may be told; who blocks whom may not.
    own = replace(rules, apart=wish.rules.apart)
    again = await network.in_turn(lambda: form_groups(own, people, time.monotonic))
    return NoPlan(again.obstacles) if isinstance(again, GroupingImpossible) else NoPlan((), private=True)


def _on_apart(obstacle: Obstacle) -> bool:
    collide = obstacle.conflict if isinstance(obstacle, RulesConflict) else ()
    return obstacle.rule == "apart" or any(each.rule == "apart" for each in collide)


def _rules(
    network: Network, wish: PlanWish, rows: Sequence[TeamCandidateRow], languages: Sequence[str]
) -> GroupingRules:
    """The rules with the roles' skills, with blocks among those who must be apart, and with who was together before."""
    roles = roles_of(network.catalogue.index, TeamWish(wish.roles), languages)
    ids = {row.person_id for row in rows}
    blocked = {tuple(sorted((row.person_id, other))) for row in rows for other in row.apart if other in ids}
    again = {tuple(sorted((row.person_id, other))) for row in rows for other in row.teamed if other in ids}
    return replace(wish.rules, roles=roles, apart=(*wish.rules.apart, *sorted(blocked)), earlier=tuple(sorted(again)))


async def _check_organiser(network: Network, viewer_id: str, community_id: str) -> None:
    seen = await communities.communities_seen(network.graph, viewer_id, [community_id])
    if community_id not in seen:
        raise NotFound("community")
    if seen[community_id].my_role not in ("organiser", "administrator"):
        raise NotPermitted("organiser")


def _id(viewer_id: str, wish: PlanWish) -> str:
    if wish.key is None:
        return str(uuid.uuid4())
    key = clean_line(wish.key, "idempotencyKey", 200)
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{wish.community_id}\n{key}"))


def _facts(wish: PlanWish, found: Grouping, people: Sequence[TeamCandidate]) -> dict[str, Any]:
    rules = json.dumps(asdict(wish.rules) | {"roles": [asdict(role) for role in wish.roles]}, sort_keys=True)
    return {
        "seed": wish.rules.seed,
        "rules": rules,
        "digest": _digest(rules, people),
        "certificate": json.dumps(_certificate(found.certificate, wish.rules) | {"left_out": len(found.left_out)}),
    }


def _certificate(certificate: GroupingCertificate, own: GroupingRules) -> dict[str, Any]:
    """The certificate without the pairs that are apart for reasons of their own."""
    told = asdict(certificate)
    told["rules"] = [rule for rule in told["rules"] if rule["rule"] != "apart" or tuple(rule["about"]) in own.apart]
    return told


def _digest(rules: str, people: Sequence[TeamCandidate]) -> str:
    """SHA-256 of everything that the teams are made from."""
    facts = [
        [
            *(person.person_id, sorted(person.languages), person.slots, person.country, sorted(person.communities)),
            *(sorted(person.skills.items()), sorted(person.teamed), person.load),
        ]
        for person in people
    ]
    return hashlib.sha256((rules + json.dumps(facts)).encode()).hexdigest()


def _team(
    plan_id: str, number: int, team: GroupedTeam, roles: Sequence[Role], people: Sequence[TeamCandidate]
) -> dict[str, Any]:
    by_id = {person.person_id: person for person in people}
    skills = [_skill(by_id[member.person_id], member, roles) for member in team.members]
    return {
        # Follows from the plan and the number: whoever accepts it, and however often, forms the same team.
        "id": str(uuid.uuid5(_KEYS, f"{plan_id}\n{number}")),
        "number": number,
        "person_ids": list(team.people),
        "roles": [member.role or "" for member in team.members],
        "skill_ids": [skill_id for skill_id, _ in skills],
        "levels": [level for _, level in skills],
        "variety": float(team.figures.variety),
    }


def _skill(person: TeamCandidate, member: GroupMember, roles: Sequence[Role]) -> tuple[str, int]:
    """By which skill they hold their role, and their level in it; nothing in an open seat."""
    role = next((each for each in roles if each.label == member.role), None)
    skill_id = None if role is None else seat_fit(person, role)[1]
    return ("", 0) if skill_id is None else (skill_id, person.skills[skill_id])
