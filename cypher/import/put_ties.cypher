// name:    put_ties
// summary: Writes who knows whom, once for each kind of tie.
// params:  rows: list[list[Any]]
// row:     from_id, to_id, kind, strength, since
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the ties of whom it begins at.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row[0]})
MATCH (b:Person {id: row[1]})
REMOVE a.lock  // takes the lock before it is looked whether the tie is there
WITH row, a, b,
     [each IN [(a)-[k:KNOWS {kind: row[2]}]->(x:Person) | [x.id, k]] WHERE each[0] = row[1] | each[1]] AS held
FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END |
  CREATE (a)-[:KNOWS {kind: row[2], strength: row[3], since: row[4]}]->(b)
)
FOREACH (k IN held | SET k.strength = row[3], k.since = coalesce(row[4], k.since))
RETURN count(b) AS matched
