// name:    put_offers
// summary: Writes offers with their standing: the offer itself as one claim, and what the person has shown of the skill.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and what the person has shown.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (s:Skill {id: row.skill_id})
MERGE (p)-[o:OFFERS]->(s)
SET p.offered = true,
    o.claim = CASE WHEN row.since IS NULL AND o.since IS NOT NULL THEN o.claim ELSE row.claim END,
    o.skill_id = row.skill_id, o.level = row.level, o.since = coalesce(row.since, o.since, $now), o.until = row.until
WITH p, o
SET o.standing = o.claim + reduce(all = 0.0, shown IN [(p)-[t:SHOWN]->(:Skill) WHERE t.skill_id = o.skill_id | t.standing]
                                  | all + shown)
RETURN count(o) AS matched
