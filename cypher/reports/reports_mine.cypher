// name:    reports_mine
// summary: What the viewer has reported, the newest first, and whether it was decided; how is not told.
// params:  viewer_id: str, limit: int
// returns: many; id: str, about: str, reason: str, text: str, made_at: int, state: str
// access:  read
// cost:    the viewer's own reports.

MATCH (me:Person {id: $viewer_id})-[:REPORTED]->(r:Report)
RETURN r.id AS id, r.about AS about, r.reason AS reason, r.text AS text, r.made_at AS made_at,
       r.state AS state
ORDER BY made_at DESC, id
LIMIT $limit
