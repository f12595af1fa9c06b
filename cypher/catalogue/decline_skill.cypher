// name:    decline_skill
// summary: Who keeps a catalogue declines a proposal, with a word on why; or whoever made it takes it back.
// params:  viewer_id: str, roles: list[str], administrator: bool, id: str, why: str, now: int
// returns: one; outcome: str, state: str
// access:  write
// cost:    two seeks.
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
WITH me, x, CASE WHEN keeps THEN 'declined' ELSE 'withdrawn' END AS wanted
WITH me, x, wanted,
     CASE x.state WHEN 'proposed' THEN 'decided' WHEN wanted THEN 'repeated' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'decided' THEN [1] ELSE [] END |
  SET x.state = wanted, x.why = $why, x.decided_at = $now, x.decided_by = $viewer_id
)
RETURN outcome, x.state AS state
