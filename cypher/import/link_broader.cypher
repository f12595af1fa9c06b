// name:    link_broader
// summary: Puts skills under their broader ones, and nowhere else.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each link.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
FOREACH (old IN [(s)-[link:BROADER]->(x:Skill) WHERE NOT x.id IN row.broader | link] | DELETE old)
WITH s, row
UNWIND row.broader AS broader_id
MATCH (b:Skill {id: broader_id})
MERGE (s)-[link:BROADER]->(b)
RETURN count(link) AS matched
