// name:    chapters_page
// summary: A page of the chapters of each of the given communities, by id, where the viewer may see both.
// params:  viewer_id: str, community_ids: list[str], after: str, limit: int
// returns: many; community_id: str, id: str
// access:  read
// cost:    goes through the communities' chapters.
// guards:  community home, community part

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $community_ids AS wanted
MATCH (home:Community {id: wanted})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
CALL (home, mine) {
  MATCH (home)<-[:PART_OF]-(part:Community)
  WHERE part.id > $after
    AND (part.visibility <> 'hidden' OR part.id IN mine)
  RETURN part.id AS id
  ORDER BY id
  LIMIT $limit
}
RETURN home.id AS community_id, id
ORDER BY community_id, id
