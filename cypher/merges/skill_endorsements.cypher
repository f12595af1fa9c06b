// name:    skill_endorsements
// summary: Who vouches for whom in a skill: pairs, some of them.
// params:  skill_id: str, limit: int
// returns: many; from_id: str, to_id: str
// access:  read
// cost:    a range of the index on ties, as long as the batch.
// deadline: 60

MATCH (a)-[e:ENDORSES]->(b)
WHERE e.skill_id = $skill_id
RETURN a.id AS from_id, b.id AS to_id
ORDER BY from_id, to_id
LIMIT $limit
