// name:    communities_page
// summary: A page of the communities that the viewer may see, by id; only the chapters of one where `part_of` is given.
// params:  viewer_id: str, part_of: str | None, after: str, limit: int
// returns: many; id: str
// access:  read
// cost:    a range of the id index; communities are thousands where people are millions.
// guards:  community c
// scans:   Community

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community)
WHERE c.id > $after
  AND (c.visibility <> 'hidden' OR c.id IN mine)
  AND ($part_of IS NULL OR $part_of IN [(c)-[:PART_OF]->(above:Community)
                                    WHERE (above.visibility <> 'hidden' OR above.id IN mine) | above.id])
RETURN c.id AS id
ORDER BY id
LIMIT $limit
