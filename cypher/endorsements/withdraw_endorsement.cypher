// name:    withdraw_endorsement
// summary: The viewer no longer stands up for somebody's skill; whether they may still see them makes no difference.
// params:  viewer_id: str, person_id: str, skill_id: str
// returns: one; removed: int, skill_id: str
// access:  write
// cost:    the viewer's own endorsements.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()
WITH me
OPTIONAL MATCH (named:Skill {id: $skill_id})
WITH me, coalesce(named.merged_into, $skill_id) AS skill_id
OPTIONAL MATCH (me)-[e:ENDORSES]->(p:Person)
WHERE p.id = $person_id
  AND e.skill_id IN [skill_id, $skill_id]  // of a skill that is being merged it may not have moved yet
WITH skill_id, collect(e) AS given
FOREACH (e IN given | DELETE e)
RETURN size(given) AS removed, skill_id
