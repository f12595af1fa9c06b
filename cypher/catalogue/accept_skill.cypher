// name:    accept_skill
// summary: Who keeps a catalogue accepts a proposal: from now on there is such a skill, whose id is the proposal's.
// params:  viewer_id: str, roles: list[str], administrator: bool, id: str, edit_id: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    a few seeks.
// guards:  keeping x

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (x:SkillProposal {id: $id})
OPTIONAL MATCH (c:Community {id: x.community_id})
WITH me, x, (c IS NULL OR c.visibility <> 'hidden' OR c.id IN mine) AS seen, ($administrator OR coalesce(x.community_id, '') IN runs) AS keeps,
     size([(me)-[:PROPOSED]->(own:SkillProposal) WHERE own.id = $id | 1]) > 0 AS own
WHERE seen AND (keeps OR own)
SET x.lock = randomUUID()  // takes the lock before the state is read
WITH me, x, CASE WHEN NOT keeps THEN 'not_permitted'
                 ELSE CASE x.state WHEN 'proposed' THEN 'accepted' WHEN 'accepted' THEN 'repeated' ELSE 'wrong_state' END
            END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'accepted' THEN [1] ELSE [] END |
  SET x.state = 'accepted', x.decided_at = $now, x.decided_by = $viewer_id
  MERGE (v:Version {of: 'skills'})
  ON CREATE SET v.number = 0
  SET v.lock = randomUUID(), v.number = v.number + 1,
      v.recent = coalesce(CASE WHEN size(v.recent) >= 100 THEN tail(v.recent) ELSE v.recent END, []) + [x.id]
  CREATE (:Skill {id: x.id, label: x.label, languages: [x.language], labels: [x.label],
                  alt_languages: [each IN x.alt_labels | x.language], alt_labels: x.alt_labels, source: 'own',
                  kind: 'skill', community_id: x.community_id, worded: [x.language]})
         -[:EDITED]->(:SkillEdit {id: $edit_id, verb: 'accepted', actor_id: $viewer_id, at: $now, before: [],
                                  after: [x.label]})
)
WITH x, outcome
OPTIONAL MATCH (s:Skill {id: x.id})
WHERE outcome = 'accepted'
OPTIONAL MATCH (wide:Skill {id: x.broader_id})
OPTIONAL MATCH (b:Skill {id: coalesce(wide.merged_into, wide.id)})
FOREACH (_ IN CASE WHEN s IS NULL OR b IS NULL THEN [] ELSE [1] END | MERGE (s)-[:BROADER]->(b))
RETURN outcome, x.state AS state
