// name:    end_mentorship
// summary: Either side ends a mentorship; the mentor has a place open again.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str, mentor_id: str
// access:  write
// cost:    one seek, the ties between the two, and the mentor's mentorships and teams.

MATCH (:Person {id: $viewer_id})-[:MENTORS|LEARNS_IN]->(m:Mentorship {id: $id})
MATCH (m)<-[:MENTORS]-(p:Person)  // apart: in one pattern the mentor's own tie could not stand twice
SET p.lock = randomUUID()  // takes the mentor's lock: the place is given back once
WITH p, m
WHERE size([(p)-[:BLOCKS]-(x:Person) WHERE x.id = m.mentee_id | 1]) = 0
OPTIONAL MATCH (p)-[tie:MENTORED]->(:Person {id: m.mentee_id})
WHERE tie.to IS NULL
WITH p, m, collect(tie) AS ties,
     size([(p)-[:MENTORS]->(x:Mentorship) WHERE x.state = 'active' AND x.id <> $id | 1])
       + size([(p)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken,
     CASE m.state WHEN 'completed' THEN 'repeated' WHEN 'active' THEN 'ended' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'ended' THEN [1] ELSE [] END |
  SET m.state = 'completed', m.ended_at = $now,
      p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END  // it may have shrunk meanwhile
)
FOREACH (tie IN CASE WHEN outcome = 'ended' THEN ties ELSE [] END | SET tie.to = $now)
RETURN outcome, m.state AS state, p.id AS mentor_id
