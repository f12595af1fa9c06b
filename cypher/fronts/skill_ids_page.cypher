// name:    skill_ids_page
// summary: A page of the ids of all skills.
// params:  after: str, limit: int
// returns: many; skill_id: str
// access:  read
// cost:    a range of the id index, as long as the page.
// scans:   Skill

MATCH (s:Skill)
WHERE s.id > $after
RETURN s.id AS skill_id
ORDER BY skill_id
LIMIT $limit
