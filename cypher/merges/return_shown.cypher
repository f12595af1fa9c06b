// name:    return_shown
// summary: Gives back what some people had shown of a skill whose merge is undone; what they have shown since stays with
//          the survivor.
// params:  from_id: str, limit: int
// returns: one; matched: int
// access:  write
// cost:    a batch of the people, and their own evidence.
// deadline: 60

MATCH (f:Skill {id: $from_id})
SET f.lock = randomUUID()
WITH f
WHERE f.merge_state = 'returning'
MATCH (f)-[:MERGED_INTO]->(i:Skill)
MATCH (f)<-[:HAD_SHOWN]-(p:Person)
WITH f, i, p ORDER BY p.id LIMIT $limit
SET p.lock = randomUUID()
WITH f, i, p
MATCH (p)-[h:HAD_SHOWN]->(x:Skill)
WHERE x.id = $from_id
OPTIONAL MATCH (p)-[k:SHOWN]->(y:Skill)
WHERE y.id = i.id
OPTIONAL MATCH (p)-[n:SHOWN]->(z:Skill)
WHERE z.id = $from_id
CALL (i, p) {
  OPTIONAL MATCH (p)-[s:SHOWED|SHOWED_TWICE]->(e:Evidence)
  WHERE e.skill_id = i.id AND e.moved[size(e.moved) - 1] = $from_id
  WITH p, s, e, type(s) = 'SHOWED_TWICE' AS again
  FOREACH (_ IN CASE WHEN e IS NULL THEN [] ELSE [1] END |
    SET e.skill_id = $from_id,
        e.moved = CASE WHEN size(e.moved) = 1 THEN null ELSE e.moved[0..size(e.moved) - 1] END
  )
  FOREACH (_ IN CASE WHEN again THEN [1] ELSE [] END |
    CREATE (p)-[:SHOWED]->(e)
    DELETE s
  )
  RETURN count(e) AS events
}
WITH f, p, h, k, n, h.standing AS had, h.kept AS kept, h.twice AS twice, h.shown AS shown, h.left AS left,
     CASE WHEN k.standing = h.made THEN h.kept
          // Where there was nothing before and is nothing new, what sums leave by rounding is nothing either.
          WHEN h.kept IS NULL AND k.standing - (h.standing - h.twice) < 0.000001 THEN null
          ELSE k.standing - (h.standing - h.twice) END AS rest
FOREACH (tie IN CASE WHEN k IS NULL OR rest IS NULL THEN [] ELSE [k] END | SET tie.standing = rest)
FOREACH (tie IN CASE WHEN k IS NULL OR rest IS NOT NULL THEN [] ELSE [k] END | DELETE tie)
FOREACH (tie IN CASE WHEN n IS NULL THEN [] ELSE [n] END | SET tie.standing = tie.standing + had)
FOREACH (_ IN CASE WHEN n IS NULL THEN [1] ELSE [] END |
  CREATE (p)-[:SHOWN {skill_id: $from_id, standing: had}]->(f)
)
SET p.shown = CASE WHEN twice = 0.0 THEN p.shown WHEN p.shown = left THEN shown ELSE p.shown + twice END,
    p.breadth = CASE WHEN rest IS NULL OR n IS NOT NULL THEN p.breadth ELSE p.breadth + 1 END
DELETE h
RETURN count(p) AS matched
