// name:    word_skill
// summary: Who keeps a skill says what it is called in one language; alternative labels stay where they are not given.
// params:  viewer_id: str, roles: list[str], administrator: bool, id: str, language: str | None, label: str, alt_labels: list[str] | None,
//          verb: str, edit_id: str, now: int
// returns: one; outcome: str
// access:  write
// cost:    a few seeks.
// guards:  keeping s

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (named:Skill {id: $id})
MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
OPTIONAL MATCH (c:Community {id: s.community_id})
WITH me, mine, runs, s, c
WHERE c IS NULL OR c.visibility <> 'hidden' OR c.id IN mine
SET s.lock = randomUUID()  // takes the lock before its labels are read
WITH me, s, ($administrator OR coalesce(s.community_id, '') IN runs) AS keeps,
     coalesce($language, head(s.languages)) AS language
WITH me, s, keeps, language,
     [i IN range(0, size(s.languages) - 1) WHERE s.languages[i] = language | s.labels[i]] AS was,
     [i IN range(0, size(s.alt_languages) - 1) WHERE s.alt_languages[i] = language | s.alt_labels[i]] AS also
WITH me, s, language, was, also, coalesce($alt_labels, also) AS others,
     CASE WHEN NOT keeps THEN 'not_permitted'
          WHEN was = [$label] AND also = coalesce($alt_labels, also) THEN 'repeated' ELSE 'worded' END AS outcome
WITH me, s, language, was, also, others, outcome,
     CASE WHEN size(was) = 0 THEN s.labels + [$label]
          ELSE [i IN range(0, size(s.labels) - 1)
                | CASE WHEN s.languages[i] = language THEN $label ELSE s.labels[i] END] END AS labels,
     [i IN range(0, size(s.alt_languages) - 1) WHERE s.alt_languages[i] <> language
      | [s.alt_languages[i], s.alt_labels[i]]] + [each IN others | [language, each]] AS pairs
FOREACH (_ IN CASE WHEN outcome = 'worded' THEN [1] ELSE [] END |
  SET s.languages = CASE WHEN size(was) = 0 THEN s.languages + [language] ELSE s.languages END,
      s.labels = labels, s.label = head(labels),
      s.alt_languages = [pair IN pairs | pair[0]], s.alt_labels = [pair IN pairs | pair[1]],
      s.worded = [each IN coalesce(s.worded, []) WHERE each <> language | each] + [language]
  MERGE (v:Version {of: 'skills'})
  ON CREATE SET v.number = 0
  SET v.lock = randomUUID(), v.number = v.number + 1,
      v.recent = coalesce(CASE WHEN size(v.recent) >= 100 THEN tail(v.recent) ELSE v.recent END, []) + [s.id]
  CREATE (s)-[:EDITED]->(:SkillEdit {id: $edit_id, verb: $verb, actor_id: $viewer_id, at: $now, language: language,
                                     before: was + also, after: [$label] + others})
)
RETURN outcome
