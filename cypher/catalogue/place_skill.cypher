// name:    place_skill
// summary: Who keeps a skill puts it under broader ones, and under no others; refused where that would close a circle.
// params:  viewer_id: str, roles: list[str], administrator: bool, id: str, broader_ids: list[str], edit_id: str, now: int
// returns: one; outcome: str, broader_id: str | None
// access:  write
// cost:    what lies above the broader skills, a few steps each.
// guards:  keeping s

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (named:Skill {id: $id})
OPTIONAL MATCH (c:Community {id: named.community_id})
WITH me, runs, named, c, mine
WHERE c IS NULL OR c.visibility <> 'hidden' OR c.id IN mine
MERGE (v:Version {of: 'skills'})
ON CREATE SET v.number = 0
SET v.lock = randomUUID()  // one change of the tree at a time: two at once could close a circle together
WITH me, runs, v, named
MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, v, s, ($administrator OR coalesce(s.community_id, '') IN runs) AS keeps,
     [(s)-[:BROADER]->(b:Skill) | b.id] AS was
CALL (s) {
  UNWIND $broader_ids AS wanted
  MATCH (wide:Skill {id: wanted})
  MATCH (b:Skill {id: coalesce(wide.merged_into, wide.id)})
  RETURN collect(DISTINCT b.id) AS above, count(wide) AS found
}
CALL (s, above) {
  UNWIND above AS wanted
  MATCH (b:Skill {id: wanted})
  WITH s, wanted, b  // apart: in one pattern Neo4j would seek both its ends and multiply them
  MATCH (b)-[:BROADER*0..20]->(x:Skill)
  WHERE x.id = s.id
  RETURN collect(DISTINCT wanted) AS closing
}
WITH me, v, s, was, above, closing,
     CASE WHEN NOT keeps THEN 'not_permitted' WHEN found < size($broader_ids) THEN 'no_broader'
          WHEN size(closing) > 0 THEN 'circle'
          WHEN size(was) = size(above) AND all(id IN above WHERE id IN was) THEN 'repeated' ELSE 'placed' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'placed' THEN [1] ELSE [] END |
  SET v.number = v.number + 1, s.placed = true,
      v.recent = coalesce(CASE WHEN size(v.recent) >= 100 THEN tail(v.recent) ELSE v.recent END, []) + [s.id]
  CREATE (s)-[:EDITED]->(:SkillEdit {id: $edit_id, verb: 'placed', actor_id: $viewer_id, at: $now, before: was,
                                     after: above})
)
WITH s, above, closing, outcome
CALL (s, above, outcome) {
  OPTIONAL MATCH (s)-[link:BROADER]->(x:Skill)
  WHERE outcome = 'placed' AND NOT x.id IN above
  WITH collect(link) AS old
  FOREACH (link IN old | DELETE link)
  RETURN size(old) AS removed
}
CALL (s, above, outcome) {
  UNWIND CASE WHEN outcome = 'placed' THEN above ELSE [] END AS wanted
  MATCH (b:Skill {id: wanted})
  MERGE (s)-[link:BROADER]->(b)
  RETURN count(link) AS made
}
RETURN outcome, head(closing) AS broader_id
