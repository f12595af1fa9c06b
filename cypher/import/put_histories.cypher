// name:    put_histories
// summary: Writes mentorships whose mentee nobody knows any more, and the mentor's record anew.
//          An id that belongs to another mentor, or has a mentee, is left alone and not counted.
// params:  rows: list[list[Any]]
// row:     id, mentor_id, skill_ids, goal, community_id, state, requested_at, started_at, ended_at
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the mentorships of the mentors named.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[1]})
SET p.lock = randomUUID()  // takes the mentor's lock before places are counted
MERGE (m:Mentorship {id: row[0]})
ON CREATE SET m.mentor_id = row[1]
WITH row, p, m
WHERE m.mentor_id = row[1] AND m.mentee_id IS NULL
SET m.skill_ids = row[2],
    m.goal = row[3],
    m.community_id = row[4],
    m.state = row[5],
    m.requested_at = row[6],
    m.started_at = row[7],
    m.ended_at = row[8],
    m.answered_at = coalesce(m.answered_at, CASE row[5] WHEN 'requested' THEN null WHEN 'withdrawn' THEN null
                                            WHEN 'declined' THEN row[8] ELSE row[7] END)
MERGE (p)-[:MENTORS]->(m)
WITH p, count(m) AS rows
WITH p, rows, [(p)-[:MENTORS]->(m:Mentorship) | [m.state, m.requested_at IS NOT NULL]] AS all
WITH p, rows, size([each IN all WHERE each[0] = 'active'])
     + size([(p)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken,
     [each IN all WHERE each[1] | each[0]] AS asked
SET p.open_places = CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END,
    p.requests_received = size(asked),
    p.requests_answered = size([state IN asked WHERE state IN ['declined', 'active', 'completed']]),
    p.requests_accepted = size([state IN asked WHERE state IN ['active', 'completed']])
RETURN coalesce(sum(rows), 0) AS matched
