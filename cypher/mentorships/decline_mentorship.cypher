// name:    decline_mentorship
// summary: The mentor declines a request.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek.

MATCH (p:Person {id: $viewer_id})
SET p.lock = randomUUID()  // takes the mentor's lock: an answer and a withdrawal may meet
WITH p
MATCH (p)-[:MENTORS]->(m:Mentorship {id: $id})<-[:LEARNS_IN]-(mentee:Person)
WHERE size([(p)-[:BLOCKS]-(x:Person) WHERE x.id = mentee.id | 1]) = 0
WITH p, m,
     CASE m.state WHEN 'declined' THEN 'repeated' WHEN 'requested' THEN 'declined' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'declined' THEN [1] ELSE [] END |
  SET m.state = 'declined', m.answered_at = $now, m.ended_at = $now, p.active_at = $now,
      p.requests_answered = coalesce(p.requests_answered, 0) + 1
)
RETURN outcome, m.state AS state
