// name:    link_broader
// summary: Puts skills under their broader ones, and nowhere else.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each link.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
// No label and no condition inside the pattern: planned while there is little, Neo4j went through all skills for each row.
FOREACH (old IN [each IN [(s)-[link:BROADER]->(x) | [x.id, link]] WHERE NOT each[0] IN row.broader | each[1]] | DELETE old)
WITH s, row
UNWIND row.broader AS broader_id
MATCH (b:Skill {id: broader_id})
MERGE (s)-[link:BROADER]->(b)
RETURN count(link) AS matched
