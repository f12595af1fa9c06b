// name:    put_endorsements
// summary: Writes who vouches for whose skill.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (a:Person {id: row.from_id})
MATCH (b:Person {id: row.to_id})
MERGE (a)-[e:ENDORSES {skill_id: row.skill_id}]->(b)
SET e.at = coalesce(row.at, e.at, $now)
RETURN count(e) AS matched
