// name:    create_community
// summary: The viewer makes a community of nobody but themselves, its administrator; the same id again finds what it made.
// params:  viewer_id: str, id: str, facts: dict[str, Any], now: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    one seek, and the viewer's own memberships.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the viewer's communities are counted
WITH me, [(me)-[:MEMBER_OF]->(c:Community) WHERE c.made_by = $viewer_id | c.id] AS made
WITH me, CASE WHEN $id IN made THEN 'repeated' WHEN size(made) >= $most THEN 'too_many' ELSE 'created' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'created' THEN [1] ELSE [] END |
  CREATE (me)-[:MEMBER_OF {role: 'administrator', since: $now}]->(c:Community {id: $id, made_by: $viewer_id})
  SET c += $facts
)
RETURN outcome
