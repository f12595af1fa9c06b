// name:    note_round_pair
// summary: Keeps what came of a pair; that it was requested outweighs what others found at the same moment.
// params:  id: str, outcome: str
// returns: one; outcome: str
// access:  write
// cost:    one seek.

MATCH (x:RoundPair {id: $id})
SET x.lock = randomUUID()  // takes the lock before what stands there is read
WITH x
SET x.outcome = CASE WHEN x.outcome IS NULL OR $outcome = 'requested' THEN $outcome ELSE x.outcome END
RETURN x.outcome AS outcome
