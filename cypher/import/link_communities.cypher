// name:    link_communities
// summary: Makes communities part of the one named, and of no other; of none when the name is empty.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (c:Community {id: row.id})
FOREACH (old IN [(c)-[link:PART_OF]->(x:Community) WHERE x.id <> row.part_of | link] | DELETE old)
WITH c, row
MATCH (whole:Community {id: row.part_of})
MERGE (c)-[link:PART_OF]->(whole)
RETURN count(link) AS matched
