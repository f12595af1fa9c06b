// name:    earned_of
// summary: What the given people have shown of a skill by answering and teaching, and what their endorsements count by now;
//          both as increments of a stored standing.
// params:  ids: list[str], skill_id: str
// returns: many; id: str, earned: float, endorsed: float
// access:  read
// cost:    one seek for each id, and their evidence.
// deadline: 30

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WITH p, [(p)-[:SHOWED]->(e:Evidence) WHERE e.skill_id = $skill_id
         | [e.kind, e.increment, coalesce(e.derived, false)]] AS all
RETURN p.id AS id,
       reduce(sum = 0.0, e IN [x IN all WHERE x[0] IN ['answered', 'taught']] | sum + e[1]) AS earned,
       reduce(sum = 0.0, e IN [x IN all WHERE x[2]] | sum + e[1]) AS endorsed
