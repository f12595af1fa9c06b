// name:    put_evidence
// summary: Writes evidence, and anew what it sums up to: what each person named has shown of each skill and in all, and
//          the standing of their offers.
// params:  rows: list[list[Any]]
// row:     person_id, skill_id, kind, weight, at, id, increment
// apart:   person_id
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and all evidence and offers of the people named, once for each of them.
// deadline: 120

UNWIND $rows AS row
WITH row[0] AS person_id, collect(row) AS rows
MATCH (p:Person {id: person_id})
SET p.lock = randomUUID()  // of two imports at once the later one sums up what both have written
WITH p, rows
CALL (p, rows) {
  UNWIND rows AS row
  MATCH (named:Skill {id: row[1]})
  WITH row, p, coalesce(named.merged_into, named.id) AS skill_id  // what a skill was merged into is shown instead
  MERGE (e:Evidence {id: row[5]})
  FOREACH (_ IN CASE WHEN e.at IS NULL THEN [1] ELSE [] END | CREATE (p)-[:SHOWED]->(e))
  SET e.skill_id = skill_id, e.kind = row[2], e.weight = row[3], e.at = row[4], e.increment = row[6]
  RETURN count(e) AS rows_matched
}
WITH p, rows_matched, [(p)-[old:SHOWN]->() | old] AS olds
FOREACH (old IN olds | DELETE old)
WITH p, rows_matched
CALL (p) {
  MATCH (p)-[:SHOWED]->(e:Evidence)
  WITH p, e.skill_id AS skill_id, sum(e.increment) AS standing
  MATCH (s:Skill {id: skill_id})
  CREATE (p)-[:SHOWN {skill_id: skill_id, standing: standing}]->(s)
  RETURN collect([skill_id, standing]) AS sums
}
WITH p, rows_matched, sums, [(p)-[o:OFFERS]->() | o] AS offers
FOREACH (o IN offers |
  SET o.standing = coalesce(o.claim, 0.0)
                   + reduce(all = 0.0, sum IN sums | all + CASE WHEN sum[0] = o.skill_id THEN sum[1] ELSE 0.0 END)
)
SET p.shown = reduce(all = 0.0, sum IN sums | all + sum[1]), p.breadth = size(sums)
RETURN coalesce(sum(rows_matched), 0) AS matched
