// name:    confirm_meeting
// summary: The other side says that a recorded meeting took place; or either side that it did not, before it is confirmed:
//          then it was never recorded.
// params:  viewer_id: str, id: str, happened: bool, now: int
// returns: one; outcome: str, mentorship_id: str
// access:  write
// cost:    one seek.

MATCH (g:Meeting {id: $id})<-[:HAD]-(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(me:Person {id: $viewer_id})
SET m.lock = randomUUID()
WITH me, m, g
WHERE size([(me)-[:BLOCKS]-(x:Person) WHERE x.id = m.mentor_id OR x.id = m.mentee_id | 1]) = 0
WITH DISTINCT m, g, m.id AS mentorship_id,
     CASE
       WHEN g.confirmed_at IS NOT NULL THEN CASE WHEN $happened THEN 'repeated' ELSE 'confirmed' END
       WHEN NOT $happened THEN 'removed'
       WHEN g.recorded_by = $viewer_id THEN 'own'
       ELSE 'done'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'done' THEN [1] ELSE [] END | SET g.confirmed_at = $now)
FOREACH (_ IN CASE WHEN outcome = 'removed' THEN [1] ELSE [] END | DETACH DELETE g)
RETURN outcome, mentorship_id
