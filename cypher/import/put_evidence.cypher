// name:    put_evidence
// summary: Writes evidence, and anew what it sums up to: what each person named has shown of each skill and in all, and
//          the standing of their offers.
// params:  rows: list[list[Any]]
// row:     person_id, skill_id, kind, weight, at, id, increment
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and all evidence and offers of the people named, once for each of them.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (named:Skill {id: row[1]})
WITH row, p, coalesce(named.merged_into, named.id) AS skill_id  // what a skill was merged into is shown instead
MERGE (e:Evidence {id: row[5]})
SET e.skill_id = skill_id, e.kind = row[2], e.weight = row[3], e.at = row[4], e.increment = row[6]
MERGE (p)-[:SHOWED]->(e)
WITH p, count(e) AS rows
SET p.lock = randomUUID()  // of two imports at once the later one sums up what both have written
WITH p, rows
CALL (p) {
  MATCH (p)-[:SHOWED]->(e:Evidence)
  WITH e.skill_id AS skill_id, sum(e.increment) AS standing
  RETURN collect([skill_id, standing]) AS sums
}
CALL (p) {
  OPTIONAL MATCH (p)-[old:SHOWN]->(:Skill)
  WITH collect(old) AS olds
  FOREACH (old IN olds | DELETE old)
  RETURN size(olds) AS removed
}
CALL (p, sums) {
  UNWIND sums AS sum
  MATCH (s:Skill {id: sum[0]})
  CREATE (p)-[:SHOWN {skill_id: sum[0], standing: sum[1]}]->(s)
  RETURN count(s) AS made
}
CALL (p, sums) {
  OPTIONAL MATCH (p)-[o:OFFERS]->(:Skill)
  WITH sums, collect(o) AS offers
  FOREACH (o IN offers |
    SET o.standing = coalesce(o.claim, 0.0)
                     + reduce(all = 0.0, sum IN sums | all + CASE WHEN sum[0] = o.skill_id THEN sum[1] ELSE 0.0 END)
  )
  RETURN size(offers) AS offered
}
SET p.shown = reduce(all = 0.0, sum IN sums | all + sum[1]), p.breadth = size(sums)
RETURN coalesce(sum(rows), 0) AS matched
