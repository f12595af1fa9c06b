// name:    move_endorsements
// summary: Moves endorsements of a merged skill to its survivor; who vouched for both vouches once.
// params:  from_id: str, rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each, and what the first of the two has vouched for.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()  // an undo waits for the batch, or the batch sees it
WITH f
WHERE f.merged_into IS NOT NULL
MATCH (f)-[:MERGED_INTO]->(i:Skill)
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
SET a.lock = randomUUID()
WITH f, i, a, b
MATCH (a)-[e:ENDORSES]->(x:Person)
WHERE x.id = b.id AND e.skill_id = $from_id
WITH f, i, a, b, e, properties(e) AS had,
     size([(a)-[other:ENDORSES]->(y:Person) WHERE y.id = b.id AND other.skill_id = i.id | 1]) > 0 AS twice
CREATE (a)-[h:HAD_ENDORSED]->(f)
SET h = had, h.to_id = b.id, h.twice = twice
FOREACH (_ IN CASE WHEN twice THEN [] ELSE [1] END |
  CREATE (a)-[n:ENDORSES]->(b)
  SET n = had, n.skill_id = i.id
)
DELETE e
RETURN count(a) AS matched
