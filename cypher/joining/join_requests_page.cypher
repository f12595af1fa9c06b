// name:    join_requests_page
// summary: A page of the requests that wait in a community, the oldest first, for who may decide them. Who asks shows
//          their name to them, and to nobody whom a block stands between.
// params:  viewer_id: str, community_id: str, roles: list[str], kinds: list[str], after: int, after_id: str, limit: int
// returns: many; id: str, community_id: str, person_id: str, name: str, message: str, state: str, asked_at: int
// access:  read
// cost:    goes through the requests that wait in the community.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
MATCH (c)<-[:TO_JOIN]-(r:JoinRequest)<-[:ASKED_TO_JOIN]-(p:Person)
WHERE NOT p.id IN blocked AND r.state = 'waiting'
  AND (r.asked_at > $after OR (r.asked_at = $after AND r.id > $after_id))
RETURN r.id AS id, c.id AS community_id, p.id AS person_id,
       CASE WHEN coalesce(p.name_for, 0) < 2 THEN p.name ELSE '' END AS name, r.message AS message, r.state AS state,
       r.asked_at AS asked_at
ORDER BY asked_at, id
LIMIT $limit
