// name:    mentorships_mine
// summary: Those of the given mentorships that the viewer is in, and that no block hides.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, mentor_id: str, mentee_id: str | None, skill_ids: list[str], goal: str, state: str,
//          community_id: str | None, requested_at: int | None, started_at: int | None, ended_at: int | None
// access:  read
// cost:    one seek for each id.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked
UNWIND $ids AS wanted
MATCH (m:Mentorship {id: wanted})
WHERE (m.mentor_id = $viewer_id OR m.mentee_id = $viewer_id)
  AND NOT m.mentor_id IN blocked AND NOT coalesce(m.mentee_id, '') IN blocked
RETURN m.id AS id, m.mentor_id AS mentor_id, m.mentee_id AS mentee_id, m.skill_ids AS skill_ids, m.goal AS goal,
       m.state AS state, m.community_id AS community_id, m.requested_at AS requested_at, m.started_at AS started_at,
       m.ended_at AS ended_at
