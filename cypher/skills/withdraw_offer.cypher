// name:    withdraw_offer
// summary: The viewer no longer offers a skill; front_refresh takes them out of its front.
// params:  viewer_id: str, skill_id: str
// returns: one; removed: int
// access:  write
// cost:    the viewer's own offers.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock before the offer is looked for
WITH me
OPTIONAL MATCH (me)-[o:OFFERS]->(:Skill {id: $skill_id})
WITH collect(o) AS offers
FOREACH (o IN offers | DELETE o)
RETURN size(offers) AS removed
