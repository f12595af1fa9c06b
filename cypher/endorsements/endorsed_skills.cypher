// name:    endorsed_skills
// summary: The skills that anybody is endorsed for.
// params:  -
// returns: many; skill_id: str
// access:  read
// cost:    goes through all people: asked after an import alone.
// scans:   Person
// deadline: 120

MATCH (a:Person)
UNWIND [(a)-[e:ENDORSES]->(x:Person) | e.skill_id] AS skill_id
RETURN DISTINCT skill_id
ORDER BY skill_id
