// name:    community_rows
// summary: A page of all communities with what they are part of, hidden ones too: for an operator.
// params:  after: str, limit: int
// returns: many; id: str, name: str, about: str, part_of: str | None, place: str, visibility: str
// access:  read
// cost:    a range of the id index.
// scans:   Community
// deadline: 60

MATCH (c:Community)
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
RETURN c.id AS id, c.name AS name, coalesce(c.about, '') AS about,
       head([(c)-[:PART_OF]->(whole:Community) | whole.id]) AS part_of, coalesce(c.place, '') AS place,
       c.visibility AS visibility
ORDER BY id
