// name:    put_offers
// summary: Writes offers with their standing: the offer itself as one claim, and all evidence of the skill.
// params:  rows: list[dict[str, Any]], now: int, decay: dict[str, Any]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the person's own evidence.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (s:Skill {id: row.skill_id})
MERGE (p)-[o:OFFERS]->(s)
SET o.skill_id = row.skill_id, o.level = row.level, o.since = coalesce(row.since, o.since, $now), o.until = row.until
WITH p, o
SET o.standing = $decay.weights.said * 2.0 ^ ((o.since - $decay.origin) / $decay.half_life)
               + reduce(sum = 0.0, shown IN [(p)-[:SHOWED]->(e:Evidence) WHERE e.skill_id = o.skill_id |
                   $decay.weights[e.kind] * e.weight * 2.0 ^ ((e.at - $decay.origin) / $decay.half_life)] | sum + shown)
RETURN count(o) AS matched
