// name:    claim_learning
// summary: Lets one of many processes learn from the network, when nobody has since `before`.
// params:  before: int, now: int
// returns: one; claimed: bool
// access:  write
// cost:    one node.

MERGE (v:Version {of: 'learned'})
SET v.lock = randomUUID()  // takes the lock before it is read who was there first
WITH v, coalesce(v.claimed, 0) < $before AND coalesce(v.at, 0) < $before AS claimed
SET v.claimed = CASE WHEN claimed THEN $now ELSE v.claimed END
RETURN claimed
