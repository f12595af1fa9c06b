// name:    put_offers
// summary: Writes offers with their standing: the offer itself as one claim, and all evidence of the skill.
// params:  rows: list[list[Any]], now: int, decay: dict[str, Any]
// row:     person_id, skill_id, level, since, until
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the person's own evidence.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (s:Skill {id: row[1]})
MERGE (p)-[o:OFFERS]->(s)
SET o.skill_id = row[1], o.level = row[2], o.since = coalesce(row[3], o.since, $now), o.until = row[4]
WITH p, o
SET o.standing = $decay.weights.said * 2.0 ^ ((o.since - $decay.origin) / $decay.half_life)
               + reduce(sum = 0.0, shown IN [(p)-[:SHOWED]->(e:Evidence) WHERE e.skill_id = o.skill_id |
                   $decay.weights[e.kind] * e.weight * 2.0 ^ ((e.at - $decay.origin) / $decay.half_life)] | sum + shown)
RETURN count(o) AS matched
