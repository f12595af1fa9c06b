// name:    link_needed
// summary: Links skills to those that they build on, each link with its kind: essential or optional.
// params:  rows: list[dict[str, Any]]
// returns: one; matched: int
// access:  write
// cost:    two seeks for each link.
// deadline: 120

UNWIND $rows AS row
MATCH (s:Skill {id: row.id})
MATCH (r:Skill {id: row.related_id})
MERGE (s)-[link:RELATED {kind: row.kind}]->(r)
RETURN count(link) AS matched
