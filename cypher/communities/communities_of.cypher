// name:    communities_of
// summary: The communities of the given people whose members the viewer may know; the caller has checked them.
// params:  viewer_id: str, ids: list[str], most: int
// returns: many; person_id: str, community_id: str, role: str, since: int
// access:  read
// cost:    one seek for each id, then their memberships.
// guards:  membership c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
CALL (p, mine) {
  MATCH (p)-[m:MEMBER_OF]->(c:Community)
  WHERE (c.visibility = 'open' OR c.id IN mine)
  RETURN c.id AS community_id, m.role AS role, m.since AS since
  ORDER BY since DESC, community_id
  LIMIT $most
}
RETURN p.id AS person_id, community_id, role, since
ORDER BY person_id, since DESC, community_id
