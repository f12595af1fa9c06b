// name:    propose_skill
// summary: The viewer proposes a skill, for everybody's catalogue or for that of a community they belong to. Nobody finds
//          it before who keeps that catalogue has accepted it. The same id again finds what it made.
// params:  viewer_id: str, roles: list[str], id: str, community_id: str | None, label: str, language: str, alt_labels: list[str],
//          broader_id: str | None, about: str, now: int, most: int
// returns: one; outcome: str, kept: bool
// access:  write
// cost:    three seeks, and the viewer's own proposals and communities.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the member's own proposals are counted
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs,
     [(me)-[:PROPOSED]->(x:SkillProposal) WHERE x.id = $id | x.label] AS same,
     size([(me)-[:PROPOSED]->(x:SkillProposal) WHERE x.state = 'proposed' | 1]) AS waiting
OPTIONAL MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
OPTIONAL MATCH (b:Skill {id: $broader_id})
WITH me, $community_id IN runs AS kept,
     CASE WHEN size(same) > 0 THEN CASE WHEN $label IN same THEN 'repeated' ELSE 'key_used' END
          WHEN $community_id IS NOT NULL AND c IS NULL THEN 'not_found'
          WHEN $community_id IS NOT NULL AND NOT c.id IN mine THEN 'not_permitted'
          WHEN $community_id IS NOT NULL AND c.visibility = 'hidden' THEN 'hidden'
          WHEN $broader_id IS NOT NULL AND b IS NULL THEN 'no_broader'
          WHEN waiting >= $most THEN 'too_many'
          ELSE 'proposed' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'proposed' THEN [1] ELSE [] END |
  CREATE (me)-[:PROPOSED]->(:SkillProposal {
    id: $id, place: coalesce($community_id, ''), community_id: $community_id, label: $label, language: $language, alt_labels: $alt_labels,
    broader_id: $broader_id, about: $about, state: 'proposed', at: $now})
)
RETURN outcome, coalesce(kept, false) AS kept
