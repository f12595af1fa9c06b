// name:    link_esco_needed
// summary: Links skills to those of ESCO that they build on in one way (essential or optional), and to no others of ESCO.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each link.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
FOREACH (old IN [(s)-[link:RELATED]->(x:Skill)
                 WHERE link.kind = row.kind AND x.source = 'ESCO' AND NOT x.id IN row.links | link] | DELETE old)
WITH s, row
UNWIND row.links AS related_id
MATCH (r:Skill {id: related_id})
MERGE (s)-[link:RELATED {kind: row.kind}]->(r)
RETURN count(link) AS matched
