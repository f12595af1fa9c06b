// name:    put_offers
// summary: Writes offers with their standing: the offer itself as one claim, and what the person has shown of the skill.
// params:  rows: list[list[Any]], now: int
// row:     person_id, skill_id, level, since, until, only_one, claim
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row, and what the person has shown.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (named:Skill {id: row[1]})
MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
SET p.offered = true  // takes the person's lock before it is read what they have shown
WITH row, p, s, reduce(all = 0.0, standing IN [(p)-[t:SHOWN]->(:Skill) WHERE t.skill_id = s.id | t.standing]
                       | all + standing) AS shown
MERGE (p)-[o:OFFERS]->(s)
SET o.claim = CASE WHEN row[3] IS NULL AND o.since IS NOT NULL THEN o.claim ELSE row[6] END,
    o.skill_id = s.id, o.level = row[2], o.since = coalesce(row[3], o.since, $now), o.until = row[4],
    o.only_one = CASE row[5] WHEN 'no' THEN false WHEN 'yes' THEN true ELSE o.only_one END
SET o.standing = o.claim + shown
RETURN count(o) AS matched
