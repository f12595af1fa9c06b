// name:    members_page
// summary: A page of the members of each of the given communities whom the viewer may see, by id; of a closed one only
//          for its members.
// params:  viewer_id: str, community_ids: list[str], after: str, limit: int, large: int
// returns: many; community_id: str, id: str, role: str, since: int
// access:  read
// cost:    goes through the communities' members where these are fewer than `large`; of a larger community, through the
//          index of ids from `after` on, where every so many people is a member: grows with neither.
// guards:  person p, membership home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $community_ids AS wanted
MATCH (home:Community {id: wanted})
WHERE (home.visibility = 'open' OR home.id IN mine)
WITH home, blocked, mine, COUNT { (home)<-[:MEMBER_OF]-() } AS members
CALL (home, blocked, mine, members) {
  WITH home, blocked, mine, members
  WHERE members < $large
  MATCH (home)<-[m:MEMBER_OF]-(p:Person)
  WHERE p.id > $after
    AND (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  RETURN p.id AS id, m.role AS role, m.since AS since
  ORDER BY id
  LIMIT $limit
UNION ALL
  // Where the index begins says it, not a WHERE: that would be asked of everybody in the index. Nobody is beyond null.
  WITH home, blocked, mine, CASE WHEN members >= $large THEN $after END AS beyond
  MATCH (p:Person)
  WHERE p.id > beyond
  WITH home, blocked, mine, p
  ORDER BY p.id  // or Neo4j would begin at the community after all
  MATCH (p)-[m:MEMBER_OF]->(c:Community)
  WHERE c.id = home.id
    AND (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  RETURN p.id AS id, m.role AS role, m.since AS since
  ORDER BY id
  LIMIT $limit
}
RETURN home.id AS community_id, id, role, since
ORDER BY community_id, id
