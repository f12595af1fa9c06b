// name:    decide_join_request
// summary: Who may decides a request to join, once: whoever is accepted is a member from then on. No row for who may not,
//          or for who and whom a block stands between.
// params:  viewer_id: str, request_id: str, state: str, roles: list[str], kinds: list[str], now: int
// returns: one; outcome: str, state: str, person_id: str
// access:  write
// cost:    a few seeks, and the memberships of the viewer and of who asks.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (r:JoinRequest {id: $request_id})
MATCH (c:Community {id: r.community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
  AND NOT r.person_id IN blocked
MATCH (p:Person {id: r.person_id})
SET p.lock = randomUUID()  // in the order in which joining locks
SET r.lock = randomUUID()  // two may decide at once
WITH me, c, r, p
WHERE c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles
WITH c, r, p, [(p)-[was:WAS_MEMBER_OF]->(x:Community) WHERE x.id = c.id | was] AS past,
     [(r)-[to:TO_JOIN]->(:Community) | to] AS waits,
     CASE WHEN r.state = $state THEN 'repeated' WHEN r.state = 'waiting' THEN 'decided' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET r.state = $state, r.decided_at = $now, r.decided_by = $viewer_id
)
FOREACH (to IN CASE WHEN outcome = 'decided' THEN waits ELSE [] END | DELETE to)
FOREACH (_ IN CASE WHEN outcome = 'decided' AND $state = 'accepted' THEN [1] ELSE [] END |
  MERGE (p)-[m:MEMBER_OF]->(c)
  ON CREATE SET m.role = 'member', m.since = $now
)
FOREACH (was IN CASE WHEN outcome = 'decided' AND $state = 'accepted' THEN past ELSE [] END | DELETE was)
RETURN outcome, r.state AS state, r.person_id AS person_id
