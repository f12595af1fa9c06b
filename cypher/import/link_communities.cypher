// name:    link_communities
// summary: Makes communities part of the one named, and of no other; of none when the name is empty.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (c:Community {id: row.id})
// No label and no condition inside the pattern: planned while there is little, Neo4j went through all for each row.
FOREACH (old IN [each IN [(c)-[link:PART_OF]->(x) | [x.id, link]] WHERE each[0] <> row.part_of | each[1]] | DELETE old)
WITH c, row
MATCH (whole:Community {id: row.part_of})
MERGE (c)-[link:PART_OF]->(whole)
RETURN count(link) AS matched
