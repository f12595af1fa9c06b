// name:    note_presence
// summary: Somebody whom a community lets go quiet has done something: the time after which they do begins anew, as long as
//          the longest that one of their communities has set, itself or by those above it (0: never). No row where that
//          moves nothing by an hour, so that who does many things at once is written down once.
// params:  viewer_id: str, now: int
// returns: one; id: str
// access:  write
// cost:    one node and its memberships.

MATCH (me:Person {id: $viewer_id})
CALL (me) {
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  MATCH way = (c)-[:PART_OF*0..8]->(above:Community)  // what it has not set itself is as above it
  WHERE above.quiet_days IS NOT NULL AND all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH c, above.quiet_days AS days, length(way) AS far
  ORDER BY far
  WITH c, head(collect(days)) AS days
  RETURN CASE WHEN min(days) > 0 THEN max(days) * 86400000 END AS after
}
WITH me, after, CASE WHEN me.away_until > $now THEN me.away_until ELSE $now END + after AS at
WHERE coalesce(at, 0) - coalesce(me.quiet_at, 0) >= 3600000 OR coalesce(me.quiet_at, 0) - coalesce(at, 0) >= 3600000
SET me.quiet_after = after, me.quiet_at = at
RETURN me.id AS id
