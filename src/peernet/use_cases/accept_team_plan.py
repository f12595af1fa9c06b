"""An organiser decides about a plan for teams: they are formed and their members asked, once, or it is discarded."""

from __future__ import annotations

from collections.abc import Iterator

from peernet.errors import NotFound, WrongState
from peernet.graph import team_plans as store
from peernet.graph import teams
from peernet.graph.team_plans import PlannedNowRow
from peernet.graph.teams import SeatOf
from peernet.model.policy import Act, may
from peernet.model.team_plan import KeptPlan, PlanState
from peernet.model.viewer import Role
from peernet.use_cases.form_teams import ASK_MS
from peernet.use_cases.network import Network

_FEWEST = 2
_ENOUGH = 1_000_000


async def accept_team_plan(network: Network, viewer_id: str, plan_id: str, *, network_role: Role | None = None) -> None:
    """Forms every team of the plan, without those who cannot be asked any more, and asks their members.

    Accepting again goes on where an earlier call was cut short and otherwise changes nothing: each team's id follows
    from the plan. Refuses with NotFound (plan) and WrongState (discarded).
    """
    await _decide(network, viewer_id, plan_id, PlanState.ACCEPTED, network_role)
    plan = (await store.team_plans_seen(network.graph, viewer_id, [plan_id], may(Act.PLAN, network_role)))[plan_id]
    for team in await store.planned_teams_now(network.graph, plan_id):
        if not team.formed:
            await _form(network, plan, team)


async def discard_team_plan(
    network: Network, viewer_id: str, plan_id: str, *, network_role: Role | None = None
) -> None:
    """Nothing will come of the plan. Refuses with NotFound (plan) and WrongState (accepted)."""
    await _decide(network, viewer_id, plan_id, PlanState.DISCARDED, network_role)


async def _decide(network: Network, viewer_id: str, plan_id: str, state: PlanState, network_role: Role | None) -> None:
    row = await store.decide_team_plan(
        network.graph, viewer_id, plan_id, state, network.clock(), may(Act.PLAN, network_role)
    )
    if row is None:
        raise NotFound("plan")
    if row.outcome == "wrong_state":
        raise WrongState("plan", row.state)


async def _form(network: Network, plan: KeptPlan, team: PlannedNowRow) -> None:
    """Forms the team of all, or else of those of them who can still be asked, where two are left at least."""
    seats = list(_seats(team))
    for _ in (1, 2):
        now = network.clock()
        row = await teams.form_team(
            network.graph,
            plan.made_by,
            team.id,
            facts={"name": f"{plan.name} {team.number}", "plan_id": plan.id, "community_id": plan.community_id},
            seats=seats,
            # An event for everybody takes nobody's place as a mentor; it counts as load all the same.
            holds=False,
            now=now,
            until=now + ASK_MS,
            most=_ENOUGH,
        )
        if row is None or row.outcome not in ("unavailable", "not_found"):
            return
        seats = [seat for seat in seats if seat.id not in row.unavailable]
        if len(seats) < _FEWEST:
            return


def _seats(team: PlannedNowRow) -> Iterator[SeatOf]:
    for place, (person_id, role, skill_id, level) in enumerate(
        zip(team.person_ids, team.roles, team.skill_ids, team.levels, strict=True)
    ):
        yield SeatOf(person_id, place, role or None, skill_id or None, level or None)
