// name:    withdraw_endorsement
// summary: The viewer no longer stands up for somebody's skill; whether they may still see them makes no difference.
// params:  viewer_id: str, person_id: str, skill_id: str
// returns: one; removed: int
// access:  write
// cost:    the viewer's own endorsements.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()
WITH me
OPTIONAL MATCH (me)-[e:ENDORSES {skill_id: $skill_id}]->(:Person {id: $person_id})
WITH collect(e) AS given
FOREACH (e IN given | DELETE e)
RETURN size(given) AS removed
