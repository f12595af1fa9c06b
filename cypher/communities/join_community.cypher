// name:    join_community
// summary: The viewer joins an open community; a closed one refuses, a hidden one does not exist for them.
// params:  viewer_id: str, community_id: str, now: int
// returns: one; outcome: str
// access:  write
// cost:    two seeks and the viewer's own memberships.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock: joining twice at once is joining once
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[was:WAS_MEMBER_OF]->(x:Community) WHERE x.id = $community_id | was] AS past
OPTIONAL MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
WITH me, c, past,
     CASE WHEN c IS NULL THEN 'not_found' WHEN c.id IN mine THEN 'repeated'
          WHEN c.visibility <> 'open' THEN 'closed' ELSE 'joined' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'joined' THEN [1] ELSE [] END |
  MERGE (me)-[m:MEMBER_OF]->(c)
  ON CREATE SET m.role = 'member', m.since = $now
  SET me.active_at = $now
)
FOREACH (was IN CASE WHEN outcome = 'joined' THEN past ELSE [] END | DELETE was)
RETURN outcome
