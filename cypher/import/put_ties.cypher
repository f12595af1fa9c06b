// name:    put_ties
// summary: Writes who knows whom, once for each kind of tie.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
MERGE (a)-[k:KNOWS {kind: row.kind}]->(b)
SET k.strength = row.strength, k.since = coalesce(row.since, k.since)
RETURN count(k) AS matched
