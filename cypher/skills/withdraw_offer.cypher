// name:    withdraw_offer
// summary: The viewer no longer offers a skill; front_refresh takes them out of its front.
// params:  viewer_id: str, skill_id: str
// returns: one; removed: int
// access:  write
// cost:    the viewer's own offers.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock before the offer is looked for
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
WITH me, coalesce(named.merged_into, $skill_id) AS skill_id
OPTIONAL MATCH (me)-[o:OFFERS]->(x:Skill)
WHERE x.id = skill_id OR x.id = $skill_id  // of a skill that is being merged the offer may not have moved yet
WITH collect(o) AS offers
FOREACH (o IN offers | DELETE o)
RETURN size(offers) AS removed
