// name:    put_endorsed
// summary: Writes what the endorsements of people for a skill count: one piece of evidence each, derived from them, and the
//          standings move by what it has changed. With an increment of 0 there is no such evidence any more; of a skill
//          that was merged meanwhile nothing else is written.
// params:  skill_id: str, rows: list[list[Any]], now: int
// row:     person_id, weight, increment
// returns: one; matched: int
// access:  write
// cost:    a few seeks for each row.
// deadline: 60

MATCH (s:Skill {id: $skill_id})
SET s.lock = randomUUID()  // a merge comes before this, or moves what this has written
WITH s
UNWIND $rows AS row
WITH s, row
WHERE s.merged_into IS NULL OR row[2] = 0.0
MATCH (p:Person {id: row[0]})
SET p.lock = randomUUID()  // takes the person's lock: their standings are sums
WITH row, p, s
MERGE (e:Evidence {id: 'endorsed|' + toString(size($skill_id)) + '|' + $skill_id + '|' + p.id})
WITH row, p, s, e, row[2] - coalesce(e.increment, 0.0) AS change
SET e.skill_id = $skill_id, e.kind = 'endorsed', e.weight = row[1], e.at = $now, e.increment = row[2], e.derived = true,
    p.shown = coalesce(p.shown, 0.0) + change
MERGE (p)-[:SHOWED]->(e)
MERGE (p)-[t:SHOWN]->(s)
ON CREATE SET t.skill_id = $skill_id, t.standing = 0.0
SET t.standing = t.standing + change
WITH row, p, s, e, t, change
OPTIONAL MATCH (p)-[o:OFFERS]->(s)
FOREACH (_ IN CASE WHEN o IS NULL THEN [] ELSE [1] END | SET o.standing = o.standing + change)
FOREACH (_ IN CASE WHEN row[2] > 0.0 THEN [] ELSE [1] END | DETACH DELETE e)
FOREACH (_ IN CASE WHEN t.standing > 0.000001 THEN [] ELSE [1] END | DELETE t)
WITH p
SET p.breadth = size([(p)-[x:SHOWN]->(:Skill) | 1])
RETURN count(p) AS matched
