// name:    end_memberships
// summary: Ends the memberships whose time has come: they become ties that open nothing.
// params:  now: int, limit: int
// returns: one; ended: int, person_ids: list[str]
// access:  write
// cost:    a range of the index on when they end, as long as the batch.

MATCH (e:Ending)
WHERE e.at <= $now
WITH e ORDER BY e.at, e.id LIMIT $limit
OPTIONAL MATCH (p:Person {id: e.person_id})-[m:MEMBER_OF]->(c:Community)
WHERE c.id = e.community_id AND m.until <= $now
FOREACH (tie IN CASE WHEN m IS NULL THEN [] ELSE [m] END |
  CREATE (p)-[:WAS_MEMBER_OF {role: tie.role, since: tie.since, until: tie.until}]->(c)
  DELETE tie
)
WITH collect(e) AS endings, collect(DISTINCT e.person_id) AS person_ids
FOREACH (e IN endings | DELETE e)
RETURN size(endings) AS ended, person_ids
