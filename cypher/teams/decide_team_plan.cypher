// name:    decide_team_plan
// summary: An organiser of its community accepts or discards a plan for teams, once.
// params:  viewer_id: str, id: str, state: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's memberships, and one seek.

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN ['organiser', 'administrator'] | c.id] AS organised
MATCH (plan:TeamPlan {id: $id})
WHERE plan.community_id IN organised
SET plan.lock = randomUUID()  // takes the lock: two organisers may decide at once
WITH plan, CASE WHEN plan.state = $state THEN 'repeated' WHEN plan.state = 'proposed' THEN 'decided'
                ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET plan.state = $state, plan.decided_at = $now, plan.decided_by = $viewer_id
)
RETURN outcome, plan.state AS state
