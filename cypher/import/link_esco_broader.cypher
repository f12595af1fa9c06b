// name:    link_esco_broader
// summary: Puts skills under their broader ones of ESCO, and under no others of ESCO; where an organiser has put them
//          under skills of another catalogue they stay.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each link.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
FOREACH (old IN [(s)-[link:BROADER]->(x:Skill) WHERE x.source = 'ESCO' AND NOT x.id IN row.links | link] | DELETE old)
WITH s, row
UNWIND row.links AS broader_id
MATCH (b:Skill {id: broader_id})
MERGE (s)-[link:BROADER]->(b)
RETURN count(link) AS matched
