// name:    put_blocks
// summary: Writes who blocks whom; when is not part of the format, so a new one begins now.
// params:  rows: list[list[Any]], now: int
// row:     from_id, to_id
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row[0]})
MATCH (b:Person {id: row[1]})
MERGE (a)-[k:BLOCKS]->(b)
ON CREATE SET k.at = $now
RETURN count(k) AS matched
