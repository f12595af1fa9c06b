// name:    put_communities
// summary: Writes communities; what they are part of follows when all are there.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    one seek for each row.
// deadline: 120

UNWIND $rows AS row
MERGE (c:Community {id: row.id})
SET c += row
RETURN count(c) AS matched
