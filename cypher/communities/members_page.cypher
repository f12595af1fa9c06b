// name:    members_page
// summary: A page of a community's members whom the viewer may see, by id; of a closed one only for its members.
// params:  viewer_id: str, community_id: str, after: str, limit: int
// returns: many; id: str, role: str, since: int
// access:  read
// cost:    goes through the community's members: grows with the community, not with the network.
// guards:  person p, community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})<-[m:MEMBER_OF]-(p:Person)
WHERE p.id > $after
  AND (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility = 'open' OR c.id IN mine)
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
RETURN p.id AS id, m.role AS role, m.since AS since
ORDER BY id
LIMIT $limit
