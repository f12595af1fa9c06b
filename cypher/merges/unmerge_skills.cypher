// name:    unmerge_skills
// summary: Who keeps a merged skill takes the merge back: its id means itself again. What was moved is given back by the
//          statements beside this one; what came to the survivor since stays there.
// params:  viewer_id: str, roles: list[str], administrator: bool, from_id: str, edit_id: str, now: int
// returns: one; outcome: str, survivor_id: str
// access:  write
// cost:    a few seeks.
// guards:  keeping f

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (asked:Skill {id: $from_id})
OPTIONAL MATCH (c:Community {id: asked.community_id})
WITH me, mine, runs, c
WHERE c IS NULL OR c.visibility <> 'hidden' OR c.id IN mine
MATCH (v:Version {of: 'skills'})
SET v.lock = randomUUID()  // one change of the tree at a time
WITH me, runs, v
MATCH (f:Skill {id: $from_id})-[:MERGED_INTO]->(i:Skill)
SET f.lock = randomUUID(), i.lock = randomUUID()
WITH v, f, i, ($administrator OR coalesce(f.community_id, '') IN runs) AS keeps
WITH v, f, i,
     CASE WHEN NOT keeps THEN 'not_permitted'
          WHEN f.merge_state = 'returning' THEN 'repeated'
          WHEN f.merge_state = 'moving' THEN 'unsettled'
          WHEN i.merged_into IS NOT NULL THEN 'merged_further'
          ELSE 'undone' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'undone' THEN [1] ELSE [] END |
  SET v.number = v.number + 1, v.recent = [], f.merged_into = null, f.merge_state = 'returning', f.merged_at = $now,
      i.also = CASE WHEN size(i.also) = 1 + size(coalesce(f.also, [])) THEN null
                    ELSE [id IN i.also WHERE id <> f.id AND NOT id IN coalesce(f.also, []) | id] END
  CREATE (f)-[:EDITED]->(:SkillEdit {id: $edit_id, verb: 'unmerged', actor_id: $viewer_id, at: $now, before: [i.id],
                                     after: [f.id]})
)
WITH f, i, outcome
CALL (f, outcome) {
  MATCH (x:Skill)-[:MERGED_INTO*1..20]->(f)
  WHERE outcome = 'undone'
  SET x.merged_into = f.id
  RETURN count(x) AS followed
}
RETURN outcome, i.id AS survivor_id
