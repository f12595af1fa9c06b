// name:    put_memberships
// summary: Writes memberships; one that does not say since when begins now, or stays as it was.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (c:Community {id: row.community_id})
MERGE (p)-[m:MEMBER_OF]->(c)
SET m.role = row.role, m.since = coalesce(row.since, m.since, $now), m.until = row.until
RETURN count(m) AS matched
