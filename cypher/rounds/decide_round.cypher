// name:    decide_round
// summary: An organiser of its community accepts or discards a proposed round, once.
// params:  viewer_id: str, roles: list[str], kinds: list[str], id: str, state: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the viewer's memberships, and one seek.
// guards:  act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (r:Round {id: $id})<-[:HELD]-(home:Community)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
SET r.lock = randomUUID()  // takes the lock: two organisers may decide at once
WITH r, CASE WHEN r.state = $state THEN 'repeated' WHEN r.state = 'proposed' THEN 'decided' ELSE 'wrong_state' END
       AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET r.state = $state, r.decided_at = $now, r.decided_by = $viewer_id
)
RETURN outcome, r.state AS state
