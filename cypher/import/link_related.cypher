// name:    link_related
// summary: Relates pairs of skills, once for each pair: the link starts at the smaller id.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each pair.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
MATCH (r:Skill {id: row.related_id})
MERGE (s)-[link:RELATED]->(r)
ON CREATE SET link.kind = 'related'
RETURN count(link) AS matched
