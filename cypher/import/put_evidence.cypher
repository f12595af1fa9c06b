// name:    put_evidence
// summary: Writes evidence, and anew what it sums up to: what each person named has shown of each skill and in all, and
//          the standing of their offers.
// params:  rows: list[list[Any]]
// row:     person_id, skill_id, kind, weight, at, id, increment
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row, and all evidence and offers of the people named.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (s:Skill {id: row[1]})
MERGE (e:Evidence {id: row[5]})
SET e.skill_id = row[1], e.kind = row[2], e.weight = row[3], e.at = row[4], e.increment = row[6]
MERGE (p)-[:SHOWED]->(e)
MERGE (p)-[shown:SHOWN]->(s)
SET shown.skill_id = row[1]
WITH p, count(e) AS rows
OPTIONAL MATCH (p)-[sum:OFFERS|SHOWN]->(:Skill)
WITH p, rows, collect(sum) AS sums,
     [(p)-[:SHOWED]->(e:Evidence) | {skill_id: e.skill_id, increment: e.increment}] AS showed
SET p.shown = reduce(all = 0.0, e IN showed | all + e.increment),
    p.breadth = size([sum IN sums WHERE type(sum) = 'SHOWN' | 1])
FOREACH (sum IN sums |
  SET sum.standing = coalesce(sum.claim, 0.0)
                     + reduce(all = 0.0, e IN showed
                              | all + CASE WHEN e.skill_id = sum.skill_id THEN e.increment ELSE 0.0 END)
)
RETURN coalesce(sum(rows), 0) AS matched
