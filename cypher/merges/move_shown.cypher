// name:    move_shown
// summary: Moves what some people have shown of a merged skill, evidence and sums, to its survivor. Evidence of the same
//          kind, weight and time for both is of one event, and counts once from now on.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the skill's people, and their own evidence.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()  // an undo waits for the batch, or the batch sees it
WITH f
WHERE f.merged_into IS NOT NULL
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[:SHOWN]-(p:Person)
WITH f, i, p ORDER BY p.id LIMIT $limit
SET p.lock = randomUUID()  // what they show meanwhile is summed up before or after
WITH f, i, p
MATCH (p)-[t:SHOWN]->(x:Skill)
WHERE x.id = $from_id
OPTIONAL MATCH (p)-[k:SHOWN]->(y:Skill)
WHERE y.id = i.id
OPTIONAL MATCH (p)-[h:HAD_SHOWN]->(z:Skill)
WHERE z.id = $from_id  // moved before: this was shown in the moment of the merge
WITH f, i, p, t, k, h, t.standing AS had, k.standing AS kept,
     [(p)-[:SHOWED]->(e:Evidence) WHERE e.skill_id = i.id
      | e.kind + '|' + toString(e.at) + '|' + toString(e.weight)] AS there
CALL (i, p, there) {
  OPTIONAL MATCH (p)-[s:SHOWED]->(e:Evidence)
  WHERE e.skill_id = $from_id
  WITH i, p, s, e, e.kind + '|' + toString(e.at) + '|' + toString(e.weight) IN there AS again
  FOREACH (_ IN CASE WHEN e IS NULL THEN [] ELSE [1] END |
    SET e.skill_id = i.id, e.moved = coalesce(e.moved, []) + [$from_id]
  )
  FOREACH (_ IN CASE WHEN again THEN [1] ELSE [] END |
    CREATE (p)-[:SHOWED_TWICE]->(e)
    DELETE s
  )
  RETURN sum(CASE WHEN again THEN e.increment ELSE 0.0 END) AS twice
}
WITH f, i, p, t, k, h, had, kept, twice, p.shown AS shown,
     CASE WHEN kept IS NULL THEN had ELSE kept + (had - twice) END AS made,
     CASE WHEN twice > 0.0 THEN p.shown - twice ELSE p.shown END AS left
FOREACH (_ IN CASE WHEN h IS NULL THEN [1] ELSE [] END |
  CREATE (p)-[:HAD_SHOWN {standing: had, twice: twice, kept: kept, made: made, shown: shown, left: left}]->(f)
)
FOREACH (tie IN CASE WHEN h IS NULL THEN [] ELSE [h] END |
  SET tie.standing = tie.standing + had, tie.twice = tie.twice + twice, tie.made = made
)
FOREACH (_ IN CASE WHEN k IS NULL THEN [1] ELSE [] END |
  CREATE (p)-[:SHOWN {skill_id: i.id, standing: made}]->(i)
)
FOREACH (tie IN CASE WHEN k IS NULL THEN [] ELSE [k] END | SET tie.standing = made)
SET p.shown = left, p.breadth = CASE WHEN kept IS NULL THEN p.breadth ELSE p.breadth - 1 END
DELETE t
RETURN count(p) AS matched
