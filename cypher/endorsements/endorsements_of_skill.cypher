// name:    endorsements_of_skill
// summary: Who endorses whom for a skill, those first who have shown most of it, so that however many accounts that have
//          shown nothing push nobody else out.
// params:  skill_id: str, most: int
// returns: many; from_id: str, to_id: str, at: int
// access:  read
// cost:    all endorsements of the skill; bounded by `most` from then on.
// deadline: 30

MATCH (a)-[e:ENDORSES]->(b)
WHERE e.skill_id = $skill_id
WITH a.id AS from_id, b.id AS to_id, e.at AS at,
     reduce(all = 0.0, one IN [(a)-[t:SHOWN]->(:Skill) WHERE t.skill_id = $skill_id | t.standing] | all + one) AS shown
RETURN from_id, to_id, at
ORDER BY shown DESC, at DESC, from_id, to_id
LIMIT $most
