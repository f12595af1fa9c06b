// name:    return_endorsements
// summary: Gives back some endorsements of a skill whose merge is undone; one that was taken back since stays so.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of those who vouched, and what each has vouched for.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()
WITH f
WHERE f.merge_state = 'returning'
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[h:HAD_ENDORSED]-(a:Person)
WITH f, i, h, a ORDER BY a.id, h.to_id LIMIT $limit
SET a.lock = randomUUID()
WITH f, i, h, a, properties(h) AS had
OPTIONAL MATCH (a)-[e:ENDORSES]->(x:Person)
WHERE x.id = h.to_id AND e.skill_id = i.id
OPTIONAL MATCH (b:Person {id: h.to_id})
OPTIONAL MATCH (a)-[own:ENDORSES]->(y:Person)
WHERE y.id = h.to_id AND own.skill_id = $from_id
WITH f, i, h, a, had, e, b, own
FOREACH (_ IN CASE WHEN e IS NULL OR b IS NULL OR own IS NOT NULL THEN [] ELSE [1] END |
  CREATE (a)-[back:ENDORSES]->(b)
  SET back = had, back.to_id = null, back.twice = null
)
FOREACH (tie IN CASE WHEN e IS NULL OR had.twice THEN [] ELSE [e] END | DELETE tie)
DELETE h
RETURN count(a) AS matched
