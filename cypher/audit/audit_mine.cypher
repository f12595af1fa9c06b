// name:    audit_mine
// summary: A page of what those who run communities did that concerns the viewer, the newest first. Who decides on
//          requests, reports and proposals (`discreet`) stays between those who do.
// params:  viewer_id: str, discreet: list[str], before: int, before_id: str, since: int, limit: int
// returns: many; id: str, number: int, at: int, act: str, words: list[str], role: str, community_id: str | None,
//          person_id: str | None, actor_id: str | None, thing_id: str | None
// access:  read
// cost:    what concerns the viewer, by an index.

MATCH (a:Audit {person_id: $viewer_id})
WHERE a.at >= $since AND (a.at < $before OR (a.at = $before AND a.id > $before_id))
RETURN a.id AS id, a.number AS number, a.at AS at, a.act AS act, a.words AS words, a.role AS role,
       a.community_id AS community_id, a.person_id AS person_id,
       CASE WHEN a.act IN $discreet THEN null ELSE a.actor_id END AS actor_id, null AS thing_id
ORDER BY at DESC, id
LIMIT $limit
