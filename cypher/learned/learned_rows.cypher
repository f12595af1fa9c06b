// name:    learned_rows
// summary: A page of what was learned of skills, by id.
// params:  after: str, limit: int
// returns: many; id: str, shown: float, people: int, alone: bool, near_ids: list[str], near_weights: list[float]
// access:  read
// cost:    a range of the id index; read whole when a process starts and when something else was learned.
// scans:   Skill

MATCH (s:Skill)
WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
RETURN s.id AS id, coalesce(s.shown, 0.0) AS shown, coalesce(s.shown_by, 0) AS people,
       coalesce(s.shown_alone, false) AS alone, coalesce(s.near_ids, []) AS near_ids,
       coalesce(s.near_weights, []) AS near_weights
ORDER BY id
