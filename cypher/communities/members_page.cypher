// name:    members_page
// summary: A page of the members of each of the given communities whom the viewer may see, by id; of a closed one only
//          for its members. Of those with `large` members or more none: large_members_page has theirs.
// params:  viewer_id: str, community_ids: list[str], after: str, limit: int, large: int
// returns: many; community_id: str, id: str, role: str, since: int
// access:  read
// cost:    goes through the communities' members, fewer than `large` each.
// guards:  person p, membership home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $community_ids AS wanted
MATCH (home:Community {id: wanted})
WHERE (home.visibility = 'open' OR home.id IN mine)
WITH home, blocked, mine, COUNT { (home)<-[:MEMBER_OF]-() } AS members
WHERE members < $large
CALL (home, blocked, mine) {
  MATCH (home)<-[m:MEMBER_OF]-(p:Person)
  WHERE p.id > $after
    AND (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  RETURN p.id AS id, m.role AS role, m.since AS since
  ORDER BY id
  LIMIT $limit
}
RETURN home.id AS community_id, id, role, since
ORDER BY community_id, id
