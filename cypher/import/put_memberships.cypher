// name:    put_memberships
// summary: Writes memberships; one that does not say since when begins now, or stays as it was. One that has ended is
//          another tie, WAS_MEMBER_OF, which opens nothing; one that will end is noted, to be ended in its time.
// params:  rows: list[list[Any]], now: int
// row:     person_id, community_id, role, since, until
// apart:   person_id
// returns: one; matched: int
// access:  write
// cost:    two seeks for each row, and the person's own memberships.
// deadline: 120

UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
MATCH (c:Community {id: row[1]})
REMOVE p.lock  // takes the person's lock before it is looked what they are a member of
WITH row, p, c, row[4] IS NOT NULL AND row[4] <= $now AS over,
     // Ids are compared outside the pattern: inside, an engine may begin at the community and go through all its members.
     [each IN [(p)-[m:MEMBER_OF]->(x) | [x.id, m]] WHERE each[0] = row[1] | each[1]] AS held,
     [each IN [(p)-[m:WAS_MEMBER_OF]->(x) | [x.id, m]] WHERE each[0] = row[1] | each[1]] AS past
FOREACH (old IN CASE WHEN over THEN held ELSE past END | DELETE old)
FOREACH (m IN CASE WHEN over THEN past ELSE held END |
  SET m.role = row[2], m.since = coalesce(row[3], m.since, $now), m.until = row[4]
)
FOREACH (_ IN CASE WHEN over AND size(past) = 0 THEN [1] ELSE [] END |
  CREATE (p)-[:WAS_MEMBER_OF {role: row[2], since: coalesce(row[3], $now), until: row[4]}]->(c)
)
FOREACH (_ IN CASE WHEN over OR size(held) > 0 THEN [] ELSE [1] END |
  CREATE (p)-[:MEMBER_OF {role: row[2], since: coalesce(row[3], $now), until: row[4]}]->(c)
)
FOREACH (_ IN CASE WHEN over OR row[4] IS NULL THEN [] ELSE [1] END |
  MERGE (e:Ending {id: row[0] + '|' + row[1]})
  SET e.person_id = row[0], e.community_id = row[1], e.at = row[4]
)
RETURN count(p) AS matched
