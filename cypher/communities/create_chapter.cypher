// name:    create_chapter
// summary: Who may makes a chapter of a community, of nobody but themselves, its administrator; the same id again finds what
//          it made. `deepest`: so many communities above one another there may be. No row for who may not.
// params:  viewer_id: str, part_of: str, id: str, facts: dict[str, Any], roles: list[str], kinds: list[str], now: int,
//          most: int, deepest: int
// returns: one; outcome: str
// access:  write
// cost:    two seeks, and the viewer's own memberships.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the viewer's communities are counted
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MEMBER_OF]->(x:Community) WHERE x.made_by = $viewer_id | x.id] AS made
MATCH (c:Community {id: $part_of})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
WITH me, c, CASE WHEN $id IN made THEN 'repeated' WHEN size(made) >= $most THEN 'too_many'
                 WHEN size([(c)-[:PART_OF*0..8]->(above:Community) | 1]) >= $deepest THEN 'too_deep'
                 ELSE 'created' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'created' THEN [1] ELSE [] END |
  CREATE (me)-[:MEMBER_OF {role: 'administrator', since: $now}]->(new:Community {id: $id, made_by: $viewer_id})
  SET new += $facts
  CREATE (new)-[:PART_OF]->(c)
)
RETURN outcome
