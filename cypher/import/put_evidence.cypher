// name:    put_evidence
// summary: Writes evidence, and anew what it sums up to: what each person named has shown of each skill and in all, and
//          the standing of their offers.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row, and all evidence and offers of the people named.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (s:Skill {id: row.skill_id})
MERGE (e:Evidence {id: row.id})
SET e.skill_id = row.skill_id, e.kind = row.kind, e.weight = row.weight, e.at = row.at, e.increment = row.increment
MERGE (p)-[:SHOWED]->(e)
MERGE (p)-[shown:SHOWN]->(s)
SET shown.skill_id = row.skill_id
WITH p, count(e) AS rows
OPTIONAL MATCH (p)-[sum:OFFERS|SHOWN]->(:Skill)
WITH p, rows, collect(sum) AS sums,
     [(p)-[:SHOWED]->(e:Evidence) | {skill_id: e.skill_id, increment: e.increment}] AS showed
SET p.shown = reduce(all = 0.0, e IN showed | all + e.increment)
FOREACH (sum IN sums |
  SET sum.standing = coalesce(sum.claim, 0.0)
                     + reduce(all = 0.0, e IN showed
                              | all + CASE WHEN e.skill_id = sum.skill_id THEN e.increment ELSE 0.0 END)
)
RETURN coalesce(sum(rows), 0) AS matched
