// name:    put_memberships
// summary: Writes memberships; one that does not say since when begins now, or stays as it was.
// params:  rows: list[list[Any]], now: int
// row:     person_id, community_id, role, since, until
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (c:Community {id: row[1]})
MERGE (p)-[m:MEMBER_OF]->(c)
SET m.role = row[2], m.since = coalesce(row[3], m.since, $now), m.until = row[4]
RETURN count(m) AS matched
