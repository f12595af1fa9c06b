// name:    membership_rows
// summary: The memberships of the given people, those that have ended too.
// params:  ids: list[str]
// returns: many; person_id: str, community_id: str, role: str, since: int, until: int | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[m:MEMBER_OF|WAS_MEMBER_OF]->(c:Community)
RETURN p.id AS person_id, c.id AS community_id, m.role AS role, m.since AS since, m.until AS until
