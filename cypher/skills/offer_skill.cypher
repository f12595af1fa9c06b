// name:    offer_skill
// summary: The viewer offers a skill, or changes the level or the end of an offer; a new one counts as one claim beside
//          what they have shown of it. The id of a merged skill means its survivor.
// params:  viewer_id: str, skill_id: str, level: int, until: int | None, now: int, claim: float, most: int
// returns: one; outcome: str
// access:  write
// cost:    three seeks and the viewer's own offers.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the member's own offers are counted
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
OPTIONAL MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
WITH me, s, size([(me)-[o:OFFERS]->(x:Skill) WHERE x.id <> s.id | 1]) AS others,
     reduce(all = 0.0, one IN [(me)-[t:SHOWN]->(x:Skill) WHERE x.id = s.id | t.standing] | all + one) AS shown
WITH me, s, shown, CASE WHEN s IS NULL THEN 'not_found' WHEN others >= $most THEN 'too_many' ELSE 'offered' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'offered' THEN [1] ELSE [] END |
  MERGE (me)-[o:OFFERS]->(s)
  ON CREATE SET o.skill_id = s.id, o.since = $now, o.claim = $claim, o.standing = $claim + shown
  SET o.level = $level, o.until = $until, me.active_at = $now, me.offered = true
)
RETURN outcome
