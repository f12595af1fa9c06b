// name:    decide_team_plan
// summary: An organiser of its community accepts or discards a plan for teams, once.
// params:  viewer_id: str, roles: list[str], kinds: list[str], id: str, state: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's memberships, and one seek.
// guards:  act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (plan:TeamPlan {id: $id})<-[:PLANNED]-(home:Community)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
SET plan.lock = randomUUID()  // takes the lock: two organisers may decide at once
WITH plan, CASE WHEN plan.state = $state THEN 'repeated' WHEN plan.state = 'proposed' THEN 'decided'
                ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET plan.state = $state, plan.decided_at = $now, plan.decided_by = $viewer_id
)
RETURN outcome, plan.state AS state
