// name:    put_blocks
// summary: Writes who blocks whom; when is not part of the format, so a new one begins now.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
MERGE (a)-[k:BLOCKS]->(b)
ON CREATE SET k.at = $now
RETURN count(k) AS matched
