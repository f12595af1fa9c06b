// name:    community_rows
// summary: A page of all communities with what they are part of, hidden ones too: for an operator.
// params:  after: str, limit: int
// returns: many; id: str, name: str, about: str, part_of: str | None, place: str, visibility: str,
//          joining: str | None, need_days: int | None, offer_days: int | None, quiet_days: int | None,
//          borrowing: bool | None
// access:  read
// cost:    a range of the id index.
// scans:   Community
// deadline: 60

MATCH (c:Community)
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
RETURN c.id AS id, c.name AS name, coalesce(c.about, '') AS about,
       head([(c)-[:PART_OF]->(whole:Community) | whole.id]) AS part_of, coalesce(c.place, '') AS place,
       c.visibility AS visibility, c.joining AS joining, c.need_days AS need_days, c.offer_days AS offer_days,
       c.quiet_days AS quiet_days, c.borrowing AS borrowing
ORDER BY id
