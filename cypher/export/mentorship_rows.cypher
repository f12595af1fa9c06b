// name:    mentorship_rows
// summary: The mentorships in which the given people are mentors, in every state.
// params:  ids: list[str]
// returns: many; id: str, mentor_id: str, mentee_id: str | None, skill_ids: list[str], goal: str,
//          community_id: str | None, state: str, requested_at: int | None, started_at: int | None, ended_at: int | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[:MENTORS]->(m:Mentorship)
RETURN m.id AS id, m.mentor_id AS mentor_id, m.mentee_id AS mentee_id, m.skill_ids AS skill_ids, m.goal AS goal,
       m.community_id AS community_id, m.state AS state, m.requested_at AS requested_at, m.started_at AS started_at,
       m.ended_at AS ended_at
