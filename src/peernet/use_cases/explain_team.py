"""Why each member sits in a team that there is, and what only they bring, as far as the viewer may see its members."""

from __future__ import annotations

from collections.abc import Mapping

from peernet.graph.team_candidates import team_candidates
from peernet.model.team import Role, TeamRules, TeamSeat
from peernet.model.team_life import KeptTeam
from peernet.recommend.teams.pool import pool_of
from peernet.recommend.teams.propose import propose
from peernet.use_cases.form_team import candidate_of
from peernet.use_cases.network import Network


async def explain_team(network: Network, viewer_id: str, team: KeptTeam) -> Mapping[str, TeamSeat]:
    """The seats by the ids of those who have them; without members who are away or out of sight by now."""
    now = network.clock()
    ids = [member.person_id for member in team.members]
    rows = await team_candidates(network.graph, viewer_id, (), language=None, community_id=None, named=ids, now=now)
    people = {row.person_id: candidate_of(row, now) for row in rows}
    there = [member for member in team.members if member.person_id in people]
    if not there:
        return {}
    seated = [member for member in there if member.role is not None and member.skill_id is not None]
    others = [member for member in there if member not in seated]
    roles = tuple(Role(member.role or "", {member.skill_id or "": 1.0}) for member in seated)
    pool = pool_of(TeamRules(roles, size_min=len(there), language=team.language), list(people.values()))
    rows_of_seats = [
        *([pool.place[each.person_id]] for each in seated),
        [pool.place[each.person_id] for each in others],
    ]
    found = propose(pool, rows_of_seats, 0, proved=False)
    return {seat.person_id: seat for seat in found.members}
