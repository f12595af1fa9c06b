// name:    withdraw_join_request
// summary: The viewer takes back their own request to join, as long as nobody has decided it.
// params:  viewer_id: str, request_id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's own requests.

MATCH (me:Person {id: $viewer_id})-[:ASKED_TO_JOIN]->(mine:JoinRequest {id: $request_id})
SET mine.lock = randomUUID()  // takes the lock: it may be decided at the same moment
WITH mine AS r, [(mine)-[to:TO_JOIN]->(:Community) | to] AS waits,
     CASE mine.state WHEN 'withdrawn' THEN 'repeated' WHEN 'waiting' THEN 'decided' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END | SET r.state = 'withdrawn', r.decided_at = $now)
FOREACH (to IN CASE WHEN outcome = 'decided' THEN waits ELSE [] END | DELETE to)
RETURN outcome, r.state AS state
