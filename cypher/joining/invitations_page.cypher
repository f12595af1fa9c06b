// name:    invitations_page
// summary: A page of a community's invitations that are open or have run out, the newest first, for who may invite. Whom one is
//          for and who made it is told where the viewer may see them.
// params:  viewer_id: str, community_id: str, roles: list[str], kinds: list[str], before: int, before_id: str, limit: int
// returns: many; id: str, community_id: str, person_id: str | None, made_by: str, made_at: int, until: int, uses: int,
//          used: int, state: str
// access:  read
// cost:    goes through the community's invitations, which are bounded.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
MATCH (c)<-[:INVITES_TO]-(i:Invitation)
WHERE (i.person_id IS NULL OR NOT i.person_id IN blocked)
  AND (i.made_at < $before OR (i.made_at = $before AND i.id > $before_id))
RETURN i.id AS id, c.id AS community_id, i.person_id AS person_id, i.made_by AS made_by, i.made_at AS made_at,
       i.until AS until, i.uses AS uses, i.used AS used, i.state AS state
ORDER BY made_at DESC, id
LIMIT $limit
