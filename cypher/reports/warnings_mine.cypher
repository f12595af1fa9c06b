// name:    warnings_mine
// summary: What the viewer was warned of, the newest first: what for, and what whoever decided has to say; never by whom it
//          was reported, or in which words.
// params:  viewer_id: str, limit: int
// returns: many; about: str, reason: str, note: str, at: int
// access:  read
// cost:    the reports that concern the viewer.

MATCH (me:Person {id: $viewer_id})<-[:CONCERNS]-(r:Report)
WHERE r.decision IN ['warned', 'removed']
RETURN r.about AS about, r.reason AS reason, r.note AS note, r.decided_at AS at
ORDER BY at DESC, note
LIMIT $limit
