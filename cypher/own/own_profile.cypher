// name:    own_profile
// summary: Everything that stands on the viewer's own node.
// params:  viewer_id: str
// returns: one; profile: dict[str, Any]
// access:  read
// cost:    one seek.

MATCH (me:Person {id: $viewer_id})
RETURN properties(me) AS profile
