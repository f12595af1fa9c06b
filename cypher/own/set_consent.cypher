// name:    set_consent
// summary: Notes when the viewer said yes or no to an optional use of their data.
// params:  viewer_id: str, said: dict[str, Any]
// returns: one; matched: int
// access:  write
// cost:    one node.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // of two answers at once the later one holds, whole
SET me += $said
RETURN 1 AS matched
