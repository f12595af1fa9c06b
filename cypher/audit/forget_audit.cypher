// name:    forget_audit
// summary: Takes away what is older than audit trails are kept, of the oldest block of one trail; the next one is the
//          oldest when nothing is left in it. Asked at every tenth entry, so a trail shrinks faster than it grows.
// params:  place: str, before: int
// returns: one; removed: int
// access:  write
// cost:    at most fifty entries, by an index.

CALL () {
  MATCH (c:Community {id: $place})
  RETURN c AS trail
UNION
  MATCH (v:Version {of: 'audit'})
  WHERE $place = ''
  RETURN v AS trail
}
WITH trail, coalesce(trail.audits_from, 0) AS oldest, (trail.audits - trail.audits % 50) / 50 AS newest
OPTIONAL MATCH (a:Audit {block: $place + '|' + toString(oldest)})
WITH trail, oldest, newest, count(a) AS held, collect(CASE WHEN a.at < $before THEN a END) AS over
FOREACH (a IN over | DELETE a)
SET trail.audits_from = CASE WHEN size(over) = held AND oldest < newest THEN oldest + 1 ELSE oldest END
RETURN size(over) AS removed
