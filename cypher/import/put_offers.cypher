// name:    put_offers
// summary: Writes offers with their standing: the offer itself as one claim, and what the person has shown of the skill.
// params:  rows: list[list[Any]], now: int
// row:     person_id, skill_id, level, since, until, only_one, claim
// apart:   person_id
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, one for each person named, and what they offer and have shown.
// deadline: 120

UNWIND $rows AS row
WITH row[0] AS person_id, collect(row) AS rows
MATCH (p:Person {id: person_id})
SET p.offered = true  // takes the person's lock before it is read what they offer and have shown
WITH p, rows, [(p)-[o:OFFERS]->() | [o.skill_id, o]] AS offers,
     [(p)-[t:SHOWN]->() | [t.skill_id, t.standing]] AS sums
UNWIND rows AS row
MATCH (named:Skill {id: row[1]})
MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH p, s, offers, sums, count(row) AS same, collect(row)[-1] AS row  // skills of two rows may have become one
WITH row, same, p, s, [each IN offers WHERE each[0] = s.id | each[1]] AS held,
     reduce(all = 0.0, each IN sums | all + CASE WHEN each[0] = s.id THEN each[1] ELSE 0.0 END) AS shown
// Not merged: that would lock the skill until the whole batch is written.
FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END |
  CREATE (p)-[:OFFERS {skill_id: s.id, level: row[2], since: coalesce(row[3], $now), until: row[4], claim: row[6],
                       standing: row[6] + shown,
                       only_one: CASE row[5] WHEN 'no' THEN false WHEN 'yes' THEN true END}]->(s)
)
FOREACH (o IN held |
  SET o.claim = CASE WHEN row[3] IS NULL AND o.since IS NOT NULL THEN o.claim ELSE row[6] END,
      o.level = row[2], o.since = coalesce(row[3], o.since, $now), o.until = row[4],
      o.only_one = CASE row[5] WHEN 'no' THEN false WHEN 'yes' THEN true ELSE o.only_one END
  SET o.standing = o.claim + shown
)
RETURN coalesce(sum(same), 0) AS matched
