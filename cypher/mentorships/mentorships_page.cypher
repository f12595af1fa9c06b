// name:    mentorships_page
// summary: A page of the viewer's own mentorships, as mentor and as mentee, newest first; none that a block hides.
// params:  viewer_id: str, states: list[str], before: int, before_id: str, limit: int
// returns: many; id: str, at: int
// access:  read
// cost:    the viewer's own mentorships.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked
MATCH (me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)
WHERE m.state IN $states
  AND NOT m.mentor_id IN blocked AND NOT coalesce(m.mentee_id, '') IN blocked
WITH DISTINCT m, coalesce(m.requested_at, m.started_at, 0) AS at
WHERE at < $before OR (at = $before AND m.id > $before_id)
RETURN m.id AS id, at
ORDER BY at DESC, id
LIMIT $limit
