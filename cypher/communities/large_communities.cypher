// name:    large_communities
// summary: Which of the communities that the viewer may see have so many members that a page of them is found among all
//          people (large_members_page).
// params:  viewer_id: str, ids: list[str], large: int
// returns: many; id: str
// access:  read
// cost:    one seek for each id; how many ties a node has is kept with it.
// guards:  membership home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (home:Community {id: wanted})
WHERE (home.visibility = 'open' OR home.id IN mine)
WITH home.id AS id, COUNT { (home)<-[:MEMBER_OF]-() } AS members
WHERE members >= $large
RETURN id
ORDER BY id
