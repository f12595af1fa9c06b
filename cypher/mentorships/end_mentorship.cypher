// name:    end_mentorship
// summary: Either side ends a mentorship; the mentor has a place open again.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str, mentor_id: str
// access:  write
// cost:    one seek, and the ties between the two.

MATCH (:Person {id: $viewer_id})-[:MENTORS|LEARNS_IN]->(m:Mentorship {id: $id})<-[:MENTORS]-(p:Person)
SET p.open_places = p.open_places  // takes the mentor's lock: the place is given back once
WITH p, m
WHERE size([(p)-[:BLOCKS]-(x:Person) WHERE x.id = m.mentee_id | 1]) = 0
OPTIONAL MATCH (p)-[tie:MENTORED]->(:Person {id: m.mentee_id})
WHERE tie.to IS NULL
WITH p, m, collect(tie) AS ties,
     CASE m.state WHEN 'completed' THEN 'repeated' WHEN 'active' THEN 'ended' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'ended' THEN [1] ELSE [] END |
  SET m.state = 'completed', m.ended_at = $now,
      p.open_places = CASE WHEN p.open_places < p.capacity THEN p.open_places + 1 ELSE p.open_places END
)
FOREACH (tie IN CASE WHEN outcome = 'ended' THEN ties ELSE [] END | SET tie.to = $now)
RETURN outcome, m.state AS state, p.id AS mentor_id
