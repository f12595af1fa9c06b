// name:    front_places
// summary: Notes with everybody in the given skills' fronts the communities that they are in.
// params:  skill_ids: list[str]
// returns: many; skill_id: str, size: int
// access:  write
// cost:    the fronts themselves, which are bounded.
// deadline: 60

UNWIND $skill_ids AS wanted
MATCH (s:Skill {id: wanted})
SET s.lock = randomUUID()  // takes the skill's lock: a front is changed by one at a time
WITH s
MATCH (s)<-[f:FRONT]-(p:Person)
WITH s, f, [(p)-[:MEMBER_OF]->(c:Community) | c.id] AS places
SET f.places = places
RETURN s.id AS skill_id, count(f) AS size
