// name:    move_needs
// summary: Moves some needs of a merged skill to its survivor.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the skill's needs.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()  // an undo waits for the batch, or the batch sees it
WITH f
WHERE f.merged_into IS NOT NULL
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[w:WANTS]-(n:Need)
WITH f, i, w, n ORDER BY n.id LIMIT $limit
SET n.skill_id = i.id, n.lock = randomUUID()
CREATE (n)-[:WANTED]->(f)
CREATE (n)-[:WANTS]->(i)
DELETE w
RETURN count(n) AS matched
