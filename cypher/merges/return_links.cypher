// name:    return_links
// summary: Puts some skills back under one whose merge is undone. Who was put elsewhere since stays there, and so does who
//          would close a circle by now.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the skills, and what lies above the one.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()
WITH f
WHERE f.merge_state = 'returning'
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (x:Skill)-[was:STOOD_UNDER]->(f)
WITH f, i, x, was ORDER BY x.id LIMIT $limit
OPTIONAL MATCH (x)-[link:BROADER]->(y:Skill)
WHERE y.id = i.id
WITH f, x, was, link
CALL (f, x) {
  OPTIONAL MATCH (f)-[:BROADER*1..20]->(above:Skill)
  WHERE above.id = x.id
  RETURN count(above) > 0 AS circle
}
WITH f, x, was, link, was.there AS there, circle
FOREACH (_ IN CASE WHEN link IS NULL OR circle THEN [] ELSE [1] END | CREATE (x)-[:BROADER]->(f))
FOREACH (tie IN CASE WHEN link IS NULL OR circle OR there THEN [] ELSE [link] END | DELETE tie)
DELETE was
RETURN count(x) AS matched
