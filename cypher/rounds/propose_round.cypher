// name:    propose_round
// summary: Keeps a round that an organiser planned, with its pairs and whom it leaves out; the same id again finds what
//          it made. Nobody is asked anything yet.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, id: str, facts: dict[str, Any],
//          pairs: list[dict[str, Any]], gaps: list[dict[str, Any]], most: int
// returns: one; outcome: str
// access:  write
// cost:    the community's rounds, and one node for each pair and each person left out.
// guards:  act home
// deadline: 60

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
SET home.lock = randomUUID()  // takes the lock under which a community's proposed rounds are counted
WITH home, [(home)-[:HELD]->(r:Round) WHERE r.id = $id | 1] AS same,
     [(home)-[:HELD]->(r:Round) WHERE r.state = 'proposed' | 1] AS waiting
WITH home, CASE WHEN size(same) > 0 THEN 'repeated' WHEN size(waiting) >= $most THEN 'too_many' ELSE 'proposed' END
       AS outcome
FOREACH (_ IN CASE WHEN outcome = 'proposed' THEN [1] ELSE [] END |
  CREATE (home)-[:HELD]->(made:Round {id: $id, community_id: $community_id, state: 'proposed'})
  SET made += $facts
)
WITH outcome
OPTIONAL MATCH (r:Round {id: $id})
WHERE outcome = 'proposed'
FOREACH (row IN CASE WHEN r IS NULL THEN [] ELSE $pairs END |
  CREATE (r)-[:PAIRED]->(x:RoundPair {id: row.id})
  SET x += row
)
FOREACH (row IN CASE WHEN r IS NULL THEN [] ELSE $gaps END |
  CREATE (r)-[:LEFT_OUT]->(g:RoundGap {id: row.id})
  SET g += row
)
RETURN outcome
