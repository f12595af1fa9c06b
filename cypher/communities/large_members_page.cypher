// name:    large_members_page
// summary: Of the given people the members of a community whom the viewer may see, by id; of a closed one only for its
//          members.
// params:  viewer_id: str, community_id: str, ids: list[str], limit: int
// returns: many; community_id: str, id: str, role: str, since: int
// access:  read
// cost:    one seek for each id, and their memberships.
// guards:  person p, membership home

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility = 'open' OR home.id IN mine)
WITH blocked, mine, home.id AS home_id
UNWIND $ids AS id
MATCH (p:Person {id: id})-[m:MEMBER_OF]->(c:Community)
WHERE c.id = home_id
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
RETURN home_id AS community_id, p.id AS id, m.role AS role, m.since AS since
ORDER BY id
LIMIT $limit
