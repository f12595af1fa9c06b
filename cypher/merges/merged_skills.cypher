// name:    merged_skills
// summary: Those of the given skills that are merged but have something tied to them, and what they are merged into.
// params:  ids: list[str]
// returns: many; from_id: str, into_id: str, state: str
// access:  read
// cost:    a seek for each id, and one tie.

UNWIND $ids AS wanted
MATCH (f:Skill {id: wanted})-[:MERGED_INTO]->(i:Skill)
WHERE f.merged_into IS NOT NULL AND EXISTS { MATCH (f)<-[:OFFERS|SHOWN|WANTS]-() }
RETURN f.id AS from_id, i.id AS into_id, 'moving' AS state
ORDER BY from_id
