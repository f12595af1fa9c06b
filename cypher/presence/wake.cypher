// name:    wake
// summary: The viewer is here again: from being away, retired or quiet.
// params:  viewer_id: str, now: int
// returns: one; id: str
// access:  write
// cost:    one node.

MATCH (me:Person {id: $viewer_id})
SET me.status = 'active', me.away_until = null, me.active_at = $now, me.quiet_at = $now + me.quiet_after
RETURN me.id AS id
