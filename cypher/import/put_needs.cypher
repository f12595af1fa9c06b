// name:    put_needs
// summary: Writes needs; the id of somebody else's need is left alone and not counted.
// params:  rows: list[dict[str, Any]], now: int
// returns: one; matched: int
// access:  write
// cost:    three seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
MATCH (s:Skill {id: row.skill_id})
MERGE (n:Need {id: row.id})
WITH row, p, s, n
WHERE size([(n)<-[:NEEDS]-(x:Person) WHERE x.id <> row.person_id | 1]) = 0
SET n.skill_id = row.skill_id, n.level = row.level, n.goal = row.goal, n.state = row.state,
    n.since = coalesce(row.since, n.since, $now), n.until = row.until
FOREACH (old IN [(n)-[w:WANTS]->(x:Skill) WHERE x.id <> row.skill_id | w] | DELETE old)
MERGE (p)-[:NEEDS]->(n)
MERGE (n)-[:WANTS]->(s)
RETURN count(n) AS matched
