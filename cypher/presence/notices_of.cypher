// name:    notices_of
// summary: What the viewer has to be told of before it happens, or shortly after: offers and needs of their own that run
//          out of time before `soon` or did since `gone`, and an offer for one mentee that was
//          taken; when they come back or go quiet, or that they are. Soonest first.
// params:  viewer_id: str, now: int, soon: int, gone: int
// returns: many; kind: str, at: int, skill_id: str | None, need_id: str | None
// access:  read
// cost:    the viewer's own offers and needs.

MATCH (me:Person {id: $viewer_id})
CALL (me) {
  MATCH (me)-[o:OFFERS]->(s:Skill)
  WHERE o.until < $soon AND o.until > $gone
  RETURN CASE WHEN o.taken_at IS NOT NULL THEN 'offer_taken' WHEN o.until > $now THEN 'offer_expires'
              ELSE 'offer_expired' END AS kind,
         o.until AS at, s.id AS skill_id, null AS need_id
UNION ALL
  MATCH (me)-[:NEEDS]->(n:Need)
  WHERE n.state IN ['open', 'pooled'] AND n.until < $soon AND n.until > $gone
  RETURN CASE WHEN n.until > $now THEN 'need_expires' ELSE 'need_expired' END AS kind,
         n.until AS at, n.skill_id AS skill_id, n.id AS need_id
UNION ALL
  MATCH (p:Person {id: $viewer_id})
  WHERE p.status = 'active' AND p.away_until > $now AND p.away_until < $soon
  RETURN 'comes_back' AS kind, p.away_until AS at, null AS skill_id, null AS need_id
UNION ALL
  MATCH (p:Person {id: $viewer_id})
  WHERE p.status = 'active' AND p.quiet_at < $soon
  RETURN CASE WHEN p.quiet_at > $now THEN 'goes_quiet' ELSE 'is_quiet' END AS kind,
         p.quiet_at AS at, null AS skill_id, null AS need_id
}
RETURN kind, at, skill_id, need_id
ORDER BY at, kind, need_id, skill_id
