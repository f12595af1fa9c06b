// name:    block_rows
// summary: Whom the given people block.
// params:  ids: list[str]
// returns: many; from_id: str, to_id: str
// access:  read
// cost:    one seek for each id, then their own ties.
// deadline: 60

UNWIND $ids AS wanted
MATCH (a:Person {id: wanted})-[:BLOCKS]->(b:Person)
RETURN a.id AS from_id, b.id AS to_id
