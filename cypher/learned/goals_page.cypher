// name:    goals_page
// summary: Goals of mentorships in the order of their ids, to learn how rare words are and who mentored towards what;
//          nobody is told them.
// params:  after: str, limit: int
// returns: many; id: str, mentor_id: str, goal: str
// access:  read
// cost:    a range of the id index, as long as the page.
// scans:   Mentorship

MATCH (m:Mentorship)
WHERE m.id > $after
WITH m ORDER BY m.id LIMIT $limit
RETURN m.id AS id, m.mentor_id AS mentor_id, left(coalesce(m.goal, ''), 500) AS goal
ORDER BY id
