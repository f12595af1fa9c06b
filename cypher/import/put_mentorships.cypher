// name:    put_mentorships
// summary: Writes mentorships of known pairs, the ties between the two beside them, and the mentor's record anew.
//          An id that belongs to another pair is left alone and not counted.
// params:  rows: list[list[Any]]
// row:     id, mentor_id, mentee_id, skill_ids, goal, community_id, state, requested_at, started_at, ended_at
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row, and the mentorships of the mentors named.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[1]})
MATCH (mentee:Person {id: row[2]})
SET p.lock = randomUUID()  // takes the mentor's lock before places are counted
MERGE (m:Mentorship {id: row[0]})
ON CREATE SET m.mentor_id = row[1]
WITH row, p, mentee, m
WHERE m.mentor_id = row[1] AND coalesce(m.mentee_id, row[2]) = row[2]
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
MERGE (p)-[:MENTORS]->(m)
MERGE (mentee)-[:LEARNS_IN]->(m)
WITH p, count(m) AS rows, collect(DISTINCT row[2]) AS mentees
CALL (p, mentees) {
  OPTIONAL MATCH (p)-[tie:MENTORED]->(x:Person)
  WHERE x.id IN mentees
  WITH collect(tie) AS old
  FOREACH (tie IN old | DELETE tie)
  RETURN size(old) AS removed
}
CALL (p, mentees) {
  MATCH (p)-[:MENTORS]->(m:Mentorship)
  WHERE m.mentee_id IN mentees AND m.state IN ['active', 'completed']
  MATCH (mentee:Person {id: m.mentee_id})
  UNWIND CASE WHEN size(m.skill_ids) = 0 THEN [''] ELSE m.skill_ids END AS skill_id
  CREATE (p)-[:MENTORED {skill_id: skill_id, from: coalesce(m.started_at, m.requested_at), to: m.ended_at}]->(mentee)
  RETURN count(mentee) AS made
}
WITH p, rows, [(p)-[:MENTORS]->(m:Mentorship) | [m.state, m.requested_at IS NOT NULL]] AS all
WITH p, rows, size([each IN all WHERE each[0] = 'active'])
     + size([(p)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken,
     [each IN all WHERE each[1] | each[0]] AS asked
SET p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END,
    p.requests_received = size(asked),
    p.requests_answered = size([state IN asked WHERE state IN ['declined', 'active', 'completed']]),
    p.requests_accepted = size([state IN asked WHERE state IN ['active', 'completed']])
RETURN coalesce(sum(rows), 0) AS matched
