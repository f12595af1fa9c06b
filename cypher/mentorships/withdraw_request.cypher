// name:    withdraw_request
// summary: The mentee takes an unanswered request back.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek.

MATCH (:Person {id: $viewer_id})-[:LEARNS_IN]->(m:Mentorship {id: $id})<-[:MENTORS]-(p:Person)
SET p.lock = randomUUID()  // takes the mentor's lock: an answer and a withdrawal may meet
WITH p, m
WHERE size([(p)-[:BLOCKS]-(x:Person) WHERE x.id = $viewer_id | 1]) = 0
WITH m,
     CASE m.state WHEN 'withdrawn' THEN 'repeated' WHEN 'requested' THEN 'withdrawn' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'withdrawn' THEN [1] ELSE [] END |
  SET m.state = 'withdrawn', m.ended_at = $now
)
RETURN outcome, m.state AS state
