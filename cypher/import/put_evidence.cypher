// name:    put_evidence
// summary: Writes evidence, and the standing of the offers of whoever showed it anew.
// params:  rows: list[list[Any]], decay: dict[str, Any]
// row:     person_id, skill_id, kind, weight, at, id
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row, and all evidence and offers of the people named.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (:Skill {id: row[1]})
MERGE (e:Evidence {id: row[5]})
SET e.skill_id = row[1], e.kind = row[2], e.weight = row[3], e.at = row[4]
MERGE (p)-[:SHOWED]->(e)
WITH p, count(e) AS rows
OPTIONAL MATCH (p)-[o:OFFERS]->(:Skill)
WITH p, rows, collect(o) AS offers,
     [(p)-[:SHOWED]->(e:Evidence) | {skill_id: e.skill_id,
       worth: $decay.weights[e.kind] * e.weight * 2.0 ^ ((e.at - $decay.origin) / $decay.half_life)}] AS shown
FOREACH (o IN offers |
  SET o.standing = $decay.weights.said * 2.0 ^ ((o.since - $decay.origin) / $decay.half_life)
                 + reduce(sum = 0.0, e IN shown | sum + CASE WHEN e.skill_id = o.skill_id THEN e.worth ELSE 0.0 END)
)
RETURN coalesce(sum(rows), 0) AS matched
