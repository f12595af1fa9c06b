// name:    put_needs
// summary: Writes needs; the id of somebody else's need is left alone and not counted.
// params:  rows: list[list[Any]], now: int
// row:     id, person_id, skill_id, level, goal, since, until, state, reach
// apart:   person_id
// returns: one; matched: int
// access:  write
// cost:    four seeks for each row.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[1]})
MATCH (named:Skill {id: row[2]})
MATCH (s:Skill {id: coalesce(named.merged_into, named.id)})
MERGE (n:Need {id: row[0]})
WITH row, p, s, n
// No label and no condition inside a pattern: planned while there is little, Neo4j went through all of it for each row.
WHERE all(owner IN [(n)<-[:NEEDS]-(x) | x.id] WHERE owner = row[1])
WITH row, p, s, n, n.skill_id AS before
SET n.skill_id = s.id, n.level = row[3], n.goal = row[4], n.state = row[7],
    n.since = coalesce(row[5], n.since, $now), n.until = row[6],
    n.reach = coalesce(row[8], n.reach)
FOREACH (old IN [each IN [(n)-[w:WANTS]->(x) | [x.id, w]] WHERE each[0] <> s.id | each[1]] | DELETE old)
// Not merged: that would lock the skill until the whole batch is written.
FOREACH (_ IN CASE WHEN before IS NULL THEN [1] ELSE [] END | CREATE (p)-[:NEEDS]->(n))
FOREACH (_ IN CASE WHEN before IS NULL OR before <> s.id THEN [1] ELSE [] END | CREATE (n)-[:WANTS]->(s))
RETURN count(n) AS matched
