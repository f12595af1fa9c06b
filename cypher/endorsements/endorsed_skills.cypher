// name:    endorsed_skills
// summary: The skills for which anybody is endorsed by somebody who has shown them: of the others no endorsement weighs
//          anything.
// params:  -
// returns: many; skill_id: str
// access:  read
// cost:    goes through all people: asked after an import alone.
// scans:   Person
// deadline: 120

MATCH (a:Person)
WITH a, [(a)-[t:SHOWN]->(:Skill) | t.skill_id] AS shown
UNWIND [(a)-[e:ENDORSES]->(x:Person) WHERE e.skill_id IN shown | e.skill_id] AS skill_id
RETURN DISTINCT skill_id
ORDER BY skill_id
