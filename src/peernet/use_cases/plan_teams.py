"""Plan teams of everybody in a community: kept with its certificate until an organiser decides; nobody is asked."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from peernet.errors import BadInput, LimitReached
from peernet.graph import team_plans as store
from peernet.model.grouping import GroupedTeam, Grouping, GroupingRules, GroupMember
from peernet.model.policy import Act, may
from peernet.model.team import Role, TeamCandidate
from peernet.model.team_plan import MOST_PLAN_SECONDS, MOST_PLANS
from peernet.model.text import clean_line
from peernet.model.viewer import Role as NetworkRole
from peernet.model.viewer import Viewer
from peernet.recommend.teams.worth import seat_fit
from peernet.use_cases.group_community import NoPlan, discreet, group_community
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden, permitted
from peernet.use_cases.team_wish import RoleWish

__all__ = ["NoPlan", "PlanWish", "plan_teams"]

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


async def plan_teams(
    network: Network,
    viewer_id: str,
    wish: PlanWish,
    languages: Sequence[str],
    *,
    network_role: NetworkRole | None = None,
) -> str | NoPlan:
    """The id of the plan, proposed and with nobody asked; or the least that is in the way of one.

    Refuses with NotFound (community, skill), NotPermitted, LimitReached (people, or plans that wait for a decision);
    BadInput for rules that cannot be.
    """
    name = clean_line(wish.name, "name", 200)
    plan_id = _id(viewer_id, wish)
    await permitted(network, Viewer(viewer_id, network_role), wish.community_id, Act.PLAN)
    if await store.team_plans_seen(network.graph, viewer_id, [plan_id], may(Act.PLAN, network_role)):
        return plan_id
    if wish.rules.seconds > MOST_PLAN_SECONDS:
        raise BadInput(f"at most {MOST_PLAN_SECONDS:g}", "seconds")
    made = await group_community(
        network, viewer_id, wish.community_id, wish.rules, wish.roles, languages, network_role=network_role
    )
    if isinstance(made, NoPlan):
        return made
    rules, people, found = made.rules, made.people, made.grouping
    outcome = await store.propose_team_plan(
        network.graph,
        viewer_id,
        wish.community_id,
        plan_id,
        facts=_facts(wish, found, people) | {"name": name, "made_at": network.clock(), "made_by": viewer_id},
        teams=[_team(plan_id, number, team, rules.roles, people) for number, team in enumerate(found.teams, 1)],
        most=MOST_PLANS,
        who=may(Act.PLAN, network_role),
    )
    if outcome is None:  # no organiser any more
        raise forbidden(Act.PLAN)
    if outcome == "too_many":
        raise LimitReached("team plans", MOST_PLANS)
    return plan_id


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
        "certificate": json.dumps(asdict(discreet(found.certificate, wish.rules)) | {"left_out": len(found.left_out)}),
    }


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
