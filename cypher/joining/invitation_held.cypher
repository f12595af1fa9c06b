// name:    invitation_held
// summary: What the invitation leads to whose code the viewer holds, as long as it can be used.
// params:  viewer_id: str, key: str, now: int
// returns: one; id: str, community_id: str, name: str, about: str, place: str, visibility: str, made_by: str,
//          made_at: int, until: int
// access:  read
// cost:    two seeks.

MATCH (me:Person {id: $viewer_id})
MATCH (i:Invitation {key: $key})
WHERE i.person_id IS NULL AND i.state = 'open' AND i.until > $now AND i.used < i.uses
MATCH (c:Community {id: i.community_id})
RETURN i.id AS id, c.id AS community_id, c.name AS name, c.about AS about, c.place AS place, c.visibility AS visibility,
       i.made_by AS made_by, i.made_at AS made_at, i.until AS until
