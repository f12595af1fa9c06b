// name:    need_owners
// summary: Whose the needs with the given ids are; the unknown ones are left out.
// params:  ids: list[str]
// returns: many; id: str, owner: str, other: str | None
// access:  read
// cost:    one seek for each id.
// deadline: 60

UNWIND $ids AS wanted
MATCH (n:Need {id: wanted})<-[:NEEDS]-(p:Person)
RETURN n.id AS id, p.id AS owner, null AS other
