// name:    erase_records
// summary: Takes somebody out of what others keep: their mentorships, reports and rings, in which an id that stands for
//          nobody (`stub`) takes their place; so does `stub_mark` that of their mark in evidence of teaching.
// params:  person_id: str, stub: str, mark: str, stub_mark: str, now: int
// returns: one; matched: int
// access:  write
// cost:    their own ties.
// deadline: 60

MATCH (me:Person {id: $person_id})
SET me.lock = randomUUID()  // waits for whatever still writes to them
WITH me
CALL (me) {
  MATCH (me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)-[:HAD]->(g:Meeting)
  WITH DISTINCT g, size([(m)<-[:MENTORS|LEARNS_IN]-(x:Person) WHERE x.id <> $person_id | 1]) AS others
  FOREACH (gone IN CASE WHEN others = 0 THEN [g] ELSE [] END | DETACH DELETE gone)
  RETURN count(others) AS meetings
}
CALL (me) {
  MATCH (me)-[:LEARNS_IN]->(:Mentorship)<-[:MENTORS]-(p:Person)-[:SHOWED|SHOWED_TWICE]->(e:Evidence)
  WHERE e.id CONTAINS '|' + $mark + '|'
  WITH DISTINCT e
  SET e.id = replace(e.id, $mark, $stub_mark)
  RETURN count(e) AS evidence
}
CALL (me) {
  MATCH (me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)
  WITH DISTINCT m, m.mentor_id = $person_id AS mentor,
       size([(m)<-[:MENTORS|LEARNS_IN]-(x:Person) WHERE x.id <> $person_id | 1]) AS others
  FOREACH (kept IN CASE WHEN others > 0 AND mentor THEN [m] ELSE [] END | SET kept.mentor_id = $stub)
  FOREACH (kept IN CASE WHEN others > 0 AND NOT mentor THEN [m] ELSE [] END |
    SET kept.mentee_id = null, kept.goal = '',
        kept.helpful = null, kept.feedback = null, kept.feedback_shared = null, kept.feedback_at = null
  )
  FOREACH (gone IN CASE WHEN others = 0 THEN [m] ELSE [] END | DETACH DELETE gone)
  RETURN count(mentor) AS mentorships
}
CALL (me) {
  MATCH (me)-[:REPORTED]->(r:Report)
  SET r.reporter_id = $stub
  RETURN count(r) AS made
}
CALL (me) {
  MATCH (me)<-[:CONCERNS]-(r:Report)
  SET r.name = '', r.said = '', r.person_id = null, r.about_id = $stub,
      r.decision = CASE r.state WHEN 'open' THEN 'dismissed' ELSE r.decision END,
      r.decided_at = CASE r.state WHEN 'open' THEN $now ELSE r.decided_at END,
      r.note = CASE r.state WHEN 'open' THEN '' ELSE r.note END,
      r.state = 'decided'
  RETURN count(r) AS about
}
CALL (me) {
  MATCH (me)-[:IN_RING]->(r:Ring)<-[i:IN_RING]-(:Person)
  SET i.learner_id = CASE i.learner_id WHEN $person_id THEN $stub ELSE i.learner_id END,
      r.proposer_id = CASE r.proposer_id WHEN $person_id THEN $stub ELSE r.proposer_id END
  RETURN count(r) AS rings
}
CALL (me) {
  MATCH (me)-[:FORMED]->(t:Team)
  SET t.organiser_id = $stub
  RETURN count(t) AS teams
}
RETURN meetings + evidence + mentorships + made + about + rings + teams AS matched
