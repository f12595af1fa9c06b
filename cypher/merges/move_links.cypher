// name:    move_links
// summary: Puts what stands under a merged skill under its survivor.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the skills under it.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()  // an undo waits for the batch, or the batch sees it
WITH f
WHERE f.merged_into IS NOT NULL
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (x:Skill)-[link:BROADER]->(f)
WITH f, i, x, link ORDER BY x.id LIMIT $limit
WITH f, i, x, link, size([(x)-[:BROADER]->(y:Skill) WHERE y.id = i.id | 1]) > 0 AS there
CREATE (x)-[:STOOD_UNDER {there: there}]->(f)
FOREACH (_ IN CASE WHEN there THEN [] ELSE [1] END | CREATE (x)-[:BROADER]->(i))
DELETE link
RETURN count(x) AS matched
