// name:    ties_of
// summary: Whom each of the given people knows, of those whom the viewer may see and where both show it, and which communities they belong to that
//          the viewer may know of. The caller has found that the viewer may see the people themselves.
// params:  viewer_id: str, ids: list[str]
// returns: many; person_id: str, contacts: list[str], communities: list[str]
// access:  read
// cost:    one seek for each id, then their ties.
// guards:  counted x, person x, membership joined, ties p, ties x

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
CALL (p, blocked, mine, working) {
  MATCH (p)-[:KNOWS]-(x:Person)
  WHERE x.uncounted_at IS NULL AND (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (p.ties_for IS NULL OR p.id = $viewer_id OR (p.ties_for < 3 AND p.id IN working)
         OR (p.ties_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
         OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  RETURN collect(DISTINCT x.id) AS contacts
}
RETURN p.id AS person_id, contacts,
       [(p)-[:MEMBER_OF]->(joined:Community) WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id]
         AS communities
