// name:    rounds_page
// summary: A page of the rounds of a community that the viewer organises, newest first.
// params:  viewer_id: str, community_id: str, before: int, before_id: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    the community's rounds.

MATCH (me:Person {id: $viewer_id})-[organises:MEMBER_OF]->(c:Community {id: $community_id})
WHERE organises.role IN ['organiser', 'administrator']
MATCH (c)-[:HELD]->(r:Round)
WHERE r.made_at < $before OR (r.made_at = $before AND r.id > $before_id)
RETURN r.id AS id, r.made_at AS at
ORDER BY at DESC, id
LIMIT $limit
