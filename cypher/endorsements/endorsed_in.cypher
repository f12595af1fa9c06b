// name:    endorsed_in
// summary: What the given people are endorsed for, by how many of those whom the viewer may see, and whether by the viewer;
//          the caller has checked that the viewer may see them. Most endorsed first.
// params:  viewer_id: str, ids: list[str], most: int
// returns: many; person_id: str, skill_id: str, people: int, mine: bool
// access:  read
// cost:    one seek for each id, then those who endorse them.
// guards:  person x

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
CALL (p, blocked, mine) {
  MATCH (p)<-[e:ENDORSES]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND any(c IN [(x)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  WITH e.skill_id AS skill_id, count(x) AS people, max(CASE WHEN x.id = $viewer_id THEN 1 ELSE 0 END) AS own
  RETURN skill_id, people, own
  ORDER BY people DESC, skill_id
  LIMIT $most
}
RETURN p.id AS person_id, skill_id, people, own = 1 AS mine
ORDER BY person_id, people DESC, skill_id
