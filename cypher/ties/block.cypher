// name:    block
// summary: The viewer blocks somebody: from now on neither finds the other; what was open between them ends.
//          Somebody the viewer cannot see looks like nobody.
// params:  viewer_id: str, person_id: str, now: int
// returns: one; outcome: str, freed: list[str]
// access:  write
// cost:    two seeks and what is open between the two.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // locks in the same order as requests do
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
OPTIONAL MATCH (p:Person {id: $person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
   OR p.id IN [(me)-[:BLOCKS]->(already:Person) | already.id]
SET p.lock = randomUUID()
FOREACH (_ IN CASE WHEN p IS NULL THEN [] ELSE [1] END |
  MERGE (me)-[b:BLOCKS]->(p)
  ON CREATE SET b.at = $now
)
WITH me, p
OPTIONAL MATCH (me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)
WHERE m.state IN ['requested', 'active']
  AND (m.mentor_id = p.id OR m.mentee_id = p.id)
WITH me, p,
     collect(CASE WHEN m.state = 'requested' THEN m END) AS waiting,
     collect(CASE WHEN m.state = 'active' AND m.mentor_id = me.id THEN m END) AS mentoring,
     collect(CASE WHEN m.state = 'active' AND m.mentor_id = p.id THEN m END) AS mentored
OPTIONAL MATCH (me)-[tie:MENTORED]-(other:Person)
WHERE other.id = p.id AND tie.to IS NULL
WITH me, p, waiting, mentoring, mentored, collect(tie) AS ties
FOREACH (m IN waiting | SET m.state = 'withdrawn', m.ended_at = $now)
FOREACH (m IN mentoring + mentored | SET m.state = 'completed', m.ended_at = $now)
FOREACH (tie IN ties | SET tie.to = $now)
WITH me, p, mentoring, mentored
UNWIND CASE WHEN p IS NULL THEN [me] ELSE [me, p] END AS mentor
WITH p, mentoring, mentored, mentor,
     size([(mentor)-[:MENTORS]->(x:Mentorship) WHERE x.state = 'active' | 1])
       + size([(mentor)-[h:IN_TEAM]->(t:Team) WHERE h.takes | 1]) AS taken
SET mentor.open_places = CASE WHEN size(mentoring + mentored) = 0 THEN mentor.open_places
                              WHEN mentor.capacity > taken THEN mentor.capacity - taken ELSE 0 END
RETURN DISTINCT CASE WHEN p IS NULL THEN 'not_found' ELSE 'blocked' END AS outcome,
       [m IN mentoring + mentored | m.mentor_id] AS freed
