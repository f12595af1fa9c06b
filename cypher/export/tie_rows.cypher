// name:    tie_rows
// summary: The ties that start at the given people.
// params:  ids: list[str]
// returns: many; from_id: str, to_id: str, kind: str, strength: float, since: int | None
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (a:Person {id: wanted})-[k:KNOWS]->(b:Person)
RETURN a.id AS from_id, b.id AS to_id, k.kind AS kind, k.strength AS strength, k.since AS since
