"""Put everybody of a community into teams: what an organiser could plan, and nothing is kept of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from peernet.errors import BadInput, LimitReached
from peernet.graph import team_plans as store
from peernet.graph.team_candidates import TeamCandidateRow
from peernet.model.grouping import Grouping, GroupingImpossible, GroupingProgress, GroupingRules
from peernet.model.grouping_certificate import GroupingCertificate
from peernet.model.grouping_missing import NotFoundInTime, Obstacle, RulesConflict
from peernet.model.policy import Act, may
from peernet.model.team import TeamCandidate
from peernet.model.team_plan import MOST_PEOPLE
from peernet.model.viewer import Role, Viewer
from peernet.recommend.grouping.distances import skill_distances
from peernet.recommend.grouping.form import UNKNOWN_DISTANCES, Distances, form_groups
from peernet.use_cases.form_team import candidate_of
from peernet.use_cases.network import Network
from peernet.use_cases.permission import permitted
from peernet.use_cases.team_wish import RoleWish, TeamWish, roles_of


@dataclass(frozen=True, slots=True)
class GroupedCommunity:
    """The teams, with the rules they were formed by (roles by their skills, blocks, former teams) and the people."""

    rules: GroupingRules
    people: tuple[TeamCandidate, ...]
    grouping: Grouping


@dataclass(frozen=True, slots=True)
class NoPlan:
    """What is in the way, as far as the organiser may know it; private: what is for members alone to know."""

    obstacles: tuple[Obstacle, ...]
    private: bool = False


async def group_community(
    network: Network,
    viewer_id: str,
    community_id: str,
    rules: GroupingRules,
    roles: Sequence[RoleWish],
    languages: Sequence[str],
    watch: Callable[[GroupingProgress], bool] = lambda progress: True,
    *,
    network_role: Role | None = None,
) -> GroupedCommunity | NoPlan:
    """Everybody of the community in a team, or the least that is in the way; `watch` as in `form_groups`, in a thread.

    network_role: what the viewer's token makes them in the whole network.

    Refuses with NotFound (community, skill), NotPermitted, LimitReached (people); BadInput for rules that cannot be.
    """
    _check_roles(roles)
    await permitted(network, Viewer(viewer_id, network_role), community_id, Act.PLAN)
    rows = await store.grouping_people(
        network.graph, viewer_id, community_id, network.clock(), MOST_PEOPLE + 1, may(Act.PLAN, network_role)
    )
    if len(rows) > MOST_PEOPLE:
        raise LimitReached("team plan people", MOST_PEOPLE)
    whole = _rules(network, rules, roles, rows, languages)
    people = tuple(candidate_of(row, network.clock()) for row in rows)
    if not people:
        raise BadInput("nobody there may be put into teams", "communityId")
    found = await network.in_turn(
        lambda: form_groups(whole, people, time.monotonic, watch, _distances(network, whole, people))
    )
    if isinstance(found, Grouping):
        return GroupedCommunity(whole, people, found)
    return await _in_the_way(network, rules, whole, people, found)


def _check_roles(roles: Sequence[RoleWish]) -> None:
    """A rule that is not kept here must not be passed over in silence."""
    for where, wrong in (("second", any(role.second for role in roles)), ("holders", any(r.holders for r in roles))):
        if wrong:
            raise BadInput(
                "is for one team for a project; to hold a role twice in each team, ask for 2 people", f"roles.{where}"
            )


def discreet(certificate: GroupingCertificate, own: GroupingRules) -> GroupingCertificate:
    """The certificate without the pairs that are apart for reasons of their own."""
    told = tuple(rule for rule in certificate.rules if rule.rule != "apart" or tuple(rule.about) in own.apart)
    return replace(certificate, rules=told)


def discreet_obstacle(obstacle: Obstacle) -> Obstacle:
    """The obstacle without a word of who is apart, by which blocks would show."""
    if not isinstance(obstacle, NotFoundInTime):
        return obstacle
    return replace(obstacle, broken=0, nearest=tuple(each for each in obstacle.nearest if each.rule != "apart"))


async def _in_the_way(
    network: Network,
    own: GroupingRules,
    whole: GroupingRules,
    people: Sequence[TeamCandidate],
    found: GroupingImpossible,
) -> NoPlan:
    if whole.apart == own.apart:
        return NoPlan(found.obstacles)
    if not any(_on_apart(each) for each in found.obstacles):
        return NoPlan(tuple(discreet_obstacle(each) for each in found.obstacles))
    # Whatever stands in the way by the organiser's own rules alone may be told; who blocks whom may not.
    public = replace(whole, apart=own.apart)
    again = await network.in_turn(lambda: form_groups(public, people, time.monotonic))
    return NoPlan(again.obstacles) if isinstance(again, GroupingImpossible) else NoPlan((), private=True)


def _distances(network: Network, rules: GroupingRules, people: Sequence[TeamCandidate]) -> Distances:
    """How far the people's skills are from each other, where the rules ask for variety in them."""
    asked = {each.attribute for each in rules.diverse} | {each.attribute for each in rules.similar}
    if "skills" not in asked:
        return UNKNOWN_DISTANCES
    return skill_distances({skill for each in people for skill in each.skills}, network.catalogue.index.neighbours)


def _on_apart(obstacle: Obstacle) -> bool:
    collide = obstacle.conflict if isinstance(obstacle, RulesConflict) else ()
    return obstacle.rule == "apart" or any(each.rule == "apart" for each in collide)


def _rules(
    network: Network,
    rules: GroupingRules,
    roles: Sequence[RoleWish],
    rows: Sequence[TeamCandidateRow],
    languages: Sequence[str],
) -> GroupingRules:
    """The rules with the roles' skills, with blocks among those who must be apart, and with who was together before."""
    skilled = roles_of(network.catalogue.index, TeamWish(tuple(roles)), languages)
    ids = {row.person_id for row in rows}
    blocked = {tuple(sorted((row.person_id, other))) for row in rows for other in row.apart if other in ids}
    again = {tuple(sorted((row.person_id, other))) for row in rows for other in row.teamed if other in ids}
    return replace(
        rules, roles=skilled, apart=(*rules.apart, *sorted(blocked)), earlier=(*rules.earlier, *sorted(again))
    )
