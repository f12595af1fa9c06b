// name:    decide_round
// summary: An organiser of its community accepts or discards a proposed round, once.
// params:  viewer_id: str, id: str, state: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's memberships, and one seek.

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN ['organiser', 'administrator'] | c.id] AS organised
MATCH (r:Round {id: $id})
WHERE r.community_id IN organised
SET r.lock = randomUUID()  // takes the lock: two organisers may decide at once
WITH r, CASE WHEN r.state = $state THEN 'repeated' WHEN r.state = 'proposed' THEN 'decided' ELSE 'wrong_state' END
       AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET r.state = $state, r.decided_at = $now, r.decided_by = $viewer_id
)
RETURN outcome, r.state AS state
