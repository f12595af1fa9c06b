// name:    start_team
// summary: A formed team begins, by its organiser or a member: from now on its members know each other, and the pairs are
//          remembered, so that they are not put together again and again.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    the pairs of the team's members.

MATCH (found:Team {id: $id})
WHERE found.organiser_id = $viewer_id
   OR size([(found)<-[i:IN_TEAM]-(x:Person) WHERE x.id = $viewer_id AND i.state = 'accepted' | 1]) > 0
MATCH (found)<-[:IN_TEAM]-(locked:Person)
WITH found, locked
ORDER BY locked.id  // two teams with the same people take their locks in one order
SET locked.lock = randomUUID()
WITH DISTINCT found
SET found.lock = randomUUID()
WITH found AS t
WITH t, [(t)<-[:IN_TEAM]-(p:Person) | p.id] AS ids,
     CASE t.state WHEN 'started' THEN 'repeated' WHEN 'formed' THEN 'started' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'started' THEN [1] ELSE [] END | SET t.state = 'started', t.started_at = $now)
WITH t, outcome, ids
CALL (outcome, ids) {
  UNWIND CASE WHEN outcome = 'started' THEN ids ELSE [] END AS one
  UNWIND [id IN ids WHERE id > one] AS other
  MATCH (a:Person {id: one})
  MATCH (b:Person {id: other})
  MERGE (a)-[k:KNOWS {kind: 'teamed'}]->(b)
  ON CREATE SET k.strength = 0.5, k.since = $now
  RETURN count(k) AS known
}
RETURN outcome, t.state AS state
