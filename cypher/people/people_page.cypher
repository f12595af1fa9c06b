// name:    people_page
// summary: A page of the people whom the viewer may see, by id.
// params:  viewer_id: str, after: str, limit: int
// returns: many; id: str
// access:  read
// cost:    a range of the id index, as long as the page and the people in it whom the viewer may not see.
// guards:  person p
// scans:   Person

MATCH (me:Person {id: $viewer_id})
WITH [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
CALL (blocked, mine) {
  MATCH (p:Person)
  WHERE p.id > $after
  WITH p, blocked, mine
  ORDER BY p.id  // looking for both at once Neo4j goes through everybody, and sorts
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  RETURN p.id AS id
  ORDER BY id
  LIMIT $limit
}
RETURN id
ORDER BY id
