// name:    decline_ring
// summary: A member declines a ring, which ends it for all; who did so is not kept.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek.

MATCH (:Person {id: $viewer_id})-[:IN_RING]->(r:Ring {id: $id})
SET r.lock = randomUUID()  // of two answers at once the later one sees what the other did
WITH r, CASE WHEN r.state = 'ended' OR r.until <= $now AND r.state = 'proposed' THEN 'repeated'
             WHEN r.state = 'proposed' THEN 'ended' ELSE 'wrong_state' END AS outcome
SET r.state = CASE WHEN outcome = 'ended' THEN 'ended' ELSE r.state END
RETURN outcome, r.state AS state
