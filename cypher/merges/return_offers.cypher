// name:    return_offers
// summary: Gives back some people's offers of a skill whose merge is undone: as they were, where nothing was changed since.
//          What was changed since stays as it is now, and what was withdrawn since stays withdrawn.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the people, and their own offers.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()
WITH f
WHERE f.merge_state = 'returning'
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[:HAD_OFFER]-(p:Person)
WITH f, i, p ORDER BY p.id LIMIT $limit
SET p.lock = randomUUID()
WITH f, i, p
MATCH (p)-[h:HAD_OFFER]->(x:Skill)
WHERE x.id = $from_id
MATCH (p)-[made:MADE_OFFER]->(w:Skill)
WHERE w.id = $from_id
OPTIONAL MATCH (p)-[b:KEPT_OFFER]->(v:Skill)
WHERE v.id = $from_id
OPTIONAL MATCH (p)-[k:OFFERS]->(y:Skill)
WHERE y.id = i.id
OPTIONAL MATCH (p)-[n:OFFERS]->(z:Skill)
WHERE z.id = $from_id
WITH f, i, p, h, made, b, k, n, properties(h) AS had, properties(b) AS kept, properties(k) AS now,
     k.level = made.level AND k.since = made.since AND coalesce(k.until, -1) = coalesce(made.until, -1) AS same,
     k.standing = made.standing AS still,
     reduce(all = 0.0, one IN [(p)-[t:SHOWN]->(s:Skill) WHERE s.id = i.id | t.standing] | all + one) AS shown,
     reduce(all = 0.0, one IN [(p)-[t:SHOWN]->(s:Skill) WHERE s.id = $from_id | t.standing] | all + one) AS shown_before
FOREACH (_ IN CASE WHEN k IS NULL OR n IS NOT NULL THEN [] ELSE [1] END |
  CREATE (p)-[back:OFFERS]->(f)
  SET back = CASE WHEN same OR b IS NOT NULL THEN had ELSE now END
  SET back.skill_id = $from_id,
      back.standing = CASE WHEN same OR b IS NOT NULL THEN had.standing
                           ELSE coalesce(now.claim, now.standing) + shown_before END
)
FOREACH (tie IN CASE WHEN k IS NOT NULL AND b IS NULL AND n IS NULL THEN [k] ELSE [] END | DELETE tie)
FOREACH (tie IN CASE WHEN k IS NOT NULL AND b IS NOT NULL THEN [k] ELSE [] END |
  SET tie.level = CASE WHEN same THEN kept.level ELSE tie.level END,
      tie.since = CASE WHEN same THEN kept.since ELSE tie.since END,
      tie.until = CASE WHEN same THEN kept.until ELSE tie.until END,
      tie.only_one = CASE WHEN same THEN kept.only_one ELSE tie.only_one END,
      tie.taken_at = CASE WHEN same THEN kept.taken_at ELSE tie.taken_at END,
      tie.claim = CASE WHEN same THEN kept.claim ELSE tie.claim END,
      tie.standing = CASE WHEN same AND still THEN kept.standing
                          ELSE coalesce(CASE WHEN same THEN kept.claim ELSE tie.claim END, kept.standing) + shown END
)
FOREACH (tie IN [h, made] + CASE WHEN b IS NULL THEN [] ELSE [b] END | DELETE tie)
RETURN count(p) AS matched
