// name:    wider_communities
// summary: The communities above one, from the nearest on, of which it borrows: as far up as none is hidden and each below
//          lets its needs go further, by its own word or that of those above it.
// params:  viewer_id: str, community_id: str
// returns: many; id: str, name: str, far: int
// access:  read
// cost:    one seek, and what the community is part of.
// guards:  community home, community up

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
CALL (home) {
  MATCH way = (home)-[:PART_OF*0..8]->(above:Community)
  WHERE all(x IN nodes(way)[1..] WHERE x.visibility <> 'hidden')
  WITH above, length(way) AS far
  ORDER BY far
  RETURN collect([above.id, above.borrowing]) AS chain
}
UNWIND range(1, size(chain) - 1) AS far
WITH mine, chain, far
WHERE all(i IN range(0, far - 1) WHERE coalesce(head([x IN chain[i..] WHERE x[1] IS NOT NULL | x[1]]), true))
MATCH (up:Community {id: chain[far][0]})
WHERE (up.visibility <> 'hidden' OR up.id IN mine)
RETURN up.id AS id, up.name AS name, far
ORDER BY far, id
