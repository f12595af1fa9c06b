// name:    first_goals
// summary: Goals of mentorships, the first ones by id, to learn how rare words are and who mentored towards what; nobody
//          is told them. Left out where one of the two does not want to be counted.
// params:  limit: int
// returns: many; id: str, mentor_id: str, goal: str
// access:  read
// cost:    the whole index of ids on ArcadeDB, which is why there is one page and no other; as many as asked on Neo4j.
// scans:   Mentorship
// deadline: 60

MATCH (m:Mentorship)
WHERE m.id > ''
WITH m ORDER BY m.id LIMIT $limit
WITH m
WHERE size([(m)<-[:MENTORS|LEARNS_IN]-(p:Person) WHERE p.uncounted_at IS NOT NULL | 1]) = 0
RETURN m.id AS id, m.mentor_id AS mentor_id, left(coalesce(m.goal, ''), 500) AS goal
ORDER BY id
