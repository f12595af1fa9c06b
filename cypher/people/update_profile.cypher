// name:    update_profile
// summary: Changes what the given map holds of the viewer's own profile; open places follow the capacity.
// params:  viewer_id: str, changes: dict[str, Any], now: int
// returns: one; id: str
// access:  write
// cost:    one node, its active mentorships and its teams.

MATCH (me:Person {id: $viewer_id})
SET me += $changes, me.active_at = $now
WITH me, size([(me)-[:MENTORS]->(m:Mentorship) WHERE m.state = 'active' | 1])
         + size([(me)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken
SET me.open_places = CASE WHEN me.capacity > taken THEN me.capacity - taken ELSE 0 END
RETURN me.id AS id
