// name:    join_requests_mine
// summary: The viewer's own requests to join communities that they still see, the newest first.
// params:  viewer_id: str, limit: int
// returns: many; id: str, community_id: str, person_id: str, name: str, message: str, state: str, asked_at: int
// access:  read
// cost:    the viewer's own requests.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (me)-[:ASKED_TO_JOIN]->(r:JoinRequest)
MATCH (c:Community {id: r.community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
RETURN r.id AS id, c.id AS community_id, me.id AS person_id, me.name AS name, r.message AS message, r.state AS state,
       r.asked_at AS asked_at
ORDER BY asked_at DESC, id
LIMIT $limit
