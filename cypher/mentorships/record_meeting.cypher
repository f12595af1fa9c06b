// name:    record_meeting
// summary: Either side of a mentorship records that the two have met, once; the same id again finds what it made. It counts
//          once the other side has confirmed it.
// params:  viewer_id: str, mentorship_id: str, id: str, at: int, minutes: int, now: int, most: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    one seek, and the mentorship's meetings.

MATCH (me:Person {id: $viewer_id})-[:MENTORS|LEARNS_IN]->(m:Mentorship {id: $mentorship_id})
SET m.lock = randomUUID()  // takes the lock under which meetings are counted
WITH me, m
WHERE size([(me)-[:BLOCKS]-(x:Person) WHERE x.id = m.mentor_id OR x.id = m.mentee_id | 1]) = 0
WITH m, [(m)-[:HAD]->(g:Meeting) | g.id] AS had
WITH m,
     CASE
       WHEN $id IN had THEN 'repeated'
       WHEN NOT m.state IN ['active', 'completed'] THEN 'wrong_state'
       WHEN $at < coalesce(m.started_at, $at) OR $at > coalesce(m.ended_at, $at) THEN 'outside'
       WHEN size(had) >= $most THEN 'too_many'
       ELSE 'recorded'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'recorded' THEN [1] ELSE [] END |
  CREATE (m)-[:HAD]->(:Meeting {id: $id, mentorship_id: $mentorship_id, at: $at, minutes: $minutes,
                                recorded_by: $viewer_id, recorded_at: $now})
)
RETURN outcome, m.state AS state
