// name:    propose_team_plan
// summary: Keeps a plan that an organiser made to put a community's people into teams; the same id again finds what it
//          made. Nobody is asked anything yet.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, id: str, facts: dict[str, Any],
//          teams: list[dict[str, Any]], most: int
// returns: one; outcome: str
// access:  write
// cost:    the community's plans, and one node for each team.
// guards:  act home
// deadline: 60

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
SET home.lock = randomUUID()  // takes the lock under which a community's waiting plans are counted
WITH home, [(home)-[:PLANNED]->(plan:TeamPlan) WHERE plan.id = $id | 1] AS same,
     [(home)-[:PLANNED]->(plan:TeamPlan) WHERE plan.state = 'proposed' | 1] AS waiting
WITH home, CASE WHEN size(same) > 0 THEN 'repeated' WHEN size(waiting) >= $most THEN 'too_many' ELSE 'proposed' END
       AS outcome
FOREACH (_ IN CASE WHEN outcome = 'proposed' THEN [1] ELSE [] END |
  CREATE (home)-[:PLANNED]->(made:TeamPlan {id: $id, community_id: $community_id, state: 'proposed'})
  SET made += $facts
)
WITH outcome
OPTIONAL MATCH (plan:TeamPlan {id: $id})
WHERE outcome = 'proposed'
FOREACH (row IN CASE WHEN plan IS NULL THEN [] ELSE $teams END |
  CREATE (plan)-[:HAS_TEAM]->(t:PlannedTeam {id: row.id})
  SET t += row
)
RETURN outcome
