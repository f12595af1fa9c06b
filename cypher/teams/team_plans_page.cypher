// name:    team_plans_page
// summary: A page of the plans for teams of a community that the viewer organises, newest first.
// params:  viewer_id: str, community_id: str, before: int, before_id: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    the community's plans.

MATCH (me:Person {id: $viewer_id})-[organises:MEMBER_OF]->(c:Community {id: $community_id})
WHERE organises.role IN ['organiser', 'administrator']
MATCH (c)-[:PLANNED]->(plan:TeamPlan)
WHERE plan.made_at < $before OR (plan.made_at = $before AND plan.id > $before_id)
RETURN plan.id AS id, plan.made_at AS at
ORDER BY at DESC, id
LIMIT $limit
