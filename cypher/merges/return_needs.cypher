// name:    return_needs
// summary: Gives back some needs of a skill whose merge is undone, whatever state they are in by now.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the needs.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()
WITH f
WHERE f.merge_state = 'returning'
MATCH (f)<-[was:WANTED]-(n:Need)
WITH f, was, n ORDER BY n.id LIMIT $limit
SET n.skill_id = $from_id, n.lock = randomUUID()
WITH f, was, n
OPTIONAL MATCH (n)-[w:WANTS]->(:Skill)
WITH f, was, n, collect(w) AS ties
FOREACH (tie IN ties | DELETE tie)
CREATE (n)-[:WANTS]->(f)
DELETE was
RETURN count(n) AS matched
