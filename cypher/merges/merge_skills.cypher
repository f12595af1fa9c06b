// name:    merge_skills
// summary: Who keeps a skill merges it into another: from now on its id, and the ids of those merged into it before, mean
//          the other one. What hangs on it is moved by the statements beside this one, a batch at a time.
// params:  viewer_id: str, roles: list[str], administrator: bool, from_id: str, into_id: str, edit_id: str, now: int
// returns: one; outcome: str, survivor_id: str
// access:  write
// cost:    what lies above the survivor, a few steps each.
// guards:  keeping f

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (f:Skill {id: $from_id})
MATCH (named:Skill {id: $into_id})
OPTIONAL MATCH (c:Community {id: f.community_id})
OPTIONAL MATCH (d:Community {id: named.community_id})
WITH me, mine, runs, f, named, c, d
WHERE (c IS NULL OR c.visibility <> 'hidden' OR c.id IN mine)
  AND (d IS NULL OR d.visibility <> 'hidden' OR d.id IN mine)
MERGE (v:Version {of: 'skills'})
ON CREATE SET v.number = 0
SET v.lock = randomUUID()  // one change of the tree at a time: two merges at once could go in a circle
WITH me, runs, v, f, named
MATCH (i:Skill {id: coalesce(named.merged_into, named.id)})
SET f.lock = randomUUID(), i.lock = randomUUID()  // whoever offers or wants either meanwhile has done so, or follows
WITH me, v, f, i, ($administrator OR coalesce(f.community_id, '') IN runs) AS keeps,
     $administrator OR i.community_id IS NULL OR i.community_id IN runs AS opens,
     f.merge_state IS NOT NULL AND f.merged_into IS NULL OR i.merge_state IS NOT NULL
     OR size([(x:Skill)-[:MERGED_INTO]->(f) WHERE x.merge_state <> 'merged' | 1]) > 0 AS unsettled
CALL (f, i) {
  OPTIONAL MATCH (i)-[:BROADER*1..20]->(above:Skill)
  WHERE above.id = f.id
  RETURN count(above) > 0 AS narrower
}
WITH me, v, f, i,
     CASE WHEN NOT keeps OR NOT opens THEN 'not_permitted'
          WHEN f.id = i.id THEN 'same'
          WHEN f.merged_into = i.id THEN 'repeated'
          WHEN f.merged_into IS NOT NULL THEN 'wrong_state'
          WHEN unsettled THEN 'unsettled'
          WHEN narrower THEN 'narrower'
          ELSE 'merged' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'merged' THEN [1] ELSE [] END |
  SET v.number = v.number + 1, v.recent = [], f.merged_into = i.id, f.merge_state = 'moving', f.merged_at = $now,
      i.also = coalesce(i.also, []) + [f.id] + coalesce(f.also, [])
  CREATE (f)-[:MERGED_INTO]->(i)
  CREATE (i)-[:EDITED]->(:SkillEdit {id: $edit_id, verb: 'merged', actor_id: $viewer_id, at: $now, before: [f.id],
                                     after: [i.id]})
)
WITH f, i, outcome
CALL (f, i, outcome) {
  MATCH (x:Skill)-[:MERGED_INTO*1..20]->(f)
  WHERE outcome = 'merged'
  SET x.merged_into = i.id
  RETURN count(x) AS followed
}
RETURN outcome, i.id AS survivor_id
