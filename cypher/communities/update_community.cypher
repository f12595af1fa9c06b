// name:    update_community
// summary: Changes what a community says of itself and who may see it: what is given, by name. No row for who may not.
// params:  viewer_id: str, community_id: str, roles: list[str], kinds: list[str], values: dict[str, Any]
// returns: one; outcome: str
// access:  write
// cost:    one seek for the community, and the viewer's memberships.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET c.lock = randomUUID()  // takes the community's lock: the role may have gone while we waited
WITH me, c
WHERE c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles
SET c += $values
RETURN 'updated' AS outcome
