// name:    put_mentorships
// summary: Writes mentorships of known pairs, the ties between the two beside them, and the mentor's record anew.
//          An id that belongs to another pair is left alone and not counted.
// params:  rows: list[list[Any]]
// row:     id, mentor_id, mentee_id, skill_ids, goal, community_id, state, requested_at, started_at, ended_at
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the mentorships of the mentors named.
// deadline: 120

UNWIND $rows AS row
WITH row[1] AS mentor_id, collect(row) AS rows
MATCH (p:Person {id: mentor_id})
SET p.lock = randomUUID()  // takes the mentor's lock before places are counted
WITH p, rows
CALL (p, rows) {
  UNWIND rows AS row
  MATCH (mentee:Person {id: row[2]})
  MERGE (m:Mentorship {id: row[0]})
  ON CREATE SET m.mentor_id = row[1]
  WITH row, p, mentee, m
  WHERE m.mentor_id = row[1] AND coalesce(m.mentee_id, row[2]) = row[2]
  FOREACH (_ IN CASE WHEN m.state IS NULL THEN [1] ELSE [] END | CREATE (p)-[:MENTORS]->(m))
  FOREACH (_ IN CASE WHEN m.mentee_id IS NULL THEN [1] ELSE [] END | CREATE (mentee)-[:LEARNS_IN]->(m))
  SET m.mentee_id = row[2],
      m.skill_ids = row[3],
      m.goal = row[4],
      m.community_id = row[5],
      m.state = row[6],
      m.requested_at = row[7],
      m.started_at = row[8],
      m.ended_at = row[9],
      m.answered_at = coalesce(m.answered_at, CASE row[6] WHEN 'requested' THEN null WHEN 'withdrawn' THEN null
                                              WHEN 'declined' THEN row[9] ELSE row[8] END)
  RETURN count(m) AS rows_matched, collect(DISTINCT row[2]) AS mentees
}
WITH p, rows_matched, mentees, 
     [each IN [(p)-[tie:MENTORED]->(x) | [x.id, tie]] WHERE each[0] IN mentees | each[1]] AS old
FOREACH (tie IN old | DELETE tie)
WITH p, rows_matched, mentees,
     [(p)-[:MENTORS]->(m)
      | [m.state, m.requested_at IS NOT NULL, m.mentee_id, m.skill_ids, coalesce(m.started_at, m.requested_at),
         m.ended_at]] AS all
CALL (p, mentees, all) {
  UNWIND [each IN all WHERE each[0] IN ['active', 'completed'] AND each[2] IN mentees] AS one
  MATCH (mentee:Person {id: one[2]})
  UNWIND CASE WHEN size(one[3]) = 0 THEN [''] ELSE one[3] END AS skill_id
  CREATE (p)-[:MENTORED {skill_id: skill_id, from: one[4], to: one[5]}]->(mentee)
  RETURN count(mentee) AS made
}
WITH p, rows_matched, size([each IN all WHERE each[0] = 'active'])
     + size([(p)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken,
     [each IN all WHERE each[1] | each[0]] AS asked
SET p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END,
    p.requests_received = size(asked),
    p.requests_answered = size([state IN asked WHERE state IN ['declined', 'active', 'completed']]),
    p.requests_accepted = size([state IN asked WHERE state IN ['active', 'completed']])
RETURN coalesce(sum(rows_matched), 0) AS matched
