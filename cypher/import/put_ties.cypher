// name:    put_ties
// summary: Writes who knows whom, once for each kind of tie.
// params:  rows: list[list[Any]]
// row:     from_id, to_id, kind, strength, since
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row[0]})
MATCH (b:Person {id: row[1]})
MERGE (a)-[k:KNOWS {kind: row[2]}]->(b)
SET k.strength = row[3], k.since = coalesce(row[4], k.since)
RETURN count(k) AS matched
