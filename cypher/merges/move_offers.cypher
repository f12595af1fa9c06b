// name:    move_offers
// summary: Moves some people's offers of a merged skill to its survivor. Who offers both keeps one: the better level, the
//          earlier beginning, the later end, and the newer claim; it is for one mentee alone only where both were. What
//          there was is kept beside the merged skill.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the skill's mentors, and their own offers.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()  // an undo waits for the batch, or the batch sees it
WITH f
WHERE f.merged_into IS NOT NULL
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[:OFFERS]-(p:Person)
WITH f, i, p ORDER BY p.id LIMIT $limit
SET p.lock = randomUUID()  // what they offer meanwhile is moved with the rest, or follows by itself
WITH f, i, p
MATCH (p)-[o:OFFERS]->(x:Skill)
WHERE x.id = $from_id
OPTIONAL MATCH (p)-[k:OFFERS]->(y:Skill)
WHERE y.id = i.id
OPTIONAL MATCH (p)-[once:HAD_OFFER]->(z:Skill)
WHERE z.id = $from_id  // moved before: this one was made in the moment of the merge
WITH f, i, p, o, k, once IS NULL AS first, properties(o) AS had, properties(k) AS kept,
     reduce(all = 0.0, one IN [(p)-[t:SHOWN]->(s:Skill) WHERE s.id = i.id | t.standing] | all + one) AS shown,
     coalesce(o.claim, o.standing) AS claim, coalesce(k.claim, k.standing) AS own
WITH f, i, p, o, k, first, had, kept, shown,
     CASE WHEN own IS NULL OR claim > own THEN claim ELSE own END AS claim,
     CASE WHEN k IS NULL OR o.level > k.level THEN o.level ELSE k.level END AS level,
     CASE WHEN k IS NULL OR o.since < k.since THEN o.since ELSE k.since END AS since,
     CASE WHEN k IS NULL THEN o.until WHEN o.until IS NULL OR k.until IS NULL THEN null
          WHEN o.until > k.until THEN o.until ELSE k.until END AS until
FOREACH (_ IN CASE WHEN first THEN [1] ELSE [] END |
  CREATE (p)-[h:HAD_OFFER]->(f)
  SET h = had
  CREATE (p)-[:MADE_OFFER {level: level, since: since, until: until, standing: claim + shown}]->(f)
)
FOREACH (_ IN CASE WHEN first AND k IS NOT NULL THEN [1] ELSE [] END |
  CREATE (p)-[b:KEPT_OFFER]->(f)
  SET b = kept
)
FOREACH (_ IN CASE WHEN k IS NULL THEN [1] ELSE [] END |
  CREATE (p)-[n:OFFERS]->(i)
  SET n = had, n.skill_id = i.id, n.standing = claim + shown
)
FOREACH (tie IN CASE WHEN k IS NULL THEN [] ELSE [k] END |
  SET tie.level = level, tie.since = since, tie.until = until, tie.claim = claim, tie.standing = claim + shown,
      tie.taken_at = CASE WHEN coalesce(until, 0) = coalesce(kept.until, 0) THEN kept.taken_at ELSE had.taken_at END,
      tie.only_one = CASE WHEN had.only_one THEN kept.only_one ELSE had.only_one END
)
DELETE o
RETURN count(p) AS matched
