// name:    put_needs
// summary: Writes needs; the id of somebody else's need is left alone and not counted.
// params:  rows: list[list[Any]], now: int
// row:     id, person_id, skill_id, level, goal, since, until, state, reach
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
// No label and no condition inside: planned while there are few people, Neo4j went through them all for each row.
WHERE all(owner IN [(n)<-[:NEEDS]-(x) | x.id] WHERE owner = row[1])
SET n.skill_id = s.id, n.level = row[3], n.goal = row[4], n.state = row[7],
    n.since = coalesce(row[5], n.since, $now), n.until = row[6],
    n.reach = coalesce(row[8], n.reach)
FOREACH (old IN [(n)-[w:WANTS]->(x:Skill) WHERE x.id <> s.id | w] | DELETE old)
MERGE (p)-[:NEEDS]->(n)
MERGE (n)-[:WANTS]->(s)
RETURN count(n) AS matched
