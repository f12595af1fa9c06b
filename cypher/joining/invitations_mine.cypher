// name:    invitations_mine
// summary: The invitations that wait for the viewer, the newest first; what they lead to is told to whom they are for,
//          hidden or not. Those by somebody whom a block stands between are left out.
// params:  viewer_id: str, now: int, limit: int
// returns: many; id: str, community_id: str, name: str, about: str, place: str, visibility: str, made_by: str,
//          made_at: int, until: int
// access:  read
// cost:    the viewer's own invitations.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked
MATCH (me)<-[:INVITES]-(i:Invitation)-[:INVITES_TO]->(c:Community)
WHERE i.state = 'open' AND i.until > $now AND NOT i.made_by IN blocked
RETURN i.id AS id, c.id AS community_id, c.name AS name, c.about AS about, c.place AS place, c.visibility AS visibility,
       i.made_by AS made_by, i.made_at AS made_at, i.until AS until
ORDER BY made_at DESC, id
LIMIT $limit
