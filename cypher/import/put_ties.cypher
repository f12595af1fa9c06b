// name:    put_ties
// summary: Writes who knows whom, once for each kind of tie.
// params:  rows: list[list[Any]]
// row:     from_id, to_id, kind, strength, since
// returns: one; matched: int
// access:  write
// cost:    one seek for each row, and one for each person whom ties begin at, with their ties.
// deadline: 120

UNWIND $rows AS row
WITH row[0] AS from_id, collect(row) AS rows
MATCH (a:Person {id: from_id})
REMOVE a.lock  // takes the lock before it is looked which ties are there
WITH a, rows, [(a)-[k:KNOWS]->(x) | [x.id, k.kind, k]] AS ties
UNWIND rows AS row
MATCH (b:Person {id: row[1]})
WITH row, a, b, [each IN ties WHERE each[0] = row[1] AND each[1] = row[2] | each[2]] AS held
FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END |
  CREATE (a)-[:KNOWS {kind: row[2], strength: row[3], since: row[4]}]->(b)
)
FOREACH (k IN held | SET k.strength = row[3], k.since = coalesce(row[4], k.since))
RETURN count(b) AS matched
