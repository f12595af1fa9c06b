// name:    put_endorsements
// summary: Writes who vouches for whose skill.
// params:  rows: list[list[Any]], now: int
// row:     from_id, to_id, skill_id, at
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row[0]})
MATCH (b:Person {id: row[1]})
MERGE (a)-[e:ENDORSES {skill_id: row[2]}]->(b)
SET e.at = coalesce(row[3], e.at, $now)
RETURN count(e) AS matched
