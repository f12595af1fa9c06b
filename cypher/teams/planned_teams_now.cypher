// name:    planned_teams_now
// summary: Every team of an accepted plan, and whether it has been formed yet.
// params:  plan_id: str
// returns: many; number: int, id: str, person_ids: list[str], roles: list[str], skill_ids: list[str], levels: list[int],
//          formed: bool
// access:  read
// cost:    a seek for each of the plan's teams; the caller has checked who asks.
// deadline: 30

MATCH (plan:TeamPlan {id: $plan_id})-[:HAS_TEAM]->(t:PlannedTeam)
WHERE plan.state = 'accepted'
OPTIONAL MATCH (made:Team {id: t.id})
RETURN t.number AS number, t.id AS id, t.person_ids AS person_ids, t.roles AS roles, t.skill_ids AS skill_ids,
       t.levels AS levels, made IS NOT NULL AS formed
ORDER BY number
