// name:    close_need
// summary: The viewer closes a need of their own, as met or as withdrawn.
// params:  viewer_id: str, id: str, state: str
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek.

MATCH (me:Person {id: $viewer_id})-[:NEEDS]->(n:Need {id: $id})
SET n.lock = randomUUID()  // takes the lock before the state is read
WITH n,
     CASE WHEN n.state = $state THEN 'repeated' WHEN n.state IN ['open', 'pooled'] THEN 'closed'
          ELSE 'wrong_state' END AS outcome
SET n.state = CASE WHEN outcome = 'closed' THEN $state ELSE n.state END
RETURN outcome, n.state AS state
