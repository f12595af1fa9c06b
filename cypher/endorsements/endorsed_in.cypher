// name:    endorsed_in
// summary: What the given people are endorsed for, by how many of those whom the viewer may see, and whether by the viewer;
//          the caller has checked that the viewer may see them. Most endorsed first. It tells what they can do and who
//          has to do with whom: it is shown to whom they show their offers and their ties, and the endorsers their ties.
// params:  viewer_id: str, ids: list[str], most: int
// returns: many; person_id: str, skill_id: str, people: int, mine: bool
// access:  read
// cost:    one seek for each id, then those who endorse them.
// guards:  person x, offers p, ties p, ties x

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.offers_for IS NULL OR p.id = $viewer_id OR (p.offers_for < 3 AND p.id IN working)
       OR (p.offers_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND (p.ties_for IS NULL OR p.id = $viewer_id OR (p.ties_for < 3 AND p.id IN working)
       OR (p.ties_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
CALL (p, blocked, mine, working) {
  MATCH (p)<-[e:ENDORSES]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
         OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  WITH e.skill_id AS skill_id, count(x) AS people, max(CASE WHEN x.id = $viewer_id THEN 1 ELSE 0 END) AS own
  RETURN skill_id, people, own
  ORDER BY people DESC, skill_id
  LIMIT $most
}
RETURN p.id AS person_id, skill_id, people, own = 1 AS mine
ORDER BY person_id, people DESC, skill_id
