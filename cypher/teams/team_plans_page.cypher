// name:    team_plans_page
// summary: A page of the plans for teams of a community that the viewer organises, newest first.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, before: int,
//          before_id: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    the community's plans.
// guards:  act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
MATCH (home)-[:PLANNED]->(plan:TeamPlan)
WHERE plan.made_at < $before OR (plan.made_at = $before AND plan.id > $before_id)
RETURN plan.id AS id, plan.made_at AS at
ORDER BY at DESC, id
LIMIT $limit
