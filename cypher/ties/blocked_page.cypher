// name:    blocked_page
// summary: The people whom the viewer has blocked, by id: the one place where they are shown, so as to unblock them.
// params:  viewer_id: str, after: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    the viewer's own blocks.

MATCH (:Person {id: $viewer_id})-[b:BLOCKS]->(p:Person)
WHERE p.id > $after
RETURN p.id AS id, b.at AS at
ORDER BY id
LIMIT $limit
